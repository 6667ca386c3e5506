"""Pieces of the document's text that remember where they stand, and lines made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from visavis.career.resume.values import Field, Span

_BULLET = re.compile(r"[-–—•·∙◦▪▸►‣○●□■◆◇▶▷※*✓✔☐→]+\s*(?=\S)")
_EDGE = " \t,;|/·•–—-~:"


@dataclass(frozen=True)
class Piece:
    """``text`` as it stands at ``start``."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def cut(self, start: int, end: int | None = None) -> Piece:
        """A part of it without the spaces around."""
        part = self.text[start:end]
        return Piece(part.strip(), self.start + start + len(part) - len(part.lstrip()))

    def trimmed(self, edge: str = _EDGE) -> Piece:
        """Without separators at its ends."""
        part = self.text.strip(edge)
        return Piece(part, self.start + len(self.text) - len(self.text.lstrip(edge)))

    def split(self, pattern: re.Pattern[str]) -> list[Piece]:
        """What stands between the matches; empty parts are left out."""
        parts: list[Piece] = []
        at = 0
        for found in pattern.finditer(self.text):
            parts.append(self.cut(at, found.start()))
            at = found.end()
        return [part for part in (*parts, self.cut(at)) if part.text]

    def without(self, found: re.Match[str]) -> list[Piece]:
        """What stands before and behind a match, without separators at the ends."""
        sides = (self.cut(0, found.start()), self.cut(found.end()))
        return [side for side in (one.trimmed() for one in sides) if side.text]

    def group(self, found: re.Match[str], group: int | str = 0) -> Piece:
        return self.cut(found.start(group), found.end(group))

    def field(self, key: str, confidence: float, value: str | None = None) -> Field:
        """A field that stands here; ``value`` where it is written otherwise than it stands."""
        return Field(key, self.text if value is None else value, Span(self.start, self.end), confidence)


@dataclass(frozen=True)
class Line:
    """One line. ``body`` is it without its indent and bullet."""

    body: Piece
    indent: int
    bullet: bool

    @property
    def is_empty(self) -> bool:
        return not self.body.text

    @property
    def cells(self) -> list[Piece]:
        """What stands between tabs; an empty cell is an empty piece."""
        cells: list[Piece] = []
        at = 0
        for part in self.body.text.split("\t"):
            cells.append(self.body.cut(at, at + len(part)))
            at += len(part) + 1
        return cells


def lines_of(text: str) -> Iterator[Line]:
    """Every line of a text."""
    at = 0
    for raw in text.split("\n"):
        indent = len(raw) - len(raw.lstrip(" "))
        found = _BULLET.match(raw, indent)
        begins = found.end() if found else indent
        body = raw[begins:].rstrip()
        yield Line(Piece(body, at + begins), indent, found is not None)
        at += len(raw) + 1
