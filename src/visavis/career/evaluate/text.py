"""Sentences and blocks of a document, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from visavis.career.resume.values import Span
from visavis.kit.text import Language
from visavis.language.korean import kiwi

_BULLET = re.compile(r"\s*(?:[-*•·▪●○◦‣※ㅇ]\s+|\d{1,2}[.)]\s+)?")
_EN_END = re.compile(r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z\"'(])")
_PROSE_WORDS = {"ko": 3, "en": 4}
"""A line with fewer words is a heading or an item of a list, no sentence."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the document."""

    text: str
    span: Span

    @property
    def words(self) -> int:
        return len([word for word in self.text.split() if any(c.isalnum() for c in word)])


def lines_of(text: str, start: int = 0) -> Iterator[Piece]:
    """The lines that hold something, bullets and margins taken off."""
    for found in re.finditer(r"[^\r\n]+", text):
        bullet = _BULLET.match(found[0])
        skipped = bullet.end() if bullet else 0
        line = found[0][skipped:].rstrip()
        if line:
            begins = start + found.start() + skipped
            yield Piece(line, Span(begins, begins + len(line)))


def sentences_of(text: str, language: Language, start: int = 0) -> tuple[Piece, ...]:
    """The sentences, and lines that are as long as one; headings and short list items are left out."""
    return tuple(one for one in pieces_of(text, language, start) if one.words >= _PROSE_WORDS[language])


def pieces_of(text: str, language: Language, start: int = 0) -> tuple[Piece, ...]:
    """Every sentence, heading and list item, however short."""
    return tuple(one for line in lines_of(text, start) for one in _split(line, language))


def _split(line: Piece, language: Language) -> Iterator[Piece]:
    if language == "ko":
        ends = [(one.start, one.end) for one in kiwi().split_into_sents(line.text)]
    else:
        cuts = [0, *(found.end() for found in _EN_END.finditer(line.text)), len(line.text)]
        ends = list(pairwise(cuts))
    for begin, end in ends:
        part = line.text[begin:end]
        shown = part.strip()
        at = line.span.start + begin + len(part) - len(part.lstrip())
        if shown:
            yield Piece(shown, Span(at, at + len(shown)))


def blocks_of(text: str) -> tuple[Piece, ...]:
    """What blank lines set apart."""
    found = re.finditer(r"(?:[^\n]*\S[^\n]*\n?)+", text)
    return tuple(Piece(one[0].rstrip(), Span(one.start(), one.start() + len(one[0].rstrip()))) for one in found)


def piece(text: str, start: int, end: int) -> Piece:
    return Piece(text[start:end], Span(start, end))


def language_of(text: str) -> Language:
    """What a text is written in: Korean when a tenth of its letters are Hangul."""
    letters = [char for char in text if char.isalpha()]
    return "ko" if letters and sum("가" <= char <= "힣" for char in letters) >= 0.1 * len(letters) else "en"
