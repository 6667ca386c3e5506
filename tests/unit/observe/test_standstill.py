from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.kit.text import Text
from visavis.media.values import Frame
from visavis.observe.engine import Reader
from visavis.observe.expression import ExpressionReader
from visavis.observe.gaze import GazeReader
from visavis.observe.gesture import GestureReader, HandPoints, Shoulders
from visavis.observe.head import HeadReader
from visavis.observe.standstill import STOOD_STILL, why_unseen
from visavis.observe.values import Measure

FaceMaker = Callable[..., FaceMesh]
Player = Callable[[Reader, Iterable[tuple[float, list[FaceMesh]]]], None]
OTHER = Text(ko="다른 까닭", en="Another reason")


class Sitter:
    """Both shoulders, no hands."""

    def hands(self, image: object) -> tuple[HandPoints, ...]:
        return ()

    def shoulders(self, image: object) -> Shoulders | None:
        return Shoulders(right=(10, 60), left=(110, 60))

    def close(self) -> None: ...


READERS: dict[str, Callable[[], Reader]] = {
    "head": HeadReader,
    "gaze": GazeReader,
    "expression": ExpressionReader,
    "gesture": lambda: GestureReader(Sitter()),
}


@pytest.mark.parametrize("family", READERS)
def test_a_face_in_a_picture_that_stood_still_is_not_said_to_be_missing(
    family: str, make_face: FaceMaker, play: Player
) -> None:
    measures = _measure(family, play, [(t, [make_face()]) for t in np.arange(0, 12, 1.5)])
    assert {measure.value for measure in measures} == {None}
    assert {measure.why_not for measure in measures} == {STOOD_STILL}


@pytest.mark.parametrize("family", READERS)
def test_nobody_before_a_picture_that_stood_still_is_not_blamed_on_the_machine(
    family: str, make_face: FaceMaker, play: Player
) -> None:
    measures = _measure(family, play, [(t, []) for t in np.arange(0, 12, 1.5)])
    reasons = {measure.why_not for measure in measures if not measure.key.startswith(("gesture.sh", "gesture.body"))}
    assert None not in reasons
    assert STOOD_STILL not in reasons


def test_hands_and_posture_of_a_slow_but_steady_camera_are_measured(make_face: FaceMaker, play: Player) -> None:
    measures = _measure("gesture", play, [(t, [make_face()]) for t in np.arange(0, 12, 1 / 7)])
    assert None not in {measure.value for measure in measures}


def test_nods_and_blinks_that_a_still_picture_cut_short_say_so(make_face: FaceMaker, play: Player) -> None:
    moving_then_still = [*np.arange(0, 4, 0.04), *np.arange(4, 20, 2)]
    frames = [(t, [make_face()]) for t in moving_then_still]
    head = {measure.key: measure for measure in _measure("head", play, frames)}
    blinks = {measure.key: measure for measure in _measure("expression", play, frames)}
    assert head["head.nods"].why_not == blinks["expression.blinks"].why_not == STOOD_STILL
    assert head["head.turns"].value == 0


def test_gaze_of_somebody_who_never_paused_names_the_missing_silence(make_face: FaceMaker) -> None:
    reader = GazeReader()
    blank = np.full((72, 128, 3), 128, np.uint8)
    for t in np.arange(0, 6, 0.04):
        reader.see(Frame(blank, t), [make_face()])
    found = {measure.key: measure for measure in reader.finish(speaking=[(0.0, 6.0)]).measures}
    assert found["gaze.toward_speaking"].value == 1
    assert "silent" in (found["gaze.toward_listening"].why_not or OTHER).en


def test_why_unseen_counts_each_known_frame_until_the_next() -> None:
    times_s = np.array([0.0, 1.0, 2.0, 3.0])
    assert why_unseen(times_s, np.array([1.0, 1.0, np.nan, 1.0]), 2.0, OTHER) is STOOD_STILL
    assert why_unseen(times_s, np.array([1.0, np.nan, np.nan, 1.0]), 2.0, OTHER) is OTHER
    assert why_unseen(np.empty(0), np.empty(0), 2.0, OTHER) is OTHER


def _measure(family: str, play: Player, frames: Iterable[tuple[float, list[FaceMesh]]]) -> tuple[Measure, ...]:
    reader = READERS[family]()
    play(reader, frames)
    return reader.finish().measures
