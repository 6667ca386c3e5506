"""Takes what a model made of an expression out of a report: it is for the candidate alone, and only while wanted."""

from __future__ import annotations

import csv
import io

from visavis.interview.report.schema import AnswerPart, Report
from visavis.observe.expression_classes.terms import FAMILY


def without_classes(part: AnswerPart) -> AnswerPart:
    """The answer as if no model had looked at its expression."""
    return part.model_copy(
        update={
            "expression_classes": None,
            "tracks": [one for one in part.tracks if one.family != FAMILY],
            "events": [one for one in part.events if one.family != FAMILY],
            "measures": [one for one in part.measures if one.family != FAMILY],
        }
    )


def report_without_classes(report: Report) -> Report:
    """The same of a whole report."""
    return report.model_copy(
        update={
            "answers": [without_classes(part) for part in report.answers],
            "not_measured": [one for one in report.not_measured if one.family != FAMILY],
        }
    )


def table_without_classes(table: str) -> str:
    """tracks.csv of an answer without their columns."""
    rows = list(csv.reader(io.StringIO(table)))
    kept = [number for number, name in enumerate(rows[0]) if not name.startswith(f"{FAMILY}.")] if rows else []
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([row[number] for number in kept] for row in rows)
    return text.getvalue()
