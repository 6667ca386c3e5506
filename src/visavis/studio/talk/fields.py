"""Smooth fields over a picture: thin-plate splines, and sampling of what they give."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

GRID = 128
"""Every field of a rig is sampled on GRID × GRID points that span the picture edge to edge."""

Points: TypeAlias = NDArray[np.float32]
Field: TypeAlias = NDArray[np.float32]


class Spline:
    """A thin-plate spline through scattered values (Bookstein 1989), smoothed by ``stiffness``.

    ``points`` (n, 2) in any unit near 1, ``values`` (n, m).
    """

    def __init__(self, points: Points, values: NDArray[np.float64], stiffness: float) -> None:
        self._points = points.astype(np.float32)
        count = len(points)
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = _kernel(self._points, self._points) + stiffness * np.eye(count)
        system[:count, count:] = np.column_stack([np.ones(count), points])
        system[count:, :count] = system[:count, count:].T
        target = np.zeros((count + 3, values.shape[1]))
        target[:count] = values
        self._weights = np.linalg.solve(system, target).astype(np.float32)

    def at(self, places: Points) -> Field:
        """Values (k, m) at ``places`` (k, 2)."""
        count = len(self._points)
        bent = _kernel(places, self._points) @ self._weights[:count]
        return np.asarray(bent + self._weights[count] + places @ self._weights[count + 1 :], np.float32)


def grid_points(size_px: int) -> Points:
    """(GRID·GRID, 2) pixel positions x, y of the grid over a square picture, row by row."""
    line = np.linspace(0, size_px - 1, GRID, dtype=np.float32)
    x, y = np.meshgrid(line, line)
    return np.stack([x.ravel(), y.ravel()], axis=1)


def sample(grid: Field, places_px: Points, size_px: int) -> Field:
    """Bilinear values of a (GRID, GRID[, m]) field at ``places_px`` (k, 2); (k[, m])."""
    scale = (GRID - 1) / (size_px - 1)
    where = (places_px * np.float32(scale)).reshape(1, -1, 2)
    found = cv2.remap(grid, where, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found[0], np.float32)


def smoothstep(values: NDArray[np.float32], start: float, stop: float) -> NDArray[np.float32]:
    """0 at ``start``, 1 at ``stop`` (in either order), with flat ends."""
    x = np.clip((values - start) / (stop - start), 0, 1)
    return np.asarray(x * x * (3 - 2 * x), np.float32)


def _kernel(a: Points, b: Points) -> NDArray[np.float32]:
    """r² log r between all pairs, (len(a), len(b))."""
    squared = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * a @ b.T
    np.maximum(squared, 1e-12, out=squared)
    return np.asarray(0.5 * squared * np.log(squared), np.float32)
