"""What to practise next, by a fixed rule out of the last reports' suggestions.

A suggestion counts 3 in the newest report, 2 in the one before, 1 in the one before that. The measures with the most
points come first, three at most; at the same number the one that was suggested last, then the one that its report
names first. The same reports always give the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.interview.feedback.substance import says_something
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
        """The planned question in whose answer it was, or in that of a follow-up to it; empty when it isn't known.

        A follow-up alone ("Could you say that again?") can't be practised.
        """
        asked = {answer.index: answer.question for answer in self.report.answers}
        question = asked.get(self.suggestion.answer_index)
        seen: set[int] = set()
        while question is not None and (before := question.follows_index) is not None and before not in seen:
            seen.add(before)
            question = asked.get(before)
        return question.text if question is not None else ""


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
    """The first of each measure. Reports made earlier may hold some from answers that say nothing."""
    empty = {answer.index for answer in report.answers if not says_something(answer)}
    telling = [one for one in report.suggestions if one.answer_index not in empty]
    return list({one.measure_key: one for one in reversed(telling)}.values())[::-1]
