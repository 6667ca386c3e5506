"""The mean frame: where every face, hair included, has its parts at the same place.

A *shape* is the places of some mesh points and of a ring around head and hair in a picture of SIZE_PX. Piecewise affine
maps over one triangulation lead from a picture to the mean shape and back (Cootes, Edwards, Taylor 2001, "Active
appearance models"). The ring is our own addition: averages of hair then meet at its edge instead of ghosting.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import distance_transform_edt
from scipy.spatial import Delaunay

from visavis.face.triangles import barycentric

SIZE_PX = 320
_APRON_PX = 24
"""The fixed frame around the picture lies this far outside, so that hair may leave the picture."""

_LEAST_AREA = 0.5
"""Twice the square pixels of a triangle that is worth drawing."""

Shape: TypeAlias = NDArray[np.float64]
"""(n, 2) pixels: mesh points, then the ring."""
Picture: TypeAlias = NDArray[np.float32]
"""(SIZE_PX, SIZE_PX, 4): red, green, blue multiplied by alpha, and alpha, all in [0, 1]."""
Map: TypeAlias = NDArray[np.float32]
"""(SIZE_PX, SIZE_PX, 2): where each pixel takes its colour from, x and y."""


@dataclass(frozen=True)
class MeanFrame:
    """The mean shape with its triangles. ``mean`` (n, 2) pixels."""

    mean: Shape

    @cached_property
    def _corners(self) -> NDArray[np.float64]:
        return np.concatenate([self.mean, _apron()])

    @cached_property
    def _triangles(self) -> NDArray[np.int64]:
        return np.asarray(Delaunay(self._corners).simplices, np.int64)

    @cached_property
    def _map_to_mean(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The triangle of each pixel of the mean frame, and the pixel as weights of its corners."""
        return _locate(self._corners, self._triangles)

    def to_picture(self, shape: Shape) -> Map:
        """For each pixel of the mean frame, its place in a picture of ``shape``."""
        triangle, weights = self._map_to_mean
        corners = np.concatenate([shape, _apron()])[self._triangles[triangle]]
        return _as_map(np.einsum("pk,pkd->pd", weights, corners))

    def to_mean(self, shape: Shape) -> Map:
        """For each pixel of a picture of ``shape``, its place in the mean frame."""
        triangle, weights = _locate(np.concatenate([shape, _apron()]), self._triangles)
        return _as_map(np.einsum("pk,pkd->pd", weights, self._corners[self._triangles[triangle]]))


def warp(picture: Picture, places: Map) -> Picture:
    """Take each pixel's colour from its place, bilinearly; the edge is repeated."""
    return np.asarray(
        cv2.remap(picture, places[..., 0], places[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        np.float32,
    )


def grow(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """A picture or plane of the linear part, at SIZE_PX."""
    return np.asarray(cv2.resize(picture, (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_CUBIC), np.float32)


def _apron() -> NDArray[np.float64]:
    low, high = -_APRON_PX, SIZE_PX - 1 + _APRON_PX
    steps = np.linspace(low, high, 8)
    rows = [[x, y] for y in (low, high) for x in steps]
    sides = [[x, y] for x in (low, high) for y in steps[1:-1]]
    return np.array(rows + sides, np.float64)


def _locate(
    corners: NDArray[np.float64], triangles: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each pixel the triangle that covers it and its barycentric coordinates there, (p,) and (p, 3).

    Where a shape folds, triangles lie on their back: those are left out, and what only they cover is taken over by the
    nearest of the others.
    """
    area, to_weights = barycentric(corners[triangles])
    upright = np.flatnonzero(area * np.sign(np.median(area)) > _LEAST_AREA)
    drawn = np.full((SIZE_PX, SIZE_PX), -1, np.int32)
    fixed_point = np.round(corners * 16).astype(np.int32)
    for number in upright:
        cv2.fillConvexPoly(drawn, fixed_point[triangles[number]], int(number), shift=4)
    chosen = _spread(drawn).ravel()
    y, x = np.divmod(np.arange(SIZE_PX * SIZE_PX), SIZE_PX)
    pixels = np.stack([x, y, np.ones_like(x)], axis=1).astype(np.float64)
    return chosen, np.einsum("pi,pij->pj", pixels, to_weights[chosen])


def _spread(drawn: NDArray[np.int32]) -> NDArray[np.int64]:
    """The number of the nearest drawn pixel where there is none (-1)."""
    if (drawn >= 0).all():
        return drawn.astype(np.int64)
    nearest = distance_transform_edt(drawn < 0, return_distances=False, return_indices=True)
    return np.asarray(drawn[tuple(nearest)], np.int64)


def _as_map(places: NDArray[np.float64]) -> Map:
    return places.reshape(SIZE_PX, SIZE_PX, 2).astype(np.float32)
