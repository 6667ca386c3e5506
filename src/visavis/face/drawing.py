"""One mesh drawn over another: for each pixel of the new face, where the source has it and how well it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.landmarks import FACE_POINTS
from visavis.face.parts import Points, triangles
from visavis.face.triangles import barycentric

_SUBPIXELS = 4
_LEAST_AREA = 1e-3

Map = NDArray[np.float32]
"""(h, w, 2): x and y in another picture."""
Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Drawn:
    """The pixels (``rows``, ``columns``) that a mesh covers in a picture of ``shape``: each one's ``triangle`` and its
    ``weights`` (n, 3) of the corners."""

    shape: tuple[int, int]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    triangle: NDArray[np.int64]
    weights: NDArray[np.float64]

    @property
    def inside(self) -> Plane:
        """1 where the mesh covers the picture."""
        plane = np.zeros(self.shape, np.float32)
        plane[self.rows, self.columns] = 1
        return plane

    def spread(self, values: NDArray[np.float64]) -> NDArray[np.float32]:
        """Values (468, k) of the points, led on over the pixels: (h, w, k), 0 outside."""
        field = np.zeros((*self.shape, values.shape[1]), np.float32)
        corners = values[triangles()[self.triangle]]
        field[self.rows, self.columns] = np.einsum("pk,pkd->pd", self.weights, corners)
        return field


def draw(mesh: Points, shape: tuple[int, int]) -> Drawn:
    """Draw a mesh (468, 3), the farthest triangles first; those that turn their back are left out."""
    corners = mesh[triangles()]
    area, to_weights = barycentric(corners[:, :, :2])
    area = area * np.sign(np.median(area))
    plane = np.full(shape, -1, np.int32)
    fixed = np.round(corners[:, :, :2] * 2**_SUBPIXELS).astype(np.int32)
    for number in np.argsort(-corners[:, :, 2].mean(1)):
        if area[number] > _LEAST_AREA:
            cv2.fillConvexPoly(plane, fixed[number], int(number), shift=_SUBPIXELS)
    rows, columns = np.nonzero(plane >= 0)
    triangle = plane[rows, columns].astype(np.int64)
    pixels = np.stack([columns, rows, np.ones_like(rows)], axis=1).astype(np.float64)
    return Drawn(shape, rows, columns, triangle, np.einsum("pi,pij->pj", pixels, to_weights[triangle]))


def facing(mesh: Points) -> NDArray[np.float64]:
    """(468, 1): 1 where the surface looks at the viewer, 0 where it lies edgewise, negative where it looks away."""
    a, b, c = mesh[:FACE_POINTS][triangles()].transpose(1, 0, 2)
    across = np.cross(b - a, c - a)
    normals = np.zeros((FACE_POINTS, 3))
    for corner in range(3):
        np.add.at(normals, triangles()[:, corner], across)
    towards = normals[:, 2] / (np.linalg.norm(normals, axis=1) + 1e-9)
    return np.asarray(towards * np.sign(np.median(towards)), np.float64)[:, None]


def take(picture: NDArray[np.generic], places: Map, method: int = cv2.INTER_CUBIC) -> NDArray[np.float32]:
    """The picture at the places; outside it the edge is repeated."""
    found = cv2.remap(picture, places[..., 0], places[..., 1], method, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(found, np.float32)
