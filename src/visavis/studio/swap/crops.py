"""Faces cut out upright, each in the way that a swapping network was trained on, and what it painted laid back."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.align import lay_on, template_points
from visavis.face.area import Area
from visavis.face.tone import Colours, Plane
from visavis.media.values import RGB

Matrix = NDArray[np.float32]
"""(2, 3): from the pixels of a picture to those of a crop."""
Lay = Callable[[NDArray[np.float32], int], Matrix]
"""Of five points (5, 2), as ``face.align`` orders them, and the side of a crop."""

_POSES = np.array(
    [
        [[51.642, 50.115], [57.617, 49.990], [35.740, 69.007], [51.157, 89.050], [57.025, 89.702]],
        [[45.031, 50.118], [65.568, 50.872], [39.677, 68.111], [45.177, 86.190], [64.246, 86.758]],
        [[39.730, 51.138], [72.270, 51.138], [56.000, 68.493], [42.463, 87.010], [69.537, 87.010]],
    ]
)
"""InsightFace's templates of a face turned far, half and not at all, on 112 px."""
_MIRRORED, _ACROSS = [1, 0, 2, 4, 3], 112.413
_RIM = 0.06
"""How softly a crop ends, as a share of its side."""


def lay_ffhq(points: NDArray[np.float32], side_px: int) -> Matrix:
    """As pictures of FFHQ are (Karras et al. 2019)."""
    return lay_on(points, template_points("ffhq") * side_px)


def lay_inswapper(points: NDArray[np.float32], side_px: int) -> Matrix:
    """ArcFace's template with a rim of 8 in 128 px at either side."""
    return lay_on(points, (template_points("arcface") * 112 + (8, 0)).astype(np.float32) / 128 * side_px)


def lay_by_pose(points: NDArray[np.float32], side_px: int) -> Matrix:
    """On that of InsightFace's five templates, for heads turned one way or the other, which fits best."""
    turned = _POSES[:2][:, _MIRRORED] * (-1, 1) + (_ACROSS, 0)
    laid = [(template, lay_on(points, template.astype(np.float32))) for template in (*_POSES, *turned)]
    _, matrix = min(laid, key=lambda one: float(np.hypot(*(points @ one[1][:, :2].T + one[1][:, 2] - one[0]).T).sum()))
    return np.asarray(matrix * (side_px / 112), np.float32)


def narrowed(matrix: Matrix, side_px: int, share: float) -> Matrix:
    """Where the middle of a crop lies, ``share`` of its side, when it fills the whole."""
    wider = np.asarray(matrix / share, np.float32)
    wider[:, 2] += (1 - 1 / share) * side_px / 2
    return wider


def cut_out(photo: RGB, matrix: Matrix, side_px: int) -> RGB:
    """The crop (side, side, 3). Outside the photo its edge is repeated."""
    scale = float(np.hypot(*matrix[:, 0]))
    if scale < 0.7:  # a warp reads single pixels: shrink first
        photo = np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        shift = matrix[:, :2].sum(1) * (0.5 / scale - 0.5)
        matrix = np.concatenate([matrix[:, :2] / scale, (matrix[:, 2] + shift)[:, None]], axis=1)
    method = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_LINEAR
    size = (side_px, side_px)
    return np.asarray(cv2.warpAffine(photo, matrix, size, flags=method, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def lay_back(painted: Colours, matrix: Matrix, area: Area) -> tuple[Colours, Plane]:
    """A painted crop in the pixels of a work area, and how much of each of these it covers."""
    onto = area.move @ np.vstack([cv2.invertAffineTransform(matrix), [0, 0, 1]])
    size = (area.shape[1], area.shape[0])
    made = cv2.warpAffine(painted, onto, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).clip(0, 1)
    known = cv2.warpAffine(_rim(painted.shape[0]), onto, size, flags=cv2.INTER_LINEAR)
    return np.asarray(made, np.float32), np.asarray(known, np.float32)


def _rim(side_px: int) -> Plane:
    away = np.minimum(np.arange(side_px), np.arange(side_px)[::-1]) / (_RIM * side_px)
    return np.asarray(np.minimum(away[:, None], away).clip(0, 1), np.float32)
