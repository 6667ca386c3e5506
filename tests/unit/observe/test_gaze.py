from __future__ import annotations

import json
from collections.abc import Callable

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.observe.gaze import TARGETS, EyeReading, GazeCalibration, GazeReader, fit_calibration, read_eyes
from visavis.observe.gaze.calibration import UnknownTarget
from visavis.observe.values import Observation

FaceMaker = Callable[..., FaceMesh]
Player = Callable[..., None]


def at_25_hz(seconds: float) -> list[float]:
    return [i / 25 for i in range(int(seconds * 25))]


def values_of(found: Observation) -> dict[str, float | None]:
    return {measure.key: measure.value for measure in found.measures}


def reading(right: float, up: float, head_right: float = 0.0, head_up: float = 0.0) -> EyeReading:
    return EyeReading(right - head_right, up - head_up, head_right, head_up)


def samples_of(gain: float, offset: tuple[float, float], noise: float, seed: int = 1) -> list[tuple[str, EyeReading]]:
    """Thirty readings of each target by a reader that is off by a gain and an offset."""
    random = np.random.default_rng(seed)
    return [
        (name, reading(*(gain * np.array(goal) + offset + random.normal(0, noise, 2))))
        for name, goal in TARGETS.items()
        for _ in range(30)
    ]


def test_look_to_the_own_right_moves_the_reading_right(make_face: FaceMaker) -> None:
    ahead, right, up = (read_eyes(make_face(look=look)) for look in ((0, 0), (0.1, 0), (0, 0.1)))
    assert ahead is not None
    assert right is not None
    assert up is not None
    assert right.right_deg - ahead.right_deg == pytest.approx(14, abs=1)
    assert right.up_deg == pytest.approx(ahead.up_deg, abs=1)
    assert up.up_deg - ahead.up_deg == pytest.approx(14, abs=1)


def test_eyes_fixed_on_the_camera_while_the_head_turns_cancel_out(make_face: FaceMaker) -> None:
    ahead = read_eyes(make_face())
    turned = read_eyes(make_face(yaw_deg=14, look=(-0.1, 0)))
    assert ahead is not None
    assert turned is not None
    assert turned.right_deg == pytest.approx(ahead.right_deg, abs=2)


def test_closed_eyes_have_no_gaze(make_face: FaceMaker) -> None:
    assert read_eyes(make_face(lids=0.05)) is None


def test_look_away_is_found_with_its_side_and_times(make_face: FaceMaker, play: Player) -> None:
    reader = GazeReader()
    play(reader, [(t, [make_face(look=(-0.15, 0) if 8 <= t < 11 else (0, 0))]) for t in at_25_hz(20)])
    found = reader.finish()
    (away,) = found.events
    assert away.key == "gaze.look_left"
    assert (away.start_s, away.end_s) == pytest.approx((8, 11), abs=0.15)
    values = values_of(found)
    assert values["gaze.toward"] == pytest.approx(17 / 20, abs=0.02)
    assert values["gaze.longest_away"] == pytest.approx(3, abs=0.2)
    assert values["gaze.away_left"] == pytest.approx(3 / 20, abs=0.02)


def test_a_blink_does_not_split_a_look_away(make_face: FaceMaker, play: Player) -> None:
    def face(t: float) -> FaceMesh:
        return make_face(look=(0.2, 0) if 4 <= t < 7 else (0, 0), lids=0.02 if 5.4 <= t < 5.6 else 1)

    reader = GazeReader()
    play(reader, [(t, [face(t)]) for t in at_25_hz(16)])
    assert [event.key for event in reader.finish().events] == ["gaze.look_right"]


def test_speaking_and_listening_are_told_apart(make_face: FaceMaker, play: Player) -> None:
    reader = GazeReader()
    play(reader, [(t, [make_face(look=(0, -0.2) if 3 <= t < 6 else (0, 0))]) for t in at_25_hz(20)])
    values = values_of(reader.finish(speaking=[(0, 6)]))
    assert values["gaze.toward_speaking"] == pytest.approx(0.5, abs=0.03)
    assert values["gaze.toward_listening"] == pytest.approx(1.0, abs=0.02)


def test_calibration_undoes_gain_and_offset(make_face: FaceMaker) -> None:
    calibration = fit_calibration(samples_of(gain=0.7, offset=(6, -9), noise=1.0))
    assert calibration.usable
    assert calibration.residual_deg < 3
    for goal in TARGETS.values():
        right, up = calibration.apply(reading(*(0.7 * np.array(goal) + (6, -9))))
        assert (right, up) == pytest.approx((goal[0], goal[1]), abs=2)


def test_calibration_shrugs_off_glances_elsewhere() -> None:
    spoiled = samples_of(1.0, (0, 0), 0.5) + [(name, reading(60, 60)) for name in TARGETS for _ in range(10)]
    assert fit_calibration(spoiled).usable


def test_calibration_by_someone_who_looked_elsewhere_is_not_usable() -> None:
    random = np.random.default_rng(3)
    samples = [(name, reading(*random.normal(0, 12, 2))) for name in TARGETS for _ in range(6)]
    assert not fit_calibration(samples).usable


def test_calibration_with_three_targets_is_not_usable() -> None:
    some = [(name, sample) for name, sample in samples_of(1, (0, 0), 0.5) if name.startswith(("camera", "top"))]
    assert not fit_calibration(some).usable


def test_calibration_refuses_an_unknown_target() -> None:
    with pytest.raises(UnknownTarget, match="middle"):
        fit_calibration([("middle", reading(0, 0))])


def test_calibration_survives_json() -> None:
    calibration = fit_calibration(samples_of(0.8, (2, 1), 0.5))
    assert GazeCalibration.from_values(json.loads(json.dumps(calibration.as_values()))) == calibration


def test_calibrated_gaze_is_trusted_more(make_face: FaceMaker, play: Player) -> None:
    confidences = []
    for calibration in (None, fit_calibration(samples_of(1, (0, 0), 0.5))):
        reader = GazeReader(calibration)
        play(reader, [(t, [make_face()]) for t in at_25_hz(4)])
        confidences.append(reader.finish().measures[0].confidence)
    assert confidences == [pytest.approx(0.5), pytest.approx(0.9)]


def test_an_unusable_calibration_is_as_good_as_none(make_face: FaceMaker, play: Player) -> None:
    reader = GazeReader(fit_calibration([]))
    play(reader, [(t, [make_face()]) for t in at_25_hz(4)])
    assert "Without a gaze calibration" in reader.finish().measures[0].definition.en


def test_without_eyes_nothing_is_measured(play: Player) -> None:
    reader = GazeReader()
    play(reader, [(t, []) for t in at_25_hz(4)])
    found = reader.finish(speaking=[(0, 2)])
    assert all(measure.value is None and measure.why_not is not None for measure in found.measures)
