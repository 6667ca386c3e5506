from __future__ import annotations

from pathlib import Path

import pytest

from visavis.interview.feedback import choose_suggestions
from visavis.interview.report.parts import answer_part
from visavis.interview.review.answer import review_here
from visavis.interview.review.merging import find_value

pytestmark = pytest.mark.shared


def test_hand_before_the_face_is_seen_and_suggested_about(shared_data: Path) -> None:
    review = review_here(shared_data / "clips" / "mediapipe_gesture.mp4", "ko")
    suggestions = choose_suggestions([answer_part(0, review)])
    assert [s.measure_key for s in suggestions][:1] == ["gesture.hand_to_face_share"]
    touch = next(event for event in review.observation.events if event.key == "gesture.hand_to_face")
    assert suggestions[0].start_s == pytest.approx(touch.start_s, abs=0.02)


def test_face_that_leaves_is_noted_with_its_share(shared_data: Path) -> None:
    review = review_here(shared_data / "clips" / "pyfeat_face_noface.mov", "en")
    in_view = find_value(review.observation, "framing.face_in_view")
    assert in_view == pytest.approx(0.4, abs=0.1)
    assert any("No face was visible" in note.en for note in review.notes)
