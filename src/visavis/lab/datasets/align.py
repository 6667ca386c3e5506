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
Plane: TypeAlias = NDArray[np.float32]
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
    side = float(np.hypot(*(square[3] - square[0])))
    margin = max(round(side * 0.1), 3)
    low, high = np.floor(square.min(0)) - margin, np.ceil(square.max(0)) + margin
    end = np.array([image.shape[1], image.shape[0]])
    cut = _warp(*_shrunk(*_inside(image, square, low, high, end), side / (2 * size_px)), size_px)
    overhang = np.concatenate([np.maximum(-low, 0), np.maximum(high - end, 0)])
    if overhang.max() <= margin - 4:
        return cut
    return _faded(cut, _outside(square, end, np.maximum(overhang, side * 0.3), size_px))


def _inside(image: RGB, square: Square, low: Floats, high: Floats, end: NDArray[np.int_]) -> tuple[RGB, Square]:
    """The part of the picture that the square needs."""
    left, top = np.clip(low, 0, end - 2).astype(int)
    right, bottom = np.clip(high, [left + 2, top + 2], end).astype(int)
    return image[top:bottom, left:right], square - [left, top]


def _shrunk(image: RGB, square: Square, times: float) -> tuple[RGB, Square]:
    """Both made smaller by area, so that nothing aliases; nothing is ever made larger."""
    if times <= 1:
        return image, square
    height, width = image.shape[:2]
    small = (max(2, round(width / times)), max(2, round(height / times)))
    scale = np.array([small[0] / width, small[1] / height])
    return np.asarray(cv2.resize(image, small, interpolation=cv2.INTER_AREA), np.uint8), (square + 0.5) * scale - 0.5


def _warp(image: RGB, square: Square, size_px: int) -> RGB:
    """The square at twice the size, then halved by area; beyond the picture it is mirrored."""
    double = 2 * size_px
    corners = np.array([[-0.5, -0.5], [-0.5, double - 0.5], [double - 0.5, double - 0.5]], np.float32)
    matrix = cv2.getAffineTransform(square[:3].astype(np.float32), corners)
    warped = cv2.warpAffine(image, matrix, (double, double), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(cv2.resize(warped, (size_px, size_px), interpolation=cv2.INTER_AREA), np.uint8)


def _outside(square: Square, end: NDArray[np.int_], pads: Floats, size_px: int) -> Plane:
    """How far each pixel of the cut lies outside of the picture, as a share of the padding there; negative inside."""
    steps = (np.arange(size_px) + 0.5) / size_px
    across, down = (square[3] - square[0]), (square[1] - square[0])
    x, y = (square[0][i] + steps[None] * across[i] + steps[:, None] * down[i] for i in (0, 1))
    left, top, right, bottom = pads
    beyond = np.stack([-x / left, -y / top, (x - end[0] + 1) / right, (y - end[1] + 1) / bottom])
    return np.asarray(beyond.max(0), np.float32)[..., None]


def _faded(cut: RGB, outside: Plane) -> RGB:
    """FFHQ's edge: the mirrored part goes over into blur, and far out into the median colour."""
    faded = cut.astype(np.float32)
    blurred = cv2.GaussianBlur(faded, (0, 0), max(len(cut) * 0.02, 0.5))
    faded += (blurred - faded) * np.clip(outside * 3 + 1, 0, 1)
    faded += (np.median(cut[::4, ::4], axis=(0, 1)).astype(np.float32) - faded) * np.clip(outside, 0, 1)
    return np.clip(np.rint(faded), 0, 255).astype(np.uint8)
