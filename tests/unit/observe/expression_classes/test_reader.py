"""Classes over time, of generated faces that are shown brighter and darker to nets that go by that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from tests.unit.observe.expression_classes.tiny_nets import write_tiny

from visavis.face.mesh import FaceMesh
from visavis.media.values import Frame
from visavis.observe.expression_classes.ensemble import Ensemble
from visavis.observe.expression_classes.reader import ExpressionClassReader
from visavis.observe.values import Observation

FaceMaker = Callable[..., FaceMesh]
HAPPY = "expression_class.happy"


@pytest.fixture
def reader(tmp_path: Path) -> ExpressionClassReader:
    return ExpressionClassReader(Ensemble(write_tiny(tmp_path / "data")))


def show(reader: ExpressionClassReader, frames: Iterable[tuple[float, int, list[FaceMesh]]]) -> None:
    """Frames at their times, each of one brightness with a little noise."""
    noise = np.random.default_rng(0).integers(-6, 7, (720, 1280, 3))
    for time_s, level, faces in frames:
        reader.see(Frame(np.asarray((noise + level).clip(0, 255), np.uint8), time_s), faces)


def value_of(found: Observation, key: str) -> float | None:
    return next(one.value for one in found.measures if one.key == key)


def test_spans_and_shares_of_a_class_with_the_error_rate_beside(
    reader: ExpressionClassReader, make_face: FaceMaker
) -> None:
    show(reader, [(t / 25, 220 if 50 <= t < 100 else 60, [make_face()]) for t in range(0, 250, 2)])
    found = reader.finish()
    assert [track.key for track in found.tracks] == [
        f"expression_class.{name}" for name in ("happy", "neutral", "other")
    ]
    assert found.tracks[0].title.en == "Looks happy to the model (wrong in 10 of 100 of which it says so)"
    assert [event.key for event in found.events] == [HAPPY]
    assert found.events[0].start_s == pytest.approx(2.0, abs=0.25)
    assert found.events[0].end_s == pytest.approx(4.0, abs=0.25)
    assert found.events[0].title.en == "Looks happy to the model"
    assert value_of(found, "expression_class.happy_share") == pytest.approx(0.2, abs=0.03)
    assert value_of(found, "expression_class.cant_tell_share") == 0
    measure = next(one for one in found.measures if one.key == "expression_class.happy_share")
    assert "60 people" in measure.definition.en
    assert measure.confidence == pytest.approx(0.88)


def test_looks_are_five_a_second_whatever_the_frame_rate(reader: ExpressionClassReader, make_face: FaceMaker) -> None:
    show(reader, [(t / 50, 220, [make_face()]) for t in range(300)])
    assert len(reader.subject().times_s) == 30


def test_a_profile_and_an_empty_picture_leave_holes(reader: ExpressionClassReader, make_face: FaceMaker) -> None:
    show(reader, [(t / 5, 220, [] if t < 10 else [make_face(yaw_deg=60 if t < 20 else 0)]) for t in range(40)])
    looks = reader.subject()
    assert np.isnan(looks.shares[:20]).all()
    assert np.isfinite(looks.shares[20:]).all()
    assert (looks.labels[20:] == 0).all()
    found = reader.finish()
    assert value_of(found, "expression_class.nobody_share") == pytest.approx(0.25)
    assert value_of(found, "expression_class.cant_tell_share") == pytest.approx(1 / 3)


def test_a_recording_that_stood_still_gives_thin_evidence_and_a_curve_with_holes(
    reader: ExpressionClassReader, make_face: FaceMaker
) -> None:
    show(reader, [(t / 5, 220, [make_face()]) for t in range(60) if t % 20 < 8])
    found = reader.finish()
    measure = next(one for one in found.measures if one.key == "expression_class.happy_share")
    assert measure.value == 1
    assert measure.confidence < 0.5
    assert "24 looks, a face in 24, an answer in 24" in measure.definition.en
    assert "24번 보아" in measure.definition.ko
    track = found.tracks[0]
    holes = track.times_s[np.isnan(track.values)]
    assert holes == pytest.approx([2.7, 6.7])
    assert (np.diff(track.times_s) > 0).all()
    assert np.isfinite(track.values).sum() == 24


def test_a_hand_before_the_face_is_no_answer_and_stays_for_a_moment(
    reader: ExpressionClassReader, make_face: FaceMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = iter([False] * 10 + [True, False, True] + [False] * 17)
    monkeypatch.setattr("visavis.observe.expression_classes.reader.hand_before", lambda _image, _face: next(held))
    show(reader, [(t / 5, 220, [make_face()]) for t in range(30)])
    looks = reader.subject()
    assert np.flatnonzero(looks.labels < 0).tolist() == [10, 11, 12, 13, 14]
    assert np.isnan(looks.shares[10:15]).all()


def test_a_second_person_is_answered_apart(reader: ExpressionClassReader, make_face: FaceMaker) -> None:
    first, second = (make_face(place=(x, 360), size=size) for x, size in ((350, 1.2), (950, 0.8)))
    show(reader, [(t / 5, 220, [first, second] if t > 10 else [first]) for t in range(30)])
    assert len(reader.subject().times_s) == 30
    others = reader.others()
    assert [len(one.times_s) for one in others] == [19]
    assert (others[0].labels == 0).all()


def test_without_a_face_nothing_is_measured_and_the_reason_is_told(reader: ExpressionClassReader) -> None:
    show(reader, [(t / 5, 128, []) for t in range(30)])
    for measure in reader.finish().measures[:3]:
        assert measure.value is None
        assert measure.why_not is not None
    assert reader.finish().events == ()


def test_a_clip_without_frames_gives_nothing(reader: ExpressionClassReader) -> None:
    found = reader.finish()
    assert all(len(track.times_s) == 0 for track in found.tracks)
    assert all(measure.value is None for measure in found.measures)
