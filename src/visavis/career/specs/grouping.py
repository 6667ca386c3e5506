"""Which groups of applicants may be shown: none of fewer than five, and none that would give a smaller one away.

Three rules (docs/specs.md explains them):

1. A group of fewer than five isn't shown.
2. A group isn't shown when taking away some of its filters adds one to four people: the difference between the two
   would tell of those few.
3. A group isn't shown when the values of one of its filters that rule 1 hides are one to four people together and it
   is the smallest of the others: all others taken from the whole would tell of those few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from visavis.career.specs.tables import SpecOutcome

SMALLEST = 5
MOST_CHOICES = 500
Why = Literal["few", "difference"]
Filter = Literal["company", "job", "industry", "career_level", "major_group", "half_year"]


@dataclass(frozen=True)
class Filters:
    """What a group has in common; None: any."""

    company: str | None = None
    job: str | None = None
    industry: str | None = None
    career_level: str | None = None
    major_group: str | None = None
    half_year: str | None = None

    def chosen(self) -> dict[str, str]:
        return {key: value for key, value in asdict(self).items() if value is not None}


_COLUMNS: dict[str, InstrumentedAttribute[Any]] = {
    "company": SpecOutcome.company,
    "job": SpecOutcome.job,
    "industry": SpecOutcome.industry,
    "career_level": SpecOutcome.career_level,
    "major_group": SpecOutcome.major_group,
    "half_year": SpecOutcome.half_year,
}


def matching(chosen: dict[str, str]) -> ColumnElement[bool]:
    """The condition that the rows of a group fulfil."""
    return and_(True, *(_COLUMNS[key] == value for key, value in chosen.items()))


def why_hidden(session: Session, filters: Filters) -> Why | None:
    """Why a group may not be shown; None when it may."""
    chosen = filters.chosen()
    counts = _counts(session, tuple(chosen.items()))
    size = _size(counts, range(len(chosen)))
    if size < SMALLEST:
        return "few"
    for left in range(len(chosen)):
        for kept in combinations(range(len(chosen)), left):
            if 0 < _size(counts, kept) - size < SMALLEST:
                return "difference"
    if any(_fills_a_gap(session, chosen, key, size) for key in chosen):
        return "difference"
    return None


def choices(session: Session) -> dict[str, list[str]]:
    """By filter, the values that at least five share, most frequent first."""
    return {key: _choices(session, column) for key, column in _COLUMNS.items()}


def _choices(session: Session, column: InstrumentedAttribute[Any]) -> list[str]:
    count = func.count()
    query = select(column).where(column.is_not(None)).group_by(column).having(count >= SMALLEST)
    return list(session.scalars(query.order_by(count.desc(), column).limit(MOST_CHOICES)))


def _counts(session: Session, chosen: Sequence[tuple[str, str]]) -> dict[tuple[int, ...], int]:
    """How many rows fulfil exactly which of the chosen filters."""
    fits = [case((_COLUMNS[key] == value, 1), else_=0).label(f"fits_{at}") for at, (key, value) in enumerate(chosen)]
    if not fits:
        return {(): session.scalar(select(func.count()).select_from(SpecOutcome)) or 0}
    found = session.execute(select(*fits, func.count()).group_by(*(one.name for one in fits)))
    return {tuple(row[:-1]): row[-1] for row in found}


def _size(counts: dict[tuple[int, ...], int], kept: Sequence[int]) -> int:
    return sum(count for fits, count in counts.items() if all(fits[at] for at in kept))


def _fills_a_gap(session: Session, chosen: dict[str, str], key: str, size: int) -> bool:
    others = {other: value for other, value in chosen.items() if other != key}
    column = _COLUMNS[key]
    query = select(column, func.count()).where(matching(others)).group_by(column)
    counts: dict[str | None, int] = dict(tuple(row) for row in session.execute(query))
    hidden = sum(count for count in counts.values() if count < SMALLEST)
    smallest = min((count, str(value)) for value, count in counts.items() if count >= SMALLEST)
    return 0 < hidden < SMALLEST and smallest == (size, chosen[key])
