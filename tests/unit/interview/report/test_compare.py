from __future__ import annotations

from datetime import UTC, datetime

from visavis.interview.report.compare import compare_answer, earlier_values
from visavis.interview.report.compose import compose_report
from visavis.interview.report.parts import answer_part
from visavis.interview.report.schema import Bilingual, InterviewPart, Report
from visavis.interview.review import Review

INTERVIEW = InterviewPart(
    id="int_1", title=Bilingual(ko="연습", en="Practice"), track_id=None, language="en", recorded_at=None
)


def _report(review: Review, day: int) -> Report:
    return compose_report(INTERVIEW, [answer_part(0, review)], {}, datetime(2026, 11, day, tzinfo=UTC))


def test_answer_is_set_beside_the_median_of_the_earlier_ones(answer_review: Review) -> None:
    compared = compare_answer(answer_part(0, answer_review), {"voice.pitch_mean": [100.0, 180.0, 120.0]})
    pitch = next(m for m in compared.measures if m.key == "voice.pitch_mean")
    comparison = pitch.compared_with_own_earlier
    assert comparison is not None
    assert pitch.value is not None
    assert (comparison.earlier_count, comparison.earlier_median) == (3, 120.0)
    assert round(comparison.change, 1) == round(pitch.value - 120.0, 1)


def test_first_answer_has_no_comparison(answer_review: Review) -> None:
    compared = compare_answer(answer_part(0, answer_review), {})
    assert all(m.compared_with_own_earlier is None for m in compared.measures)


def test_earlier_values_hold_only_what_was_measured(answer_review: Review) -> None:
    values = earlier_values([_report(answer_review, 2), _report(answer_review, 1)])
    assert len(values["voice.pitch_mean"]) == 2
    assert "voice.response_delay" not in values


def test_report_survives_its_journey_as_json(answer_review: Review) -> None:
    report = _report(answer_review, 1)
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_report_says_once_what_was_not_measured(answer_review: Review) -> None:
    part = answer_part(0, answer_review)
    report = compose_report(
        INTERVIEW, [part, part.model_copy(update={"index": 1})], {}, datetime(2026, 11, 1, tzinfo=UTC)
    )
    delays = [missing for missing in report.not_measured if missing.key == "voice.response_delay"]
    assert [missing.answer_indexes for missing in delays] == [[0, 1]]


def test_report_says_that_it_is_practice_and_no_hiring_decision(answer_review: Review) -> None:
    notes = " ".join(note.en for note in _report(answer_review, 1).notes)
    assert "never be used to make a hiring decision" in notes
