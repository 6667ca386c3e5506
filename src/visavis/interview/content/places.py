"""Quotes: pieces of an answer with their place in the text and, where words have times, in the replay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from visavis.interview.content.engine import Quote, Timed


@dataclass(frozen=True)
class _At:
    start: int
    end: int
    word: Timed


class Places:
    """Finds quotes in one answer. Timed words are laid along the text in order; one that isn't there is passed over."""

    def __init__(self, text: str, words: Sequence[Timed] = ()) -> None:
        self._text = text
        self._words: list[_At] = []
        at = 0
        for word in words:
            piece = word.text.strip()
            found = text.find(piece, at) if piece else -1
            if found >= 0:
                at = found + len(piece)
                self._words.append(_At(found, at, word))

    def quote(self, start: int, end: int) -> Quote:
        """``text[start:end]`` with the times of the words that it touches."""
        inside = [one.word for one in self._words if one.start < end and one.end > start]
        times = (inside[0].start_s, inside[-1].end_s) if inside else (None, None)
        return Quote(start, end, self._text[start:end], *times)

    def find(self, words: str) -> Quote | None:
        """Where these words stand in the answer; None when they don't, however little is different."""
        piece = words.strip()
        start = self._text.find(piece) if piece else -1
        return self.quote(start, start + len(piece)) if start >= 0 else None

    @property
    def span_s(self) -> float | None:
        """From the first word to the last; None without times."""
        return self._words[-1].word.end_s - self._words[0].word.start_s if self._words else None
