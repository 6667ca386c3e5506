"""What is practised next: planned questions only, and nothing out of answers that say nothing."""

from __future__ import annotations

from tests.api.practised import PACE, make_report

from visavis.interview.goals.planning import plan_next
from visavis.interview.report.schema import AnswerPart, Report, TranscriptPart


def _after(report: Report, text: str, words: str) -> Report:
    """The report with a follow-up to its answer, out of which the suggestion comes."""
    first = report.answers[0]
    question = first.question.model_copy(update={"text": text, "follows_index": 0})
    said = TranscriptPart(text=words, source="typed")
    second: AnswerPart = first.model_copy(update={"index": 1, "question": question, "transcript": said})
    moved = [one.model_copy(update={"answer_index": 1}) for one in report.suggestions]
    return report.model_copy(update={"answers": [first, second], "suggestions": moved})


def test_the_planned_question_is_practised_and_not_its_follow_up() -> None:
    report = _after(make_report("int_1", {PACE: 1.0}, (PACE,)), "Could you say it once more?", "I built a station.")
    assert [item.question for item in plan_next([report])] == ["Who are you?"]


def test_nonsense_gives_nothing_to_practise() -> None:
    report = _after(make_report("int_1", {PACE: 1.0}, (PACE,)), "And then?", "bla " * 40)
    assert plan_next([report]) == []
