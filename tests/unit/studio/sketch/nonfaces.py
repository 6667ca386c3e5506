"""What people draw to try out a face engine: anything but a face, in the frame, black on white."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.engine import SKETCH_PX, Gray

Floats = NDArray[np.float64]
Points = Sequence[tuple[float, float]] | Floats


def _line(sheet: Gray, points: Points, closed: bool = False) -> None:
    cv2.polylines(sheet, [np.asarray(points).round().astype(np.int32)], closed, 0, 4, cv2.LINE_AA)


def _ring(sheet: Gray, x: int, y: int, rx: int, ry: int = 0) -> None:
    cv2.ellipse(sheet, (x, y), (rx, ry or rx), 0, 0, 360, 0, 4, cv2.LINE_AA)


def _around(angles: Floats, radius: Floats | float) -> Floats:
    made: Floats = 256 + np.stack([np.cos(angles), np.sin(angles)], 1) * np.reshape(radius, (-1, 1))
    return made


def house(sheet: Gray) -> None:
    _line(sheet, [(110, 240), (402, 240), (402, 470), (110, 470)], closed=True)
    _line(sheet, [(90, 240), (256, 90), (422, 240)])
    _line(sheet, [(220, 470), (220, 360), (290, 360), (290, 470)])
    for x in (145, 320):
        _line(sheet, [(x, 280), (x + 55, 280), (x + 55, 335), (x, 335)], closed=True)
        _line(sheet, [(x + 27, 280), (x + 27, 335)])


def word(sheet: Gray) -> None:
    cv2.putText(sheet, "Hello", (20, 300), cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 5, 0, 6, cv2.LINE_AA)


def tree(sheet: Gray) -> None:
    _line(sheet, [(230, 480), (235, 330)])
    _line(sheet, [(285, 480), (280, 330)])
    for x, y, radius in ((256, 180, 110), (170, 240, 70), (345, 240, 70), (256, 280, 80)):
        _ring(sheet, x, y, radius)


def car(sheet: Gray) -> None:
    body = [(50, 340), (60, 270), (150, 260), (200, 190), (340, 190), (400, 260), (470, 280), (470, 340)]
    _line(sheet, body, closed=True)
    for x in (150, 370):
        _ring(sheet, x, 345, 45)
        _ring(sheet, x, 345, 18)
    _line(sheet, [(210, 205), (265, 205), (265, 255), (170, 255)], closed=True)
    _line(sheet, [(280, 205), (335, 205), (375, 255), (280, 255)], closed=True)


def cat(sheet: Gray) -> None:
    _ring(sheet, 300, 330, 140, 90)
    _ring(sheet, 140, 230, 70)
    _line(sheet, [(90, 185), (95, 120), (135, 160)])
    _line(sheet, [(150, 160), (190, 120), (195, 185)])
    _line(sheet, [(430, 300), (480, 200), (450, 150)])
    for x in (210, 260, 350, 400):
        _line(sheet, [(x, 400), (x, 480)])


def star(sheet: Gray) -> None:
    _line(sheet, _around(np.arange(5) * 4 * np.pi / 5 - np.pi / 2, 200), closed=True)


def spiral(sheet: Gray) -> None:
    angles = np.linspace(0, 10 * np.pi, 400)
    _line(sheet, _around(angles, 6.5 * angles))


def grid(sheet: Gray) -> None:
    for at in range(60, 460, 56):
        _line(sheet, [(at, 60), (at, 452)])
        _line(sheet, [(60, at), (452, at)])


def stick_figure(sheet: Gray) -> None:
    _ring(sheet, 256, 110, 55)
    for limb in (
        [(256, 165), (256, 340)],
        [(150, 230), (362, 230)],
        [(256, 340), (180, 480)],
        [(256, 340), (332, 480)],
    ):
        _line(sheet, limb)


def strokes(sheet: Gray) -> None:
    rng = np.random.default_rng(1)
    for _ in range(25):
        steps = np.stack([rng.uniform(40, 472, 2), *rng.uniform(-150, 150, (2, 2))])
        _line(sheet, np.stack([steps[0], steps[0] + steps[1], steps[0] + steps[2]]))


def heart(sheet: Gray) -> None:
    t = np.linspace(0, 2 * np.pi, 200)
    y = 13 * np.cos(t) - 5 * np.cos(2 * t) - 2 * np.cos(3 * t) - np.cos(4 * t)
    _line(sheet, np.stack([256 + 184 * np.sin(t) ** 3, 240 - 11.5 * y], 1))


def circle(sheet: Gray) -> None:
    _ring(sheet, 256, 256, 190)


NONFACES = (house, word, tree, car, cat, star, spiral, grid, stick_figure, strokes)
BEGUN = (circle, heart)
"""Single outlines: faces begin so."""


def drawn(what: Callable[[Gray], None]) -> Gray:
    """On a new sheet (SKETCH_PX, SKETCH_PX)."""
    sheet = np.full((SKETCH_PX, SKETCH_PX), 255, np.uint8)
    what(sheet)
    return sheet
