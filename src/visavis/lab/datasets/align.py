"""Faces cut out the way FFHQ was made: an oriented square from the eyes' and the mouth's centres.

The recipe is that of Karras, Laine, Aila 2019, "A Style-Based Generator Architecture for GANs" (appendix A, and the
data set's own script): the eyes lie level, the square's side follows from the larger of 2 × the eyes' distance and
1.8 × the way from eyes to mouth, and where it leaves the picture the edge is mirrored and fades into blur.
"""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.mesh import FaceMesh
from visavis.media.values import RGB

Floats: TypeAlias = NDArray[np.float64]
Square: TypeAlias = Floats
"""Corners of an oriented square in pixels, (4, 2): top left, bottom left, bottom right, top right."""

_RIGHT_EYE = (at.RIGHT_EYE_OUTER, 160, 158, at.RIGHT_EYE_INNER, 153, 144)
_LEFT_EYE = (at.LEFT_EYE_INNER, 385, 387, at.LEFT_EYE_OUTER, 373, 380)
"""The mesh points where the 68-point scheme that FFHQ used has its six of each eye."""


def ffhq_square(face: FaceMesh, share: float = 1.0) -> Square:
    """The square that FFHQ would cut, its side times ``share``."""
    points = face.points[:, :2].astype(np.float64)
    right, left = points[list(_RIGHT_EYE)].mean(0), points[list(_LEFT_EYE)].mean(0)
    eyes, mouth = (right + left) / 2, (points[at.MOUTH_RIGHT] + points[at.MOUTH_LEFT]) / 2
    across, down = left - right, mouth - eyes
    x = across - np.array([-down[1], down[0]])
    x *= max(np.hypot(*across) * 2.0, np.hypot(*down) * 1.8) / np.hypot(*x)
    y = np.array([-x[1], x[0]])
    centre = eyes + down * 0.1
    x, y = x * share, y * share
    return np.stack([centre - x - y, centre - x + y, centre + x + y, centre + x - y])


def cut_square(image: RGB, square: Square, size_px: int) -> RGB:
    """The square of the picture, upright, as RGB (size_px, size_px, 3). The picture isn't touched."""
    part, square = _around(image, square)
    side = float(np.hypot(*(square[3] - square[0])))
    shrink = side / (2 * size_px)
    if shrink > 1:  # by area, so that nothing aliases
        height, width = part.shape[:2]
        small = (max(1, round(width / shrink)), max(1, round(height / shrink)))
        part = np.asarray(cv2.resize(part, small, interpolation=cv2.INTER_AREA), np.uint8)
        square = (square + 0.5) * np.array([small[0] / width, small[1] / height]) - 0.5
    double = _warp(part, square, 2 * size_px)
    return np.asarray(cv2.resize(double, (size_px, size_px), interpolation=cv2.INTER_AREA), np.uint8)


def _warp(image: RGB, square: Square, size_px: int) -> RGB:
    corners = np.array([[-0.5, -0.5], [-0.5, size_px - 0.5], [size_px - 0.5, size_px - 0.5]], np.float32)
    matrix = cv2.getAffineTransform(square[:3].astype(np.float32), corners)
    warped = cv2.warpAffine(
        image, matrix, (size_px, size_px), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
    )
    return np.asarray(warped, np.uint8)


def _around(image: RGB, square: Square) -> tuple[RGB, Square]:
    """The part of the picture that the square needs, with a mirrored and blurred edge where it isn't enough."""
    height, width = image.shape[:2]
    side = float(np.hypot(*(square[3] - square[0])))
    margin = max(round(side * 0.1), 3)
    low = np.floor(square.min(0)).astype(int) - margin
    high = np.ceil(square.max(0)).astype(int) + margin
    inner_low = np.clip(low, 0, [width - 1, height - 1])
    inner_high = np.clip(high, inner_low + 1, [width, height])
    part = image[inner_low[1] : inner_high[1], inner_low[0] : inner_high[0]]
    left, top = np.maximum(-low, 0)
    right, bottom = np.maximum(high - [width, height], 0)
    pads = np.array([left, top, right, bottom])
    if pads.max() <= margin - 4:
        return part, square - inner_low
    pads = np.maximum(pads, round(side * 0.3))
    return _padded(part, pads, side), square - inner_low + pads[:2]


def _padded(part: RGB, pads: NDArray[np.int_], side: float) -> RGB:
    left, top, right, bottom = (int(pad) for pad in pads)
    mirrored = cv2.copyMakeBorder(part, top, bottom, left, right, cv2.BORDER_REFLECT).astype(np.float32)
    height, width = mirrored.shape[:2]
    x, y = np.arange(width, dtype=np.float32)[None], np.arange(height, dtype=np.float32)[:, None]
    outside = np.maximum(
        1 - np.minimum(x / left, (width - 1 - x) / right), 1 - np.minimum(y / top, (height - 1 - y) / bottom)
    )[..., None]
    blurred = cv2.GaussianBlur(mirrored, (0, 0), max(side * 0.02, 0.5))
    mirrored += (blurred - mirrored) * np.clip(outside * 3 + 1, 0, 1)
    mirrored += (np.median(mirrored[::4, ::4], axis=(0, 1)) - mirrored) * np.clip(outside, 0, 1)
    return np.clip(np.rint(mirrored), 0, 255).astype(np.uint8)
