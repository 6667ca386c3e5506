"""Drawing by hand: polygons, splines, noise, shadows, on a canvas of SIZE_PX or of another shape."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from visavis.studio.dress.canvas import SIZE_PX, Picture, Plane, Points

Generator = np.random.Generator
Shape = tuple[int, int]
"""Height and width in pixels."""
SQUARE: Shape = (SIZE_PX, SIZE_PX)


def polygon(corners: ArrayLike, soft: float = 0.0, shape: Shape = SQUARE) -> Plane:
    """A filled polygon as a mask with smooth edges, blurred by ``soft`` px."""
    fine = np.zeros((shape[0] * 2, shape[1] * 2), np.uint8)
    fixed = np.round((np.asarray(corners, float) * 2 + 0.5) * 16).astype(np.int32)
    cv2.fillPoly(fine, [fixed], 255, cv2.LINE_AA, 4)
    mask = cv2.resize(fine, shape[::-1], interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), soft) if soft else mask, np.float32)


def curve(points: ArrayLike, steps: int = 24) -> Points:
    """A Catmull-Rom curve through the points."""
    p = np.asarray(points, float)
    p = np.concatenate([[2 * p[0] - p[1]], p, [2 * p[-1] - p[-2]]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate([*pieces, p[-2:-1]])


def noise(rng: Generator, across: float, along: float | None = None, shape: Shape = SQUARE) -> Plane:
    """Smooth noise of unit variance; its grain is ``across`` px wide and ``along`` px high."""
    high = along or across
    step = 4 if min(across, high) >= 8 else 1  # wide grains are drawn small: the same look in a tenth of the time
    raw = rng.standard_normal((shape[0] // step, shape[1] // step)).astype(np.float32)
    small = cv2.GaussianBlur(raw, (0, 0), sigmaX=across / step, sigmaY=high / step)
    smooth = cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray(smooth / smooth.std(), np.float32)


def lay(picture: Picture, mask: Plane, colour: Picture) -> Picture:
    """``colour`` over the picture where the mask is 1."""
    laid = picture * (1 - mask[..., None]) + np.clip(colour, 0, 255) * mask[..., None]
    return np.asarray(laid, np.float32)


def cast_shadow(
    picture: Picture, of: Plane, move: tuple[float, float], soft: float, depth: float, on: Plane
) -> Picture:
    """Darken the picture by the blurred, moved shadow ``of`` a mask, only ``on`` what lies beneath it."""
    matrix = np.array([[1, 0, move[0]], [0, 1, move[1]]], np.float32)
    dark = cv2.GaussianBlur(cv2.warpAffine(of, matrix, of.shape[::-1]), (0, 0), soft) * depth * (1 - of) * on
    return np.asarray(picture * (1 - dark[..., None]), np.float32)


@lru_cache(maxsize=8)
def grid(shape: Shape = SQUARE) -> tuple[Plane, Plane]:
    """x and y of every pixel; shared, so not writable."""
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
    return kept(x), kept(y)


def kept(plane: Plane) -> Plane:
    """The array locked, because many will use it."""
    plane.flags.writeable = False
    return plane


def mirror(points: ArrayLike, centre_x: float) -> Points:
    flipped = np.array(points, float)
    flipped[:, 0] = 2 * centre_x - flipped[:, 0]
    return flipped


def tint(colour: Sequence[float], shade: Plane) -> Picture:
    """One colour under a map of light (1 = as it is)."""
    base: NDArray[np.float32] = np.asarray(colour, np.float32)
    return np.asarray(base * shade[..., None], np.float32)
