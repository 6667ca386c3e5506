"""The symmetric mean of many face meshes (generalised Procrustes analysis, Gower 1975)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist

from visavis.face.pose import Floats, umeyama

_ROUNDS = 6
_FLIP = np.array([-1.0, 1.0, 1.0])


def mean_face(meshes: Floats) -> tuple[Floats, NDArray[np.int16]]:
    """The mean of meshes (n, 468, 3; x right, y up, z to the viewer) and the index of each point's mirror partner.

    The mean is symmetric, upright by its own plane of symmetry, centred, and of unit root-mean-square size. What it
    calls level is the mean tilt of the faces that it is made of.
    """
    mean = _unit(meshes[0])
    for _ in range(_ROUNDS):
        mean = _unit(np.mean([_laid_on(mesh, mean) for mesh in meshes], axis=0))
        mirror = _partners(mean)
        mean = _upright(_symmetric(mean, mirror), mirror)
    return mean, mirror.astype(np.int16)


def _unit(points: Floats) -> Floats:
    centred = points - points.mean(0)
    unit: Floats = centred / np.sqrt((centred**2).sum(1).mean())
    return unit


def _laid_on(points: Floats, target: Floats) -> Floats:
    rotation, scale, shift = umeyama(points, target, np.full(len(points), 1 / len(points)))
    laid: Floats = scale * points @ rotation.T + shift
    return laid


def _mirrored(points: Floats, partners: NDArray[np.intp]) -> Floats:
    """The mirror image, turned so that it lies on the original as well as it can."""
    rotation, scale, shift = umeyama(points * _FLIP, points[partners], np.full(len(points), 1 / len(points)))
    laid: Floats = scale * (points * _FLIP) @ rotation.T + shift
    return laid


def _partners(points: Floats) -> NDArray[np.intp]:
    """Which point each one becomes in the mirror: the best matching of the mirror image to the face."""
    image = points * _FLIP
    for _ in range(5):
        partners = linear_sum_assignment(cdist(image, points))[1]
        image = _mirrored(points, partners)
    return np.asarray(partners, np.intp)


def _symmetric(points: Floats, partners: NDArray[np.intp]) -> Floats:
    even = np.empty_like(points)
    even[partners] = (points[partners] + _mirrored(points, partners)) / 2
    return even


def _upright(points: Floats, partners: NDArray[np.intp]) -> Floats:
    """Turned so that the plane of symmetry is x = 0."""
    across = points - points[partners]
    across = across[np.linalg.norm(across, axis=1) > 0.1]
    normal = (across * np.sign(across[:, :1])).sum(0)
    normal /= np.linalg.norm(normal)
    axis = np.cross(normal, [1.0, 0.0, 0.0])
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    turn = np.eye(3) + cross + cross @ cross / (1 + normal[0])
    turned = points @ turn.T
    turned[:, 0] -= ((turned[:, 0] + turned[partners, 0]) / 2).mean()
    return _unit(turned)
