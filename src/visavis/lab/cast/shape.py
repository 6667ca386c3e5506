"""Face shapes: the mean of many, placed on the canvas, and the smooth warp of a picture onto a shape."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import RBFInterpolator
from scipy.optimize import linear_sum_assignment

from visavis.lab.cast.sources import Source
from visavis.studio.dress.canvas import FACE_PX, SIZE_PX, Picture, Plane, Points

CENTRE_X, EYE_Y = 384.0, 322.0

RIGID = (10, 151, 9, 8, 168, 6, 197, 195, 33, 133, 362, 263, 234, 454, 127, 356, 93, 323, 152, 4, 61, 291, 54, 284)
OVAL: tuple[int, ...] = (
    10,
    338,
    297,
    332,
    284,
    251,
    389,
    356,
    454,
    323,
    361,
    288,
    397,
    365,
    379,
    378,
    400,
    377,
    152,
    148,
    176,
    149,
)
OVAL += (150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109)
_MIDLINE = (10, 152, 168, 4, 6, 1, 2)
_KEY = (0, 13, 14, 17, 61, 291, 78, 308, 37, 267, 84, 314, 33, 133, 159, 145, 386, 374, 362, 263)
_TIES = sorted({*range(0, 468, 2), *range(468, 478), *OVAL, *_KEY})
_GRID = 97


def similarity(start: Points, end: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """(A, t) of the similarity end ≈ start·Aᵀ + t with the least squares (Umeyama 1991)."""
    from_mean, to_mean = start.mean(0), end.mean(0)
    a, b = start - from_mean, end - to_mean
    u, s, vt = np.linalg.svd(b.T @ a / len(a))
    sign = np.array([1.0, np.sign(np.linalg.det(u @ vt))])
    matrix = (s * sign).sum() / (a**2).sum(1).mean() * (u * sign) @ vt
    return matrix, to_mean - matrix @ from_mean


def upright(shape: Points) -> Points:
    """The shape with level eyes, 200 px apart, around its own mean."""
    across = shape[263] - shape[33]
    turn = np.array([[across[0], across[1]], [-across[1], across[0]]]) / (across @ across) * 200
    return np.asarray((shape - shape.mean(0)) @ turn.T, np.float64)


def find_twins(shapes: list[Points]) -> NDArray[np.int64]:
    """For each mesh point its mirror image on the other half of the face, from the mean of the given shapes."""
    mean = np.mean([upright(shape) for shape in shapes], axis=0)
    mirror = mean.copy()
    mirror[:, 0] = 2 * mean[list(_MIDLINE), 0].mean() - mean[:, 0]
    cost = ((mean[:, None] - mirror[None]) ** 2).sum(2)
    return np.asarray(linear_sum_assignment(cost)[1], np.int64)


def mean_shape(shapes: list[Points], twins: NDArray[np.int64], symmetry: float) -> Points:
    """The generalised Procrustes mean, mixed with its mirror image by ``symmetry`` (1 = symmetric), on the canvas."""
    mean = upright(shapes[0])
    for _ in range(4):
        moved = []
        for shape in shapes:
            matrix, shift = similarity(shape[list(RIGID)], mean[list(RIGID)])
            moved.append(shape @ matrix.T + shift)
        mean = upright(np.mean(moved, axis=0))
    mirror = mean[twins].copy()
    mirror[:, 0] = 2 * mean[list(_MIDLINE), 0].mean() - mirror[:, 0]
    return _place(symmetry * (mean + mirror) / 2 + (1 - symmetry) * mean)


def smiling(shape: Points, dose: float) -> Points:
    """The shape with the mouth corners a little up and out, as in a polite look; ``dose`` 1 lifts 2 % of the face."""
    lifted = shape.copy()
    for corner, side in ((61, -1.0), (291, 1.0)):
        near = np.exp(-((shape - shape[corner]) ** 2).sum(1) / (2 * (0.075 * FACE_PX) ** 2))
        lifted += near[:, None] * np.array([side * 0.010, -0.020]) * dose * FACE_PX
    return lifted


def _place(shape: Points) -> Points:
    scaled = shape * (FACE_PX / (shape[152, 1] - shape[10, 1]))
    eyes = scaled[[33, 263, 133, 362]].mean(0)
    middle = (scaled[10, 0] + scaled[152, 0] + 2 * eyes[0]) / 4
    return np.asarray(scaled + np.array([CENTRE_X - middle, EYE_Y - eyes[1]]), np.float64)


@dataclass(frozen=True)
class Warped:
    """A source moved onto a shape, (SIZE_PX, SIZE_PX); ``inside`` is 0 where the picture had ended."""

    picture: Picture
    person: Plane
    inside: Plane


def warp(source: Source, shape: Points) -> Warped:
    """Move a source onto ``shape``: a similarity, and a thin-plate spline that fades out around the head."""
    matrix, shift = similarity(shape[list(RIGID)], source.points[list(RIGID)])
    bend = _bend(shape, source.points - (shape @ matrix.T + shift))
    y, x = np.mgrid[:SIZE_PX, :SIZE_PX].astype(np.float32)
    map_x = (matrix[0, 0] * x + matrix[0, 1] * y + shift[0] + bend[..., 0]).astype(np.float32)
    map_y = (matrix[1, 0] * x + matrix[1, 1] * y + shift[1] + bend[..., 1]).astype(np.float32)
    height, width = source.person.shape
    inside = (map_x > 1) & (map_y > 1) & (map_x < width - 2) & (map_y < height - 2)
    picture = cv2.remap(source.picture, map_x, map_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
    person = cv2.remap(source.person, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return Warped(np.clip(picture, 0, 255), person, inside.astype(np.float32))


def _bend(shape: Points, offsets: Points) -> NDArray[np.float32]:
    centre = shape[[10, 152, 234, 454]].mean(0)
    angles = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    circle = np.c_[np.cos(angles) * 0.50, np.sin(angles) * 0.55] * FACE_PX
    anchors = np.r_[shape[_TIES], centre + 2.0 * circle, centre + 2.8 * circle]
    values = np.r_[offsets[_TIES], np.zeros((56, 2))]
    spline = RBFInterpolator(anchors / SIZE_PX, values, kernel="thin_plate_spline", smoothing=2e-5)
    ticks = np.linspace(0, 1 - 1 / SIZE_PX, _GRID)
    grid_x, grid_y = np.meshgrid(ticks, ticks)
    coarse = spline(np.c_[grid_x.ravel(), grid_y.ravel()]).reshape(_GRID, _GRID, 2).astype(np.float32)
    steps = np.linspace(0, _GRID - 1, SIZE_PX, dtype=np.float32)
    at_x, at_y = np.meshgrid(steps, steps)
    return np.asarray(cv2.remap(coarse, at_x, at_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.float32)
