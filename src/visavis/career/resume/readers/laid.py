"""A document as text that keeps what its layout tells: lines, empty lines, indents, and tabs between cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from visavis.kit.text import Text

CELL = "\t"
MOST_CHARACTERS = 200_000
_LONGEST_LINE = 1_500
_LINES_OF_A_CELL = 3
"""A cell with more lines holds a piece of the document rather than a value."""
_GONE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BULLETS = re.compile(r"[\uf000-\uf0ff]")
_TOO_LONG = Text(
    ko="글자가 {n}자를 넘어 그 뒤는 읽지 않았습니다.",
    en="The text is longer than {n} characters; the rest was not read.",
).fill(n=f"{MOST_CHARACTERS:,}")


@dataclass(frozen=True)
class Laid:
    """What a reader found. ``notes`` tell what was left out; ``has_photo``: a picture like an ID photo stands in it."""

    text: str
    notes: tuple[Text, ...] = ()
    has_photo: bool = False


def laid(lines: Iterable[str], notes: tuple[Text, ...] = (), has_photo: bool = False) -> Laid:
    """Tidied text: composed characters, plain spaces, no control characters, at most one empty line in a row."""
    text = tidied("\n".join(lines))
    if len(text) > MOST_CHARACTERS:
        return Laid(text[:MOST_CHARACTERS], (*notes, _TOO_LONG), has_photo)
    return Laid(text, notes, has_photo)


def tidied(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.translate(_GONE).replace("\x0b", "\n").replace("\x0c", "\n")
    text = text.replace("\u00a0", " ").replace("\u3000", " ")
    text = _BULLETS.sub("•", _CONTROLS.sub("", text))
    lines = [part.rstrip() for line in text.split("\n") for part in _bounded(line.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _bounded(line: str) -> list[str]:
    """A line without end parted, at a space where there is one: patterns take longer than in proportion to a line."""
    parts: list[str] = []
    while len(line) > _LONGEST_LINE:
        space = line.rfind(" ", _LONGEST_LINE // 2, _LONGEST_LINE)
        parts.append(line[: space if space > 0 else _LONGEST_LINE])
        line = line[space + 1 if space > 0 else _LONGEST_LINE :]
    return [*parts, line]


def row_lines(cells: Sequence[str]) -> list[str]:
    """A table's row: one line with tabs, or, where a cell holds much, the cells one after another."""
    tidy = [[line.strip() for line in cell.split("\n") if line.strip()] for cell in cells]
    filled = [cell for cell in tidy if cell]
    if not filled:
        return []
    if len(filled) == 1 or max(map(len, filled)) > _LINES_OF_A_CELL:
        return [line for cell in filled for line in cell]
    return [CELL.join(" ".join(cell).replace(CELL, " ") for cell in tidy).rstrip(CELL)]
