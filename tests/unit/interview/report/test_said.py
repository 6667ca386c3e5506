from __future__ import annotations

from pathlib import Path

from visavis.interview.report.parts import answer_part, unrecorded_part
from visavis.interview.report.said import Observed, with_words
from visavis.interview.review import Asked, Review, Said
from visavis.interview.review.answer import review_here


def observed(review: Review) -> Observed:
    return Observed(part=answer_part(0, review), speech_span_s=review.speech_span_s)


def test_words_added_later_give_what_they_would_have_given_at_once(answer_review: Review, answer_clip: Path) -> None:
    silent = review_here(answer_clip, "en")
    assert with_words(observed(silent), answer_review.said, "en") == answer_part(0, answer_review)


def test_words_replace_those_before_them(answer_review: Review) -> None:
    again = with_words(observed(answer_review), None, "en")
    assert again.transcript is None
    assert all(m.value is None for m in again.measures if m.family == "content")
    assert [m.key for m in again.measures] == [m.key for m in answer_part(0, answer_review).measures]


def test_an_answer_without_recording_has_at_most_its_words() -> None:
    nothing = Observed(part=unrecorded_part(0, Asked("Why?"), None))
    assert with_words(nothing, None, "en") == nothing.part
    typed = with_words(nothing, Said("Because I like to build small things that many people use.", "typed"), "en")
    assert typed.state == "partly_measured"
    assert typed.measures != []
    unreadable = Observed(part=nothing.part.model_copy(update={"state": "not_measured"}))
    kept = with_words(unreadable, Said("What I said.", "pasted"), "en")
    assert (kept.state, kept.measures) == ("not_measured", [])
    assert kept.transcript is not None
