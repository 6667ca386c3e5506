"""The voice of a recorded answer."""

from __future__ import annotations

from pathlib import Path

from visavis.observe.values import Observation


def hear(path: Path) -> Observation:
    """Everything that the sound holds. Raises NoSound without an audio track."""
    return Observation()


def hear_nothing() -> Observation:
    """The same measures, unmeasured, for a recording without sound."""
    return Observation()


def speech_span_s(heard: Observation) -> float | None:
    """From the first to the last sound of speech; None where there was none."""
    return None
