"""Where the eyes point in one picture, with the head's rotation taken out first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.face import landmarks as at
from visavis.face.mesh.engine import FaceMesh
from visavis.face.pose import Floats, HeadPose, fit_pose

DEG_PER_EYE_WIDTH = 140.0
"""A 30 mm wide eye and a 12 mm eyeball: an iris that moves by a tenth of the eye's width turned by about 14°."""

_CLOSED = 0.09
"""Lid opening over eye width under which the iris can't be seen."""


@dataclass(frozen=True)
class EyeReading:
    """Degrees seen from the camera and from the person's own side: right and up are +. Raw, before any calibration."""

    eye_right_deg: float
    eye_up_deg: float
    head_right_deg: float
    head_up_deg: float

    @property
    def right_deg(self) -> float:
        return self.head_right_deg + self.eye_right_deg

    @property
    def up_deg(self) -> float:
        return self.head_up_deg + self.eye_up_deg


def read_eyes(face: FaceMesh) -> EyeReading | None:
    """The gaze of one face; None when both eyes are closed."""
    pose = fit_pose(face)
    level = pose.level(face.points)
    right = _iris_offset(level, at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER, at.RIGHT_IRIS)
    left = _iris_offset(level, at.LEFT_EYE_INNER, at.LEFT_EYE_OUTER, at.LEFT_IRIS)
    if max(_opening(level, right=True), _opening(level, right=False)) < _CLOSED:
        return None
    across, up = _both(right, left, pose)
    return EyeReading(-across * DEG_PER_EYE_WIDTH, up * DEG_PER_EYE_WIDTH, pose.yaw_deg, pose.pitch_deg)


def _iris_offset(level: Floats, start: int, stop: int, iris: int) -> Floats:
    """The iris centre from the middle of the eye, in eye widths: along the corners (+ = picture right) and upwards."""
    along = level[stop, :2] - level[start, :2]
    width = float(np.hypot(*along))
    along = along / width
    offset = (level[iris, :2] - (level[start, :2] + level[stop, :2]) / 2) / width
    return np.array([offset @ along, offset @ np.array([-along[1], along[0]])])


def _both(right: Floats, left: Floats, pose: HeadPose) -> Floats:
    """Both eyes, the one nearer to the camera counting more when the head is turned."""
    lean = float(np.clip(pose.yaw_deg / 40, -1, 1))  # turned to the own right: the left eye is nearer
    return right * (0.5 - 0.5 * lean) + left * (0.5 + 0.5 * lean)


def _opening(level: Floats, right: bool) -> float:
    lids = at.RIGHT_LIDS if right else at.LEFT_LIDS
    outer, inner = (at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER) if right else (at.LEFT_EYE_OUTER, at.LEFT_EYE_INNER)
    gaps = [float(np.hypot(*(level[top, :2] - level[bottom, :2]))) for top, bottom in lids]
    return float(np.mean(gaps)) / float(np.hypot(*(level[outer, :2] - level[inner, :2])))
