"""What a group of accepted applicants had: for each spec how many hold it, and what the holders' values are like.

Everything is rounded and taken together so far that no figure is one person's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from visavis.career.specs.fields import MEASURED, SPECS, Measured, Spec
from visavis.career.specs.grouping import SMALLEST, Filters, Why, matching, why_hidden
from visavis.career.specs.tables import SpecImport, SpecOutcome

MANY = 50
"""From this many on, means and shares are given more finely."""
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Bar:
    """A part of the holders: those with a value from ``low`` up to but without ``high`` (None: and above)."""

    low: float
    high: float | None
    share: float
    """0 to 1, in whole per cents."""


@dataclass(frozen=True)
class Figures:
    """One spec in a group. None where it isn't shown; ``is_few`` says that fewer than five would be told of."""

    spec: Spec
    stated: int | None
    """How many say whether they have one, to the nearest five."""
    holder_rate: float | None
    holders: int | None
    mean: float | None
    median: float | None
    quartile_1: float | None
    quartile_3: float | None
    bars: tuple[Bar, ...]
    is_few: bool


@dataclass(frozen=True)
class Origin:
    """Where a part of the group is from. ``source`` None: users' own reports. ``count`` None: fewer than five."""

    source: str | None
    year: int
    count: int | None


@dataclass(frozen=True)
class Group:
    """What may be told of a group; nothing but the reason when ``why`` is given."""

    why: Why | None
    count: int | None
    origins: tuple[Origin, ...] = ()
    figures: tuple[Figures, ...] = ()


def describe(session: Session, filters: Filters) -> Group:
    """The figures of a group, or why they are not shown."""
    why = why_hidden(session, filters)
    if why is not None:
        return Group(why, None)
    size = session.scalar(select(func.count()).select_from(SpecOutcome).where(matching(filters.chosen()))) or 0
    figures = tuple(summarise(MEASURED[spec], _column(session, filters, spec)) for spec in SPECS)
    return Group(None, _rounded(size), _origins(session, filters), figures)


def _column(session: Session, filters: Filters, spec: Spec) -> Values:
    """A value for each person of the group. Counted by the database: values repeat, and rows are many."""
    column = getattr(SpecOutcome, spec)
    query = select(column, func.count()).where(matching(filters.chosen())).group_by(column)
    found = session.execute(query).all()
    values = np.array([row[0] for row in found], dtype=np.float64)
    return np.repeat(values, [row[1] for row in found])


def summarise(measured: Measured, column: Values) -> Figures:
    """The figures of one spec. ``column``: a value for each person, NaN where it isn't stated, 0 for "none"."""
    stated = column[np.isfinite(column)]
    held = np.sort(stated[stated > 0])
    if len(stated) < SMALLEST:
        return Figures(measured.key, None, None, None, None, None, None, None, (), is_few=True)
    tells_few = any(0 < count < SMALLEST for count in (len(held), len(stated) - len(held)))
    rate = None if tells_few else _share(len(held), len(stated))
    if len(held) < SMALLEST:
        return Figures(measured.key, _rounded(len(stated)), rate, None, None, None, None, None, (), is_few=tells_few)
    quarter, half, three = (_to_grain(float(q), measured.grain) for q in np.quantile(held, (0.25, 0.5, 0.75)))
    return Figures(
        spec=measured.key,
        stated=_rounded(len(stated)),
        holder_rate=rate,
        holders=_rounded(len(held)),
        mean=None if measured.is_level else _mean(held, measured.grain),
        median=half,
        quartile_1=quarter,
        quartile_3=three,
        bars=_bars(held, measured.steps),
        is_few=tells_few,
    )


def _bars(held: Values, steps: tuple[float, ...]) -> tuple[Bar, ...]:
    """Neighbouring steps are taken together until every bar stands for at least five."""
    counts = np.histogram(held, bins=[*steps, np.inf])[0]
    edges: list[int] = []
    totals: list[int] = []
    start, total = int(np.flatnonzero(counts)[0]), 0
    for at in range(start, len(steps)):
        if total == 0:
            edges.append(at)
        total += int(counts[at])
        if total >= SMALLEST:
            totals.append(total)
            total = 0
        elif total == 0:
            edges.pop()
    if len(edges) > len(totals):
        edges.pop()
        totals[-1] += total
    ends = [*(steps[at] for at in edges[1:]), None]
    return tuple(
        Bar(steps[at], end, _share(count, len(held))) for at, end, count in zip(edges, ends, totals, strict=True)
    )


def _origins(session: Session, filters: Filters) -> tuple[Origin, ...]:
    year = func.max(func.coalesce(SpecImport.year, cast(func.substr(SpecOutcome.half_year, 1, 4), Integer)))
    query = (
        select(SpecImport.source, year, func.count())
        .select_from(SpecOutcome)
        .outerjoin(SpecImport, SpecOutcome.import_id == SpecImport.id)
        .where(matching(filters.chosen()))
        .group_by(SpecOutcome.import_id, SpecImport.source)
    )
    found = sorted(session.execute(query), key=lambda row: (-row[2], row[0] or ""))
    return tuple(
        Origin(source, int(latest), _rounded(count) if count >= SMALLEST else None) for source, latest, count in found
    )


def _rounded(count: int) -> int:
    """To the nearest five: exact counts of overlapping groups could be set off against each other."""
    return max(SMALLEST, round(count / SMALLEST) * SMALLEST)


def _share(part: int, whole: int) -> float:
    """In whole per cents; in steps of five for a small group, where a per cent would tell the count."""
    steps = 100 if whole >= MANY else 20
    return round(part / whole * steps) / steps


def _mean(held: Values, grain: float) -> float:
    return _to_grain(float(held.mean()), grain / 10 if len(held) >= MANY else grain)


def _to_grain(value: float, grain: float) -> float:
    return float(f"{round(value / grain) * grain:.6g}")
