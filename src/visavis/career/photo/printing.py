"""A sheet of photo paper, 4 × 6 inches, full of one photo, with marks where to cut."""

from __future__ import annotations

import numpy as np

from visavis.career.photo.choices import DPI, Size
from visavis.media.values import RGB

SHEET_IN = (4.0, 6.0)
_MARGIN, _GAP, _TICK = 0.14, 0.12, 0.09
"""Inches: printers leave a margin; marks lie in the gaps."""
_INK = 120


def print_sheet(photo: RGB, size: Size) -> RGB:
    """As many copies of the photo (of the size's pixels) as fit on the sheet, upright or across: (H, W, 3), 300 dpi."""
    wide, high = size.pixels
    upright = tuple(round(inches * DPI) for inches in SHEET_IN)
    sheets = [upright, upright[::-1]]
    sheet = max(sheets, key=lambda paper: _count(paper[0], wide) * _count(paper[1], high))
    columns, rows = _count(sheet[0], wide), _count(sheet[1], high)
    paper = np.full((sheet[1], sheet[0], 3), 255, np.uint8)
    for x in _starts(sheet[0], wide, columns):
        for y in _starts(sheet[1], high, rows):
            _mark_corners(paper, x, y, wide, high)
            paper[y : y + high, x : x + wide] = photo
    return paper


def copies(size: Size) -> int:
    """How many copies a sheet holds."""
    wide, high = size.pixels
    paper = [round(inches * DPI) for inches in SHEET_IN]
    return max(_count(a, wide) * _count(b, high) for a, b in (paper, paper[::-1]))


def _count(room: int, side: int) -> int:
    gap = round(_GAP * DPI)
    return int((room - 2 * round(_MARGIN * DPI) + gap) // (side + gap))


def _starts(room: int, side: int, count: int) -> list[int]:
    """Where the copies begin, in the middle of the paper."""
    gap = round(_GAP * DPI)
    first = (room - count * side - (count - 1) * gap) // 2
    return [first + number * (side + gap) for number in range(count)]


def _mark_corners(paper: RGB, x: int, y: int, wide: int, high: int) -> None:
    """Two short lines away from each corner, in line with the photo's edges."""
    tick, off = round(_TICK * DPI), 4
    for edge_x in (x, x + wide - 1):
        for start in (y - off - tick, y + high + off):
            _ink(paper, edge_x, max(0, start), 1, tick)
    for edge_y in (y, y + high - 1):
        for start in (x - off - tick, x + wide + off):
            _ink(paper, max(0, start), edge_y, tick, 1)


def _ink(paper: RGB, x: int, y: int, wide: int, high: int) -> None:
    paper[y : y + high, x : x + wide] = _INK
