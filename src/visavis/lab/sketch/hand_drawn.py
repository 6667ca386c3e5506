"""Twelve faces drawn by hand, which no network ever learned from: for the docs' sheet and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.interpolate import make_interp_spline

from visavis.drawings.document import Document, Stroke
from visavis.drawings.rendering import render
from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.studio.sketch import SKETCH, Guidance, Style, read_sketch

_DRAWN = Path(__file__).with_name("hand_drawn.yaml")
_WIDTH = 5.0
_STEPS = 8
"""Points of a line between two that were set."""
_SHOWN_PX = 192
_COLUMNS = 3


def read_drawn() -> dict[str, Document]:
    """The drawings by name."""
    told: dict[str, list[str]] = yaml.safe_load(_DRAWN.read_text("utf-8"))
    return {name: Document(marks=[_stroke(line) for line in lines]) for name, lines in told.items()}


def drawn_sheet(t: float = 0.5) -> RGB:
    """Drawing, what it was refined to, and the person, for each, in _COLUMNS columns of such threes."""
    with SKETCH.lease() as engine:
        threes = []
        for sheet in sheets():
            made = engine.draw(read_sketch(sheet), Guidance(t=t), Style())
            shown = (sheet, np.repeat(np.asarray(made.refined)[..., None], 3, 2), made.picture)
            threes.append(np.hstack([resize(one, _SHOWN_PX, _SHOWN_PX) for one in shown]))
    return np.vstack([np.hstack(threes[row : row + _COLUMNS]) for row in range(0, len(threes), _COLUMNS)])


def sheets() -> Iterator[RGB]:
    """The drawings as pictures (512, 512, 3)."""
    for document in read_drawn().values():
        yield np.repeat(render(document, _no_picture, 512)[..., None], 3, 2)


def _no_picture(key: str) -> NDArray[np.uint8]:
    raise KeyError(key)


def _stroke(line: str) -> Stroke:
    width, _, places = line.rpartition(":")
    points = np.array([place.split(",") for place in places.split()], np.float64)
    if len(points) > 2:
        order = np.arange(len(points))
        fine = np.linspace(0, len(points) - 1, _STEPS * (len(points) - 1) + 1)
        points = make_interp_spline(order, points, k=min(3, len(points) - 1))(fine)
    marks = [(float(x), float(y), 0.5, float(10 * at)) for at, (x, y) in enumerate(points)]
    return Stroke(tool="brush", size=float(width or _WIDTH), points=[number for mark in marks for number in mark])
