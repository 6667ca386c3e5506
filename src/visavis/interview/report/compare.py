"""Sets an answer beside the same person's earlier answers: the first yardstick, before any norm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from visavis.interview.report.schema import AnswerPart, Comparison, MeasurePart, Report


def earlier_values(reports: Iterable[Report]) -> dict[str, list[float]]:
    """By measure key, every measured value of these reports' answers, oldest report first."""
    values: dict[str, list[float]] = {}
    for report in sorted(reports, key=lambda r: r.made_at):
        for answer in report.answers:
            for measure in answer.measures:
                if measure.value is not None:
                    values.setdefault(measure.key, []).append(measure.value)
    return values


def compare_answer(answer: AnswerPart, earlier: Mapping[str, Sequence[float]]) -> AnswerPart:
    """The same answer, each measured figure with its comparison where there are earlier values."""
    compared = [_compared(measure, earlier.get(measure.key, ())) for measure in answer.measures]
    return answer.model_copy(update={"measures": compared})


def _compared(measure: MeasurePart, earlier: Sequence[float]) -> MeasurePart:
    if measure.value is None or not earlier:
        return measure.model_copy(update={"compared_with_own_earlier": None})
    middle = median(earlier)
    comparison = Comparison(
        earlier_count=len(earlier),
        earlier_median=middle,
        earlier_low=min(earlier),
        earlier_high=max(earlier),
        change=float(f"{measure.value - middle:.4g}"),
    )
    return measure.model_copy(update={"compared_with_own_earlier": comparison})
