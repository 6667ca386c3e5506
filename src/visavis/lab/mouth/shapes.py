"""Removing head pose from tracked face meshes, so that only the mouth's own motion is left."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Shape: TypeAlias = NDArray[np.float64]
"""(468, 3) points of one face; x right, y down, z away."""

RIGID = (10, 67, 297, 109, 338, 151, 9, 8, 168, 6, 197, 195, 33, 133, 362, 263, 127, 356, 234, 454, 54, 284)
"""Forehead, nose bridge, eye corners, temples: what speech doesn't move."""


def fit_similarity(source: Shape, target: Shape) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """Scale, rotation (3, 3) and shift (3,) that bring ``source`` closest to ``target``.

    Umeyama 1991, "Least-squares estimation of transformation parameters between two point patterns".
    """
    mean_s, mean_t = source.mean(0), target.mean(0)
    s, t = source - mean_s, target - mean_t
    left, values, right = np.linalg.svd(t.T @ s)
    sign = np.ones(3)
    sign[2] = np.sign(np.linalg.det(left @ right))
    rotation = left @ np.diag(sign) @ right
    scale = float((values * sign).sum() / (s**2).sum())
    return scale, rotation, mean_t - scale * rotation @ mean_s


def remove_pose(shape: Shape, reference: Shape) -> Shape:
    """The shape in the reference's pose and scale, judged by the rigid points alone."""
    rigid = list(RIGID)
    scale, rotation, shift = fit_similarity(shape[rigid], reference[rigid])
    return np.asarray(scale * shape @ rotation.T + shift)


def mirrored(shapes: Shape, mirror: NDArray[np.int16]) -> Shape:
    """Left and right exchanged: (…, 468, 3) → the same shape, x negated."""
    return np.asarray(shapes[..., mirror[:468], :] * np.array([-1.0, 1.0, 1.0]))


def reference_of(shapes: list[Shape], mirror: NDArray[np.int16], rounds: int = 4) -> Shape:
    """The mean face over all shapes and their mirror images, so frontal in yaw and roll; outer-eye distance 1."""
    reference = _unit(shapes[0])
    for _ in range(rounds):
        mean = np.mean([remove_pose(s, reference) for s in shapes], axis=0)
        mean = mean - mean[[33, 263]].mean(0)
        reference = _unit((mean + mirrored(mean, mirror)) / 2)
    return reference


def _unit(shape: Shape) -> Shape:
    centred = shape - shape[[33, 263]].mean(0)
    return np.asarray(centred / np.linalg.norm(centred[263, :2] - centred[33, :2]))
