"""Puts what the readers found into one observation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from visavis.kit.text import Text
from visavis.observe.values import Measure, Observation


def merge(observations: Iterable[Observation]) -> Observation:
    """Tracks and measures one reader after the other, events in the order of time."""
    parts = list(observations)
    return Observation(
        tracks=tuple(track for part in parts for track in part.tracks),
        events=tuple(sorted((e for part in parts for e in part.events), key=lambda e: (e.start_s, e.key))),
        measures=tuple(measure for part in parts for measure in part.measures),
    )


def without_values(observation: Observation, why_not: Text) -> Observation:
    """The same measures, none of them measured, for one common reason."""
    return Observation(measures=tuple(_emptied(measure, why_not) for measure in observation.measures))


def find_value(observation: Observation, key: str) -> float | None:
    """The value of a measure, or None when it isn't there or wasn't measured."""
    return next((m.value for m in observation.measures if m.key == key), None)


def _emptied(measure: Measure, why_not: Text) -> Measure:
    return replace(measure, value=None, confidence=0.0, why_not=why_not)
