"""The listening capability: recorded speech in, its words with their times out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from visavis.engines import Card
from visavis.kit.text import Language
from visavis.media.values import Audio

RATE_HZ = 16_000
"""What every recogniser takes."""

Reason = Literal["silence", "repetition", "unsure", "known phrase"]
"""Why something that a recogniser wrote isn't believed to have been said."""


@dataclass(frozen=True)
class HeardWord:
    """One word with its place in the sound; ``confidence`` 0–1 as the recogniser gives it."""

    text: str
    start_s: float
    end_s: float
    confidence: float


@dataclass(frozen=True)
class Segment:
    """A stretch of speech. The last three are what the recogniser says of itself; None where it doesn't.

    ``no_speech`` 0–1 is its probability that nobody spoke, ``log_probability`` the mean of its tokens (at most 0),
    ``compression`` how far its text can be compressed: text that repeats itself goes over 2.4.
    """

    text: str
    start_s: float
    end_s: float
    words: tuple[HeardWord, ...] = ()
    no_speech: float | None = None
    log_probability: float | None = None
    compression: float | None = None


@dataclass(frozen=True)
class Dropped:
    """A segment that was written but isn't believed."""

    segment: Segment
    reason: Reason


@dataclass(frozen=True)
class Recognition:
    """What was heard. ``language`` as recognised or asked for; None when nobody spoke and none was asked for.

    ``verbatim``: the recogniser was asked to keep fillers. It keeps most, never promises all.
    """

    language: str | None
    segments: tuple[Segment, ...]
    dropped: tuple[Dropped, ...] = ()
    verbatim: bool = False

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def words(self) -> tuple[HeardWord, ...]:
        return tuple(word for segment in self.segments for word in segment.words)


class Recogniser(Protocol):
    """Writes down what is said."""

    card: Card

    def listen(self, audio: Audio, language: Language | None = None, verbatim: bool = False) -> Recognition:
        """The words of ``audio`` (16 kHz, else ValueError; any length); None recognises the language, too.

        Silence gives no segments. Segments are in order and lie within the sound.
        """
        ...
