"""Which points make a shape, and reading them from an aligned picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, median_filter

from visavis.face import landmarks as at
from visavis.face.mask import MaskEngine
from visavis.face.mesh import FaceMesh, MeshEngine
from visavis.face.pose import HeadPose, fit_pose, reference
from visavis.media.values import RGB
from visavis.studio.generate.cutting import cut_head
from visavis.studio.generate.frame import SIZE_PX, Picture, Shape

_OVAL = (10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377)
_PARTS = (1, 33, 133, 159, 145, 61, 0, 17, 168)
_INNER_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
"""Left out: on a closed mouth their triangles are flat and fold."""

RING_DEG = np.linspace(-215.0, 35.0, 41)
"""Rays from the face's middle, clockwise from the lower left over the top to the lower right (0 = right)."""
_HAIRLINE_PX, _CHIN_PX = 93.0, 263.0
"""Rows of an aligned face's forehead and chin: hair of every length has room around them."""
_MIDDLE = np.array([(SIZE_PX - 1) / 2, 165.0])
_NEAREST_PX, _FARTHEST_PX = 54, 200
_ZOOMS = (1.0, 1.15, 0.9)
_MARGIN_PX = 96
_BESIDE_CHIN = (148, 377)
_NEAR_DEG, _GAP_PX = 8.0, 3.0


@dataclass(frozen=True)
class Reading:
    """The head of one aligned picture, its shape and its head pose."""

    picture: Picture
    shape: Shape
    pose: HeadPose


@cache
def mesh_points() -> NDArray[np.int64]:
    """The mesh points of a shape: every third, the face oval, the corners of eyes and mouth, and their partners."""
    some = np.setdiff1d(np.concatenate([np.arange(0, 468, 3), _OVAL, _PARTS]), _INNER_LIPS)
    return np.asarray(np.unique(np.concatenate([some, reference().mirror[some]])), np.int64)


def mirrored(shape: Shape) -> Shape:
    """The shape of the mirrored picture."""
    flipped = shape[_mirror_order()].copy()
    flipped[:, 0] = SIZE_PX - 1 - flipped[:, 0]
    return flipped


@cache
def resting_place() -> Shape:
    """Where an aligned face's mesh points lie, (n, 2) pixels: the reference face, upright."""
    points = reference().points
    scale = (_CHIN_PX - _HAIRLINE_PX) / (points[at.FOREHEAD, 1] - points[at.CHIN, 1])
    x = _MIDDLE[0] + scale * points[mesh_points(), 0]
    y = _HAIRLINE_PX + scale * (points[at.FOREHEAD, 1] - points[mesh_points(), 1])
    return np.stack([x, y], axis=1)


def read_picture(image: RGB, mesh: MeshEngine, masker: MaskEngine) -> Reading | None:
    """Read an aligned picture (SIZE_PX, SIZE_PX, 3); None when no face is found."""
    faces = _find_thrice(image, mesh)
    if not faces:
        return None
    points = np.mean([face.points[:, :2] for face in faces], axis=0).astype(np.float64)
    alpha = cut_head(image, masker.cut_out(image), faces[0])
    colour = image.astype(np.float32) / 255 * alpha[..., None]
    shape = np.concatenate([points[mesh_points()], find_ring(alpha)])
    return Reading(np.dstack([colour, alpha]), shape, fit_pose(faces[0]))


def find_ring(alpha: NDArray[np.float32]) -> Shape:
    """Where head and hair end on each ray, (41, 2) pixels; where they leave the picture, its border."""
    radii = np.arange(40, _FARTHEST_PX)
    angles = np.deg2rad(RING_DEG)
    directions = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    places = _MIDDLE + radii[None, :, None] * directions[:, None]
    within = ((places > 0) & (places < SIZE_PX - 1)).all(2)
    x, y = places.clip(0, SIZE_PX - 1).astype(int).transpose(2, 0, 1)
    outside = ((alpha[y, x] < 0.5) & (radii > _NEAREST_PX)) | ~within
    ends = radii[np.where(outside.any(1), outside.argmax(1), -1)].astype(np.float64)
    calm = gaussian_filter1d(median_filter(ends, 3, mode="nearest"), 0.7, mode="nearest")
    return np.asarray(_MIDDLE + calm[:, None] * directions, np.float64)


def ring_mask(shape: Shape) -> NDArray[np.float32]:
    """1 inside the ring and wherever it doesn't reach (long hair), 0 above and beside the hair, soft between."""
    ring = shape[-len(RING_DEG) :]
    low = [[SIZE_PX, SIZE_PX], [0, SIZE_PX]]
    inside = np.zeros((SIZE_PX, SIZE_PX), np.float32)
    cv2.fillPoly(inside, [np.round(np.concatenate([ring, low])).astype(np.int32)], 1.0)
    inside = cv2.dilate(inside, np.ones((5, 5), np.uint8))
    inside[round(float(ring[:, 1].max())) - 40 :] = 1
    return np.asarray(cv2.GaussianBlur(inside, (0, 0), 1.5), np.float32)


def open_ring(shape: Shape) -> Shape:
    """The shape with its ring moved out where a face's rim had reached it: triangles between them must not fold."""
    ring = slice(-len(RING_DEG), None)
    from_middle = shape - _MIDDLE
    angles, radii = np.arctan2(from_middle[:, 1], from_middle[:, 0]), np.hypot(*from_middle.T)
    apart = np.abs((angles[ring, None] - angles[None, : ring.start] + np.pi) % (2 * np.pi) - np.pi)
    rim = np.where(apart < np.deg2rad(_NEAR_DEG), radii[: ring.start], 0).max(1)
    opened = shape.copy()
    stretch = np.maximum(radii[ring], rim + _GAP_PX) / radii[ring]
    opened[ring] = _MIDDLE + from_middle[ring] * stretch[:, None]
    return opened


def face_ends(shape: Shape) -> tuple[tuple[float, float], tuple[float, float]]:
    """Hairline and chin, (x, y) pixels."""
    (ax, ay), (bx, by) = shape[row_of(at.FOREHEAD)], shape[[row_of(point) for point in _BESIDE_CHIN]].mean(0)
    return (float(ax), float(ay)), (float(bx), float(by))


def row_of(point: int) -> int:
    """The row of a mesh point in a shape. Raises KeyError for one that shapes don't have."""
    rows = np.flatnonzero(mesh_points() == point)
    if not len(rows):
        raise KeyError(point)
    return int(rows[0])


@cache
def _mirror_order() -> NDArray[np.int64]:
    points = mesh_points()
    partners = np.searchsorted(points, reference().mirror[points])
    return np.concatenate([partners, len(points) + np.arange(len(RING_DEG))[::-1]])


def _find_thrice(image: RGB, mesh: MeshEngine) -> list[FaceMesh]:
    """Readings at three zooms: a single one can be pixels off."""
    wide = cv2.copyMakeBorder(image, *(_MARGIN_PX,) * 4, cv2.BORDER_REPLICATE)
    middle = (SIZE_PX / 2 + _MARGIN_PX,) * 2
    found = []
    for zoom in _ZOOMS:
        turn = cv2.getRotationMatrix2D(middle, 0, zoom)
        view = cv2.warpAffine(wide, turn, wide.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
        for face in mesh.find(np.asarray(view, np.uint8), most=1):
            points = face.points.copy()
            points[:, :2] = (points[:, :2] - middle) / zoom + SIZE_PX / 2
            found.append(FaceMesh(points, face.score))
    return found
