"""Lines of a page in the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from visavis.career.resume.headings import is_heading
from visavis.career.resume.readers.laid import CELL

_CELL_GAP = 1.4
"""Of the letters' size: a wider gap parts two cells. A justified line's spaces stay under it."""
_PARAGRAPH_GAP = 0.75
"""Of the letters' size, between two lines, beyond the usual leading's share."""
_GUTTER_WIDTH = 9.0
_GUTTER_RANGE = (0.2, 0.8)
_MOST_CROSSING = 0.25
_LEAST_LINES = 4
_INDENT = 0.5
_MOST_INDENT = 12


@dataclass(frozen=True)
class Placed:
    """Something with its place on the page, in points from the upper left corner: a piece of a line, or a table."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    lines: tuple[str, ...]
    is_table: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def lines_of(words: Sequence[dict[str, Any]]) -> list[Placed]:
    """Words joined to pieces of lines; a wide gap parts two pieces."""
    pieces: list[Placed] = []
    for row in _rows(sorted(words, key=lambda word: (word["top"] + word["bottom"]) / 2)):
        run: list[dict[str, Any]] = []
        for word in sorted(row, key=lambda one: float(one["x0"])):
            if run and word["x0"] - run[-1]["x1"] > _CELL_GAP * _size(word):
                pieces.append(_joined(run))
                run = []
            run.append(word)
        pieces.append(_joined(run))
    return pieces


def in_reading_order(pieces: Sequence[Placed], width: float) -> list[str]:
    """Lines of text. Two columns are read one after the other; what spans both parts them into bands."""
    gutter = _gutter(pieces, width)
    if gutter is None:
        return _column(pieces)
    lines: list[str] = []
    for band in _bands(pieces, gutter):
        left = [piece for piece in band if piece.right <= gutter]
        right = [piece for piece in band if piece.left >= gutter]
        across = [piece for piece in band if piece.left < gutter < piece.right]
        for part in (across, left, right):
            lines += ["", *_column(part)] if part else []
    return lines


def _size(word: dict[str, Any]) -> float:
    return float(word["bottom"] - word["top"])


def _rows(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = []
    for word in words:
        middle = (word["top"] + word["bottom"]) / 2
        if rows and rows[-1][0]["top"] <= middle <= rows[-1][0]["bottom"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _joined(run: list[dict[str, Any]]) -> Placed:
    top, bottom = min(word["top"] for word in run), max(word["bottom"] for word in run)
    text = " ".join(str(word["text"]) for word in run)
    return Placed(run[0]["x0"], top, run[-1]["x1"], bottom, median(map(_size, run)), (text,))


def _gutter(pieces: Sequence[Placed], width: float) -> float | None:
    """Where two columns part, or None."""
    low, high = (round(width * share) for share in _GUTTER_RANGE)
    free: list[int] = []
    best: list[int] = []
    for x in range(low, high):
        crossing = sum(piece.left < x < piece.right for piece in pieces)
        free = [*free, x] if crossing <= _MOST_CROSSING * len(pieces) else []
        if len(free) > len(best) and _parts_columns(pieces, free):
            best = free
    return (best[0] + best[-1]) / 2 if best else None


def _parts_columns(pieces: Sequence[Placed], free: list[int]) -> bool:
    if len(free) < _GUTTER_WIDTH:
        return False
    middle = (free[0] + free[-1]) / 2
    left = [piece for piece in pieces if piece.right <= middle]
    right = [piece for piece in pieces if piece.left >= middle]
    # A heading on both sides tells columns from a row of dates beside a row of names.
    return min(len(left), len(right)) >= _LEAST_LINES and all(
        any(is_heading(piece.text) for piece in side) for side in (left, right)
    )


def _bands(pieces: Sequence[Placed], gutter: float) -> list[list[Placed]]:
    bands: list[list[Placed]] = [[]]
    for piece in sorted(pieces, key=lambda one: one.top):
        if piece.left < gutter < piece.right and any(not _crosses(one, gutter) for one in bands[-1]):
            bands.append([])
        bands[-1].append(piece)
    return bands


def _crosses(piece: Placed, gutter: float) -> bool:
    return piece.left < gutter < piece.right


def _column(pieces: Sequence[Placed]) -> list[str]:
    rows = _side_by_side(pieces)
    if not rows:
        return []
    margin = min(row[0].left for row in rows)
    gaps = [below[0].top - above[0].bottom for above, below in pairwise(rows)]
    usual = median(gaps) if gaps else 0.0
    lines: list[str] = []
    for row, gap in zip(rows, [0.0, *gaps], strict=True):
        if gap > usual + _PARAGRAPH_GAP * row[0].size or row[0].is_table:
            lines.append("")
        if row[0].is_table:
            lines += [*row[0].lines, ""]
            continue
        indent = min(_MOST_INDENT, round((row[0].left - margin) / (_INDENT * row[0].size)))
        lines.append(" " * indent + CELL.join(piece.text for piece in row))
    return lines


def _side_by_side(pieces: Sequence[Placed]) -> list[list[Placed]]:
    rows: list[list[Placed]] = []
    for piece in sorted(pieces, key=lambda one: ((one.top + one.bottom) / 2, one.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and not piece.is_table and not rows[-1][0].is_table and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda one: one.left) for row in rows]
