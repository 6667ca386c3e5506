from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from visavis.face.mesh import FaceMesh
from visavis.observe.expression import ExpressionReader
from visavis.observe.expression.blinks import open_baseline
from visavis.observe.values import Observation

FaceMaker = Callable[..., FaceMesh]
Player = Callable[..., None]


def at_25_hz(seconds: float) -> list[float]:
    return [i / 25 for i in range(int(seconds * 25))]


def value_of(found: Observation, key: str) -> float | None:
    return next(measure.value for measure in found.measures if measure.key == key)


def test_blinks_are_counted_per_minute(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(lids=0.1 if (t % 3) < 0.16 else 1.0)]) for t in at_25_hz(30)])
    found = reader.finish()
    assert value_of(found, "expression.blinks") == pytest.approx(20, abs=0.5)


def test_a_squint_is_no_blink(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(lids=0.7 if 4 < t < 5 else 1.0)]) for t in at_25_hz(12)])
    assert reader.finish().events == ()


def test_a_closure_of_a_second_is_not_counted_as_a_blink(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(lids=0.1 if 5 <= t < 6 else 1.0)]) for t in at_25_hz(12)])
    found = reader.finish()
    assert [event.key for event in found.events] == ["expression.eyes_closed"]
    assert value_of(found, "expression.blinks") == 0


def test_narrow_eyes_blink_by_their_own_measure(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(lids=0.05 if 6 <= t < 6.2 else 0.45)]) for t in at_25_hz(12)])
    assert [event.key for event in reader.finish().events] == ["expression.blink"]


def test_a_long_closure_does_not_become_its_own_baseline() -> None:
    eyes = np.full(1000, 0.3)
    eyes[400:700] = 0.03
    assert open_baseline(eyes).min() > 0.2


def test_blinks_of_a_slow_video_are_not_measured(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(i / 8, [make_face()]) for i in range(160)])
    measure = next(m for m in reader.finish().measures if m.key == "expression.blinks")
    assert measure.value is None
    assert measure.why_not is not None
    assert "12 frames" in measure.why_not.en


def test_blinks_of_a_short_answer_are_not_measured(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face()]) for t in at_25_hz(5)])
    assert value_of(reader.finish(), "expression.blinks") is None


def test_blinks_that_are_not_measured_stand_on_no_timeline_either(make_face: FaceMaker, play: Player) -> None:
    slow, short = ExpressionReader(), ExpressionReader()
    play(slow, [(i / 8, [make_face(lids=0.1 if i % 24 == 5 or 100 <= i < 110 else 1.0)]) for i in range(160)])
    play(short, [(t, [make_face(lids=0.1 if 2 <= t < 2.16 else 1.0)]) for t in at_25_hz(5)])
    assert [event.key for event in slow.finish().events] == ["expression.eyes_closed"]
    assert short.finish().events == ()


def test_a_smile_is_found_with_its_times(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(smile=0.2 if 5 <= t < 8 else 0.0)]) for t in at_25_hz(15)])
    found = reader.finish()
    (smile,) = found.events
    assert smile.key == "expression.smile"
    assert (smile.start_s, smile.end_s) == pytest.approx((5, 8), abs=0.2)
    assert value_of(found, "expression.smile_share") == pytest.approx(0.2, abs=0.03)


def test_a_face_that_always_smiles_is_its_own_baseline(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(smile=0.2)]) for t in at_25_hz(12)])
    assert value_of(reader.finish(), "expression.smiles") == 0


def test_raised_brows_are_found(make_face: FaceMaker, play: Player) -> None:
    reader = ExpressionReader()
    play(reader, [(t, [make_face(brows=0.06 if 3 <= t < 4 else 0.0)]) for t in at_25_hz(12)])
    assert [event.key for event in reader.finish().events] == ["expression.brow_raise"]


def test_no_word_of_feelings_is_said() -> None:
    found = ExpressionReader().finish()
    words = " ".join(m.title.en + m.definition.en for m in found.measures).lower()
    assert not any(word in words for word in ("happy", "nervous", "sad", "emotion", "confident"))
