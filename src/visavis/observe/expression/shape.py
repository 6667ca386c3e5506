"""What lids, mouth corners and brows do in one picture, with the head's rotation and size taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.face import landmarks as at
from visavis.face.mesh.engine import FaceMesh
from visavis.face.pose import Floats, fit_pose

_SIDE_DEG = 35.0
"""Turned further than this, only the nearer eye tells whether the eyes are closed."""


@dataclass(frozen=True)
class FaceShape:
    """``eyes_open`` is lid opening over eye width (Soukupová & Čech 2016); the others are in outer-eye distances."""

    eyes_open: float
    corner_height: float
    """Mouth corners above the base of the nose (negative: below it)."""
    mouth_width: float
    brow_height: float
    """Brows above the eye corners."""
    lips_apart: float


def read_shape(face: FaceMesh) -> FaceShape:
    """The shape of one face."""
    pose = fit_pose(face)
    level = pose.level(face.points)
    unit = float(np.linalg.norm(level[at.RIGHT_EYE_OUTER] - level[at.LEFT_EYE_OUTER]))
    corners = (level[at.MOUTH_RIGHT] + level[at.MOUTH_LEFT]) / 2
    brows = level[list(at.RIGHT_BROW + at.LEFT_BROW), 1].mean()
    eyes = level[[at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER, at.LEFT_EYE_INNER, at.LEFT_EYE_OUTER], 1].mean()
    return FaceShape(
        eyes_open=_eyes_open(level, pose.yaw_deg),
        corner_height=float(corners[1] - level[at.NOSE_BASE, 1]) / unit,
        mouth_width=float(np.linalg.norm(level[at.MOUTH_RIGHT] - level[at.MOUTH_LEFT])) / unit,
        brow_height=float(brows - eyes) / unit,
        lips_apart=float(level[at.LIP_INNER_TOP, 1] - level[at.LIP_INNER_BOTTOM, 1]) / unit,
    )


def _eyes_open(level: Floats, yaw_deg: float) -> float:
    right = _opening(level, at.RIGHT_LIDS, at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER)
    left = _opening(level, at.LEFT_LIDS, at.LEFT_EYE_OUTER, at.LEFT_EYE_INNER)
    if abs(yaw_deg) < _SIDE_DEG:
        return (right + left) / 2
    return left if yaw_deg > 0 else right  # turned to the own right, the left eye is nearer


def _opening(level: Floats, lids: tuple[tuple[int, int], ...], outer: int, inner: int) -> float:
    width = float(np.hypot(*(level[outer, :2] - level[inner, :2])))
    gaps = [float(np.hypot(*(level[top, :2] - level[bottom, :2]))) for top, bottom in lids]
    return float(np.mean(gaps)) / width
