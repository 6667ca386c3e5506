"""What to practise next, by a fixed rule out of the last reports' suggestions.

A suggestion counts 3 in the newest report, 2 in the one before, 1 in the one before that. The measures with the most
points come first, three at most; at the same number the one that was suggested last, then the one that its report
names first. The same reports always give the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.interview.report.schema import Report, Suggestion

LOOKED_AT = 3
MOST_ITEMS = 3


@dataclass(frozen=True)
class Item:
    """One thing to practise: the newest suggestion about a measure, and in how many reports there was one."""

    suggestion: Suggestion
    report: Report
    seen: int
    points: int

    @property
    def question(self) -> str:
        """The question in whose answer it was; empty when that isn't known."""
        index = self.suggestion.answer_index
        return next((answer.question.text for answer in self.report.answers if answer.index == index), "")


def plan_next(reports: Sequence[Report]) -> list[Item]:
    """The plan. ``reports``: the newest first; only the first three are looked at."""
    found: dict[str, Item] = {}
    for age, report in enumerate(reports[:LOOKED_AT]):
        for suggestion in _one_each(report):
            key = suggestion.measure_key
            before = found.get(key) or Item(suggestion, report, 0, 0)
            found[key] = Item(before.suggestion, before.report, before.seen + 1, before.points + LOOKED_AT - age)
    # dictionaries keep their order, and sorting is stable: what was suggested last comes first among equals
    return sorted(found.values(), key=lambda item: -item.points)[:MOST_ITEMS]


def _one_each(report: Report) -> list[Suggestion]:
    return list({one.measure_key: one for one in reversed(report.suggestions)}.values())[::-1]
