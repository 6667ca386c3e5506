"""What a rule of feedback is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from visavis.kit.text import Text


@dataclass(frozen=True)
class Rule:
    """When a figure is worth a suggestion, and in which words.

    ``worse`` is the side on which the figure is worth a try: above ``edge`` or below it. ``full`` is the distance
    beyond the edge that counts as a whole one. ``why`` may use {value}, {edge} and {earlier}. ``moments`` are keys of
    events to link to, best first; without one, the place where the track ``track`` is furthest on the worse side.
    ``weight`` says how much a small change here helps a listener, in the eyes of this project.
    """

    key: str
    worse: Literal["above", "below"]
    edge: float
    full: float
    text: Text
    why: Text
    moments: tuple[str, ...] = ()
    track: str | None = None
    weight: float = 1.0


@dataclass(frozen=True)
class Praise:
    """A figure that may be named as going well when it lies between ``low`` and ``high``."""

    key: str
    low: float | None
    high: float | None
    text: Text
