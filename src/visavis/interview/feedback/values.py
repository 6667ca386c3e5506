"""What a rule of feedback is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from visavis.kit.text import Text


@dataclass(frozen=True)
class Rule:
    """When a figure is worth a suggestion, and in which words.

    ``worse`` is the side of ``edge`` on which it is. ``full`` is the distance beyond the edge that counts as a whole
    one. ``why`` may use {value}, {edge}, {earlier}, and {low}–{high}, the usual range. ``moments`` are keys of events
    to link to, best first; without such an event, the place where ``track`` is furthest on the worse side, or varies
    least when ``flat``. ``weight`` says how much a small change here helps a listener, in the eyes of this project.
    ``unit`` limits the rule to a measure in that unit; ``unless`` names a measure that says the same better;
    ``not_kinds`` are kinds of questions to which the rule doesn't apply. With ``by_norm`` the measure's own usual
    range, which may depend on the question, takes the place of ``edge`` where there is one.
    """

    key: str
    worse: Literal["above", "below"]
    edge: float
    full: float
    text: Text
    why: Text
    moments: tuple[str, ...] = ()
    track: str | None = None
    flat: bool = False
    weight: float = 1.0
    unit: str | None = None
    unless: str | None = None
    not_kinds: tuple[str, ...] = ()
    by_norm: bool = False

    @property
    def sign(self) -> float:
        return 1.0 if self.worse == "above" else -1.0


@dataclass(frozen=True)
class Praise:
    """A figure that may be named as going well when it lies between ``low`` and ``high``."""

    key: str
    low: float | None
    high: float | None
    text: Text
    unit: str | None = None
    by_norm: bool = False
