"""What tells a hand-drawn sketch from a computed one: displaced, broken, thicker or thinner lines, missing ones."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.lines import Plane

_SMALLEST, _LARGEST = 0.9, 1.1
_MOST_TURN_DEG = 4.0
_MOST_SHIFT = 0.035
"""Of the frame's side, each way."""
_BANDS, _ACROSS, _DOWN = 6, 0.012, 0.02
"""Stretched bands, and how far their edges move: standard deviation, of the frame's side."""


def place(rng: np.random.Generator, side: int, reach: float = 1.0) -> Plane:
    """A resized crop as a (2, 3) matrix, the same for drawing and answer; ``reach`` scales how far it may go."""
    times = 1 + reach * (rng.uniform(_SMALLEST, _LARGEST) - 1)
    turn_deg = reach * rng.uniform(-_MOST_TURN_DEG, _MOST_TURN_DEG)
    matrix = cv2.getRotationMatrix2D((side / 2, side / 2), turn_deg, times)
    matrix[:, 2] += reach * rng.uniform(-_MOST_SHIFT, _MOST_SHIFT, 2) * side
    return np.asarray(matrix, np.float32)


def lay(ink: Plane, matrix: Plane) -> Plane:
    """Ink (S, S) moved by a matrix of ``place``."""
    side = ink.shape[0]
    return np.asarray(cv2.warpAffine(ink, matrix, (side, side), flags=cv2.INTER_LINEAR), np.float32)


def proportions(rng: np.random.Generator, side: int, reach: float = 1.0) -> Plane:
    """Where each pixel comes from, x and y, float32 (2, S, S), when a hand makes the chin short or the eyes wide: bands
    of the frame are stretched and squeezed. ``reach`` scales how far."""
    knots = np.linspace(0, side - 1, _BANDS)
    along = np.arange(side)
    across, down = (
        np.interp(along, knots, knots + rng.normal(0, reach * spread * side, _BANDS)).astype(np.float32)
        for spread in (_ACROSS, _DOWN)
    )
    return np.stack(np.meshgrid(across, down))


def stretch(picture: Plane | NDArray[np.uint8], to: Plane) -> Plane:
    """A drawing (S, S) or a photo (S, S, 3) in the proportions of ``proportions``."""
    return np.asarray(cv2.remap(picture, to[0], to[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def redraw(ink: Plane, rng: np.random.Generator) -> Plane:
    """The same drawing (S, S) in an unsure hand."""
    if rng.random() < 0.6:
        ink = _broken(ink, rng)
    if rng.random() < 0.35:
        ink = _gaps(ink, rng)
    ink = _weighed(ink, rng)
    return np.asarray(np.clip(ink, 0, 1), np.float32)


def fade(ink: Plane, rng: np.random.Generator) -> Plane:
    """Blur, and cutout (DeVries, Taylor 2017): refined drawings are soft in places and lack lines."""
    return _gaps(cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.3, 1.2)), rng)


def displace(drawings: list[Plane], rng: np.random.Generator) -> list[Plane]:
    """Drawings (S, S) bent alike by a smooth random field of up to about three pixels of 256."""
    side = drawings[0].shape[0]
    knots = int(rng.integers(4, 14))
    reach = rng.uniform(0.3, 1.5) * side / 256
    field = rng.normal(0, reach, (2, knots, knots)).astype(np.float32)
    bend = [cv2.resize(one, (side, side), interpolation=cv2.INTER_CUBIC) for one in field]
    y, x = np.indices((side, side), np.float32)
    return [np.asarray(cv2.remap(ink, x + bend[0], y + bend[1], cv2.INTER_LINEAR), np.float32) for ink in drawings]


def _broken(ink: Plane, rng: np.random.Generator) -> Plane:
    """Lines that fade out and come back."""
    side = ink.shape[0]
    knots = int(rng.integers(12, 48))
    field = cv2.resize(rng.random((knots, knots), np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    return np.asarray(ink * np.clip((field - rng.uniform(0.05, 0.4)) * 8, 0, 1), np.float32)


def _gaps(ink: Plane, rng: np.random.Generator) -> Plane:
    """Cutout (DeVries, Taylor 2017): squares where nothing was drawn."""
    drawn, side = ink.copy(), ink.shape[0]
    for _ in range(int(rng.integers(1, 5))):
        reach = int(rng.integers(side // 24, side // 7))
        top, left = (int(v) for v in rng.integers(0, side - reach, 2))
        drawn[top : top + reach, left : left + reach] = 0
    return drawn


def _weighed(ink: Plane, rng: np.random.Generator) -> Plane:
    """Thicker or thinner, softer or harder."""
    side = ink.shape[0]
    chance = rng.random()
    if chance < 0.25:
        ink = cv2.dilate(ink, np.ones((2, 2), np.uint8))
    elif chance < 0.5:
        ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.4, 1.0) * side / 256 + 0.2)
    if rng.random() < 0.5:
        ink = np.clip((ink - 0.25) * rng.uniform(1.5, 6.0) + 0.25, 0, 1)
    return np.asarray(ink * rng.uniform(0.75, 1.1), np.float32)
