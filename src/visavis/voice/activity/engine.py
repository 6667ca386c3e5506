"""The voice-activity capability: when somebody speaks."""

from __future__ import annotations

from typing import Protocol

from visavis.engines import Card
from visavis.media.values import Audio
from visavis.voice.prosody.activity import Span

RATE_HZ = 16_000


class VoiceActivityEngine(Protocol):
    """Finds the stretches of a recording in which somebody speaks."""

    card: Card

    def find(self, audio: Audio) -> list[Span]:
        """The stretches in seconds, in order, none touching the next; [] without speech. 16 kHz, else ValueError."""
        ...


def require_rate(audio: Audio) -> None:
    """Raises ValueError for another rate than RATE_HZ."""
    if audio.rate_hz != RATE_HZ:
        raise ValueError(f"{audio.rate_hz} Hz instead of {RATE_HZ} Hz")
