from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.media.values import RGB, Frame
from visavis.observe.gesture import GestureReader, HandPoints, Shoulders
from visavis.observe.values import Observation

FaceMaker = Callable[..., FaceMesh]

IMAGE = np.full((720, 1280, 3), 128, np.uint8)
SCALE = 0.5
"""The reader shows a 640 px wide picture to its tracker."""


def hand_at(x: float, y: float) -> HandPoints:
    """A hand 60 px across around a place of the full picture."""
    angles = np.linspace(0, 2 * np.pi, 21)
    points: HandPoints = np.stack([x + 30 * np.cos(angles), y + 30 * np.sin(angles)], axis=1).astype(np.float32)
    return points


class Script:
    """A body tracker that sees what the test wrote down: hands and shoulders by the number of the look."""

    def __init__(
        self,
        hands: Callable[[float], list[HandPoints]] = lambda _: [],
        shoulders: Callable[[float], Shoulders | None] = lambda _: None,
    ) -> None:
        self.time_s, self._hands, self._shoulders = 0.0, hands, shoulders
        self.looks = 0

    def hands(self, image: RGB) -> tuple[HandPoints, ...]:
        assert image.shape == (360, 640, 3)
        self.looks += 1
        return tuple(hand * np.float32(SCALE) for hand in self._hands(self.time_s))

    def shoulders(self, image: RGB) -> Shoulders | None:
        return self._shoulders(self.time_s)

    def close(self) -> None:
        raise AssertionError("the caller closes its tracker, not the reader")


def watch(script: Script, face: Callable[[float], FaceMesh | None], seconds: float) -> Observation:
    reader = GestureReader(script)
    for i in range(int(seconds * 25)):
        script.time_s = i / 25
        seen = face(i / 25)
        reader.see(Frame(IMAGE, i / 25), [] if seen is None else [seen])
    return reader.finish()


def value_of(found: Observation, key: str) -> float | None:
    return next(measure.value for measure in found.measures if measure.key == key)


def test_hand_on_the_face_is_one_event_with_its_times(make_face: FaceMaker) -> None:
    script = Script(lambda t: [hand_at(640, 420)] if 4 <= t < 6 else [hand_at(300, 650)])
    found = watch(script, lambda _: make_face(), 12)
    (touch,) = [event for event in found.events if event.key == "gesture.hand_to_face"]
    assert (touch.start_s, touch.end_s) == pytest.approx((4, 6), abs=0.2)
    assert value_of(found, "gesture.hand_to_face_share") == pytest.approx(2 / 12, abs=0.03)


def test_a_hand_that_hides_the_face_still_counts(make_face: FaceMaker) -> None:
    script = Script(lambda t: [hand_at(640, 380)] if 4 <= t < 4.9 else [])
    found = watch(script, lambda t: None if 4 <= t < 4.9 else make_face(), 8)
    assert [event.key for event in found.events] == ["gesture.hand_to_face"]


def test_moving_hands_are_gesturing_and_resting_hands_are_not(make_face: FaceMaker) -> None:
    script = Script(lambda t: [hand_at(300 + (200 * np.sin(4 * t) if t >= 5 else 0), 650)])
    found = watch(script, lambda _: make_face(), 10)
    assert 0.3 < (value_of(found, "gesture.gesturing_share") or 0) < 0.55
    assert all(event.start_s > 4.8 for event in found.events)
    assert value_of(found, "gesture.hands_in_view") == pytest.approx(1.0)


def test_shoulders_tell_tilt_and_sway(make_face: FaceMaker) -> None:
    def shoulders(t: float) -> Shoulders:
        x = 320 + (20 if t >= 5 else 0)
        return Shoulders(right=(x - 100, 300 + 17.6), left=(x + 100, 300 - 17.6))

    found = watch(Script(shoulders=shoulders), lambda _: make_face(), 10)
    assert value_of(found, "gesture.shoulder_tilt_mean") == pytest.approx(10, abs=0.5)
    tracks = {track.key: track.values for track in found.tracks}
    assert np.nanmean(tracks["gesture.shoulder_tilt"]) == pytest.approx(10, abs=0.5)
    eyes_px = make_face().eye_distance_px
    assert np.ptp(tracks["gesture.lean_sideways"]) == pytest.approx(40 * 9 / eyes_px, rel=0.1)


def test_leaning_in_makes_the_head_larger(make_face: FaceMaker) -> None:
    found = watch(Script(), lambda t: make_face(size=1.25 if t >= 7 else 1.0), 10)
    lean = next(track for track in found.tracks if track.key == "gesture.lean_forward")
    assert lean.values[-10] == pytest.approx(25, abs=2)
    assert lean.values[10] == pytest.approx(0, abs=2)


def test_looks_at_hands_six_times_a_second_whatever_the_frame_rate(make_face: FaceMaker) -> None:
    script = Script()
    watch(script, lambda _: make_face(), 10)
    assert 45 <= script.looks <= 65


def test_without_a_face_and_shoulders_the_reasons_are_given() -> None:
    found = watch(Script(), lambda _: None, 5)
    reasons = {m.key: m.why_not.en for m in found.measures if m.value is None and m.why_not is not None}
    assert len(reasons) == len(found.measures)
    assert "shoulders" in reasons["gesture.body_sway"]
