"""A drawing as a picture, for lists: what the canvas shows, drawn by OpenCV."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.drawings.document import SIDE, Cleared, Document, Laid, Stroke

Gray = NDArray[np.uint8]
_FRACTION_BITS = 4
_FINER = 2
"""Drawn so many times larger and then shrunk: smooth lines of any width."""


def render(document: Document, picture_of: Callable[[str], Gray], side_px: int) -> Gray:
    """Black lines on white, (side_px, side_px); ``picture_of`` gives a laid picture by its id."""
    side = side_px * _FINER
    sheet = np.full((side, side), 255, np.uint8)
    for mark in document.marks:
        if isinstance(mark, Stroke):
            _draw(sheet, mark, side / SIDE)
        elif isinstance(mark, Laid):
            sheet[:] = cv2.resize(picture_of(mark.picture), (side, side), interpolation=cv2.INTER_AREA)
        elif isinstance(mark, Cleared):
            sheet[:] = 255
    return np.asarray(cv2.resize(sheet, (side_px, side_px), interpolation=cv2.INTER_AREA), np.uint8)


def width_of(size: float, pressure: float) -> float:
    """The line's width where the pen pressed so much; the canvas of the web page does the same."""
    return size * (0.4 + 1.2 * min(max(pressure, 0.0), 1.0))


def _draw(sheet: Gray, stroke: Stroke, scale: float) -> None:
    ink = 0 if stroke.tool == "brush" else 255
    places = stroke.places()
    sides = (1, -1) if stroke.mirrored else (1,)
    for side in sides:
        turned = [((x if side == 1 else SIDE - x) * scale, y * scale, pressure) for x, y, pressure in places]
        for start, end in zip(turned, [*turned[1:], turned[-1]], strict=True):
            width = max(1, round(width_of(stroke.size, end[2]) * scale))
            cv2.line(sheet, _fixed(start), _fixed(end), ink, width, cv2.LINE_AA, _FRACTION_BITS)


def _fixed(place: tuple[float, float, float]) -> tuple[int, int]:
    # OpenCV takes 32-bit coordinates with the fraction in the low bits; what lies farther out isn't seen anyway.
    most = 1 << 20
    x, y = (min(max(round(value * 2**_FRACTION_BITS), -most), most) for value in place[:2])
    return x, y
