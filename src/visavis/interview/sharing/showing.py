"""What a coach gets to see of a report: what was chosen, and nothing of the words when those were not."""

from __future__ import annotations

from typing import Any

from visavis.interview.report.expression_classes import report_without_classes
from visavis.interview.report.schema import AnswerPart, Part, Report

_ANSWER = frozenset({"index", "question", "state", "replay", "measures", "tracks", "events", "notes", "engines"})
_REPORT = frozenset(
    {
        "schema_version",
        "made_at",
        "made_by",
        "interview",
        "suggestions",
        "strengths",
        "answers",
        "not_measured",
        "notes",
    }
)
"""The fields that quote nobody. Any other, also one that is added later, goes with the transcript."""


def shown_report(report: Report, with_transcript: bool) -> Report:
    """The report as a link shows it. Left out are the interview's id and what a model made of an expression, which is
    for the candidate alone."""
    report = report_without_classes(report)
    report = report.model_copy(update={"interview": report.interview.model_copy(update={"id": None})})
    if with_transcript:
        return report
    shown = {
        "answers": [answer.model_copy(update=_emptied(AnswerPart, _ANSWER)) for answer in report.answers],
        # those about the words may quote them
        "suggestions": [one for one in report.suggestions if one.family != "content"],
        "strengths": [one for one in report.strengths if one.family != "content"],
    }
    return report.model_copy(update=_emptied(Report, _REPORT) | shown)


def _emptied(part: type[Part], kept: frozenset[str]) -> dict[str, Any]:
    """Every other field of a part as it is when there is nothing to tell."""
    return {
        name: None if field.is_required() else field.get_default(call_default_factory=True)
        for name, field in part.model_fields.items()
        if name not in kept
    }
