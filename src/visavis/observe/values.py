"""What every reader of a person hands over: tracks over time, events, and single measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from visavis.kit.text import Text

Family = Literal["head", "gaze", "expression", "expression_class", "gesture", "framing", "voice", "content"]


@dataclass(frozen=True)
class Track:
    """A quantity over time. ``times_s`` (n,) rising; ``values`` (n,) with NaN where it was not measured."""

    key: str
    family: Family
    title: Text
    unit: str
    times_s: NDArray[np.float64]
    values: NDArray[np.float64]


@dataclass(frozen=True)
class Event:
    """Something that happened between two times, e.g. a blink, a nod, a long pause, a look away."""

    key: str
    family: Family
    title: Text
    start_s: float
    end_s: float
    size: float | None = None
    """How big, in the unit that the key's definition names; None where that makes no sense."""


@dataclass(frozen=True)
class Norm:
    """What is usual, and who says so. None for an open end. ``kind`` tells research from convention."""

    low: float | None
    high: float | None
    source: Text
    kind: Literal["research", "convention", "information"]


@dataclass(frozen=True)
class Measure:
    """One figure. ``value`` None means not measured, and ``why_not`` says why.

    ``confidence`` in [0, 1]: the share of the needed evidence that was there, by the rule in ``definition``.
    """

    key: str
    family: Family
    title: Text
    definition: Text
    unit: str
    value: float | None
    confidence: float
    norm: Norm | None = None
    why_not: Text | None = None


@dataclass(frozen=True)
class Observation:
    """All that one reader found in one answer."""

    tracks: tuple[Track, ...] = ()
    events: tuple[Event, ...] = ()
    measures: tuple[Measure, ...] = ()
