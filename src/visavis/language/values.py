"""What a transcript is found to hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Filler:
    """A filler word, with its place in the text: ``text[start:end]``."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Repeated:
    """A content word (in its dictionary form) that comes back often."""

    word: str
    count: int


@dataclass(frozen=True)
class Transcript:
    """A text in figures.

    ``words`` are space-separated units (어절 in Korean); ``syllables`` are spoken syllables, numerals and Latin
    letters read out; ``stumbles`` counts words said twice in a row; ``repeated`` is sorted, most frequent first.
    """

    words: int
    syllables: int
    content_words: int
    fillers: tuple[Filler, ...]
    repeated: tuple[Repeated, ...]
    stumbles: int

    @property
    def fillers_per_100_words(self) -> float | None:
        """None for a text without words."""
        return 100.0 * len(self.fillers) / self.words if self.words else None
