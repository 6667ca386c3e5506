from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.observe.head import HeadReader
from visavis.observe.values import Observation

FaceMaker = Callable[..., FaceMesh]
Player = Callable[..., None]


def at_25_hz(seconds: float) -> list[float]:
    return [i / 25 for i in range(int(seconds * 25))]


def value_of(found: Observation, key: str) -> float | None:
    return next(measure.value for measure in found.measures if measure.key == key)


def test_nods_three_dips_in_a_quiet_minute(make_face: FaceMaker, play: Player) -> None:
    def pitch(t: float) -> float:
        return -12 * max(math.exp(-(((t - centre) / 0.2) ** 2)) for centre in (3, 7, 11))

    reader = HeadReader()
    play(reader, [(t, [make_face(pitch_deg=pitch(t))]) for t in at_25_hz(15)])
    nods = [event for event in reader.finish().events if event.key == "head.nod"]
    assert [round((event.start_s + event.end_s) / 2) for event in nods] == [3, 7, 11]


def test_nods_in_a_row_count_once(make_face: FaceMaker, play: Player) -> None:
    def pitch(t: float) -> float:
        return -14 * max(math.exp(-(((t - centre) / 0.12) ** 2)) for centre in (5, 5.6, 6.2))

    reader = HeadReader()
    play(reader, [(t, [make_face(pitch_deg=pitch(t))]) for t in at_25_hz(12)])
    assert value_of(reader.finish(), "head.nods") == pytest.approx(1 / 12 * 60)


def test_turn_to_the_own_right_is_one_event_with_its_angle(make_face: FaceMaker, play: Player) -> None:
    reader = HeadReader()
    play(reader, [(t, [make_face(yaw_deg=35 if 4 <= t < 6 else 0)]) for t in at_25_hz(12)])
    (turn,) = [event for event in reader.finish().events if event.key == "head.turn"]
    assert turn.title.en == "Head turned to your right"
    assert turn.start_s == pytest.approx(4, abs=0.15)
    assert turn.end_s == pytest.approx(6, abs=0.15)
    assert turn.size == pytest.approx(35, abs=1)


def test_angles_are_relative_to_the_persons_usual_direction(make_face: FaceMaker, play: Player) -> None:
    reader = HeadReader()
    play(reader, [(t, [make_face(yaw_deg=15, pitch_deg=-10)]) for t in at_25_hz(4)])
    tracks = {track.key: track.values for track in reader.finish().tracks}
    assert np.abs(tracks["head.yaw"]).max() < 0.5
    assert np.abs(tracks["head.pitch"]).max() < 0.5


def test_travel_of_a_swaying_head_is_its_path_in_centimetres(make_face: FaceMaker, play: Player) -> None:
    eyes_px = make_face().eye_distance_px
    reader = HeadReader()
    frames = [(t, [make_face(place=(640 + eyes_px / 2 * math.sin(math.pi * t), 360))]) for t in at_25_hz(60)]
    play(reader, frames)
    # ±4.5 cm at half a hertz: 9 cm to and fro each second
    assert value_of(reader.finish(), "head.travel") == pytest.approx(60 * 9, rel=0.1)


def test_without_a_face_nothing_is_measured_and_the_reason_is_given(play: Player) -> None:
    reader = HeadReader()
    play(reader, [(t, []) for t in at_25_hz(5)])
    found = reader.finish()
    assert found.events == ()
    assert [measure.value for measure in found.measures] == [None] * len(found.measures)
    assert all(measure.why_not is not None and measure.confidence == 0 for measure in found.measures)


def test_without_a_frame_the_observation_is_empty_but_whole() -> None:
    found = HeadReader().finish()
    assert all(len(track.times_s) == 0 for track in found.tracks)
    assert all(measure.value is None for measure in found.measures)


def test_confidence_is_the_share_of_the_time_with_a_face(make_face: FaceMaker, play: Player) -> None:
    reader = HeadReader()
    play(reader, [(t, [make_face()] if t < 6 else []) for t in at_25_hz(10)])
    found = reader.finish()
    assert found.measures[0].confidence == pytest.approx(0.6, abs=0.05)
    track = next(track for track in found.tracks if track.key == "head.yaw")
    assert np.isnan(track.values[track.times_s > 6.5]).all()


def test_a_person_passing_behind_does_not_take_over(make_face: FaceMaker, play: Player) -> None:
    reader = HeadReader()
    sitter = make_face(yaw_deg=0, place=(400, 360))
    passer = make_face(yaw_deg=40, place=(900, 360), size=1.2)
    play(reader, [(t, [passer, sitter] if 3 < t < 6 else [sitter]) for t in at_25_hz(9)])
    found = reader.finish()
    assert [event.key for event in found.events] == []
