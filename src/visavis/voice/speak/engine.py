"""The speaking capability: text in, sound and the times of its phonemes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from visavis.engines import Card
from visavis.kit.text import Language, Text
from visavis.media.values import Audio


@dataclass(frozen=True)
class Phone:
    """One phoneme as the engine spoke it, in IPA ("" is silence), with its place in the sound."""

    ipa: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Word:
    """A piece of the text as written, with its place in the sound; subtitles are made of these."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Speech:
    """Spoken text. ``phones`` cover the sound without overlap, in order."""

    text: str
    language: Language
    audio: Audio
    phones: tuple[Phone, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Voice:
    """A voice that an engine offers, e.g. ``f1``; ``licence`` is its own where the engine's card can't tell it."""

    name: str
    title: Text
    languages: tuple[Language, ...]
    sounds: str
    """'female', 'male' or 'neutral': how it sounds, for choosing."""
    licence: str | None = None


class Speaker(Protocol):
    """Speaks text."""

    card: Card

    def voices(self) -> tuple[Voice, ...]:
        """The voices on offer."""
        ...

    def speak(self, text: str, language: Language, voice: str | None = None, rate: float = 1.0) -> Speech:
        """Speak ``text`` (1–2,000 characters). The embedded engine gives the same bytes for the same input, always;
        of the others the cards say what they promise.

        ``rate`` 0.5–2.0 multiplies the natural speed. Raises Invalid for text with nothing to say or too long, and
        NotFound for a voice that isn't offered.
        """
        ...
