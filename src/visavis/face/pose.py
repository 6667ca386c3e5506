"""Head pose from a face mesh: the whole mesh laid on a reference face, then calibrated to degrees.

The reference is the symmetric mean of 906 meshes of synthetic faces; ``visavis.lab.pose`` makes it and the constants.
Six-point solvePnP is avoided on purpose: it reads a frontal face as 6° turned.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.face.landmarks import (
    FACE_POINTS,
    LEFT_BROW,
    LEFT_EYE_INNER,
    LEFT_EYE_OUTER,
    LEFT_EYE_RIM,
    RIGHT_BROW,
    RIGHT_EYE_INNER,
    RIGHT_EYE_OUTER,
    RIGHT_EYE_RIM,
)
from visavis.face.mesh.engine import FaceMesh

Floats: TypeAlias = NDArray[np.float64]

YAW_GAIN = 1.153
"""Degrees of truth per degree read, least squares through zero on Pointing'04 (224 pictures, five persons)."""

TILT_KNOTS = ((-5.0, 10.0, 30.0), (-34.3, 0.9, 30.6))
"""Read pitch and true tilt, least squares on the same pictures; the ends are continued at their slope."""

_TILT_LIMIT_DEG = 60.0


@dataclass(frozen=True)
class HeadPose:
    """Where a head points, seen from the camera, in degrees and from the person's own side.

    ``yaw_deg`` + = towards the person's right (the left of an unmirrored picture), ``pitch_deg`` + = up,
    ``roll_deg`` + = towards the person's right shoulder. ``rotation`` (3, 3) turns mesh points (x right, y up, z to the
    viewer) into the reference face's axes; ``scale`` and ``shift`` complete it: reference = scale · rotation · p +
    shift.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float
    rotation: Floats
    scale: float
    shift: Floats

    @property
    def eyes_px(self) -> float:
        """Distance of the outer eye corners as it would be if the head weren't turned."""
        points = reference().points
        return float(np.linalg.norm(points[RIGHT_EYE_OUTER] - points[LEFT_EYE_OUTER])) / self.scale

    def level(self, points: NDArray[np.float32]) -> Floats:
        """Mesh points (n, 3) pixels in the reference face's axes: head rotation, size and place taken out."""
        turned: Floats = (points.astype(np.float64) * _FLIP) @ self.rotation.T
        return self.scale * turned + self.shift


_FLIP = np.array([1.0, -1.0, -1.0])


@dataclass(frozen=True)
class Reference:
    """The mean face: ``points`` (468, 3), x right, y up, z to the viewer, unit size; ``mirror`` (468,) is the index of
    each point's partner on the other half of the face."""

    points: Floats
    mirror: NDArray[np.int16]


@cache
def reference() -> Reference:
    """The reference face that ships with the package."""
    with (files("visavis.face") / "reference.npz").open("rb") as file:
        stored = np.load(file)
        return Reference(stored["points"].astype(np.float64), stored["mirror"])


@cache
def fit_weights() -> Floats:
    """Which points hold the pose: not mouth and jaw, which move with speech, and not brows and lids."""
    weights = (reference().points[:, 1] > -0.35).astype(np.float64)
    weights[list(RIGHT_EYE_RIM + LEFT_EYE_RIM + RIGHT_BROW + LEFT_BROW)] = 0.0
    weights[[RIGHT_EYE_OUTER, RIGHT_EYE_INNER, LEFT_EYE_INNER, LEFT_EYE_OUTER]] = 1.0
    share: Floats = weights / weights.sum()
    return share


def fit_pose(face: FaceMesh) -> HeadPose:
    """The pose of one face. Mean absolute error on unseen persons of Pointing'04: yaw 4.4°, tilt 6.7° (make bench)."""
    points = face.points[:FACE_POINTS].astype(np.float64) * _FLIP
    rotation, scale, shift = umeyama(points, reference().points, fit_weights())
    yaw, pitch, roll = read_angles(rotation)
    return HeadPose(YAW_GAIN * yaw, calibrate_tilt(pitch), roll, rotation, scale, shift)


def umeyama(source: Floats, target: Floats, weights: Floats) -> tuple[Floats, float, Floats]:
    """Rotation (3, 3), scale and shift (3,) that lay ``source`` (n, 3) on ``target`` in the least-squares sense.

    ``weights`` (n,) sum to 1. Umeyama 1991, "Least-squares estimation of transformation parameters".
    """
    source_mean, target_mean = weights @ source, weights @ target
    centred, goal = source - source_mean, target - target_mean
    u, strength, vt = np.linalg.svd((goal * weights[:, None]).T @ centred)
    if np.linalg.det(u @ vt) < 0:
        u[:, 2], strength[2] = -u[:, 2], -strength[2]
    rotation = u @ vt
    scale = float(strength.sum() / (weights @ (centred**2).sum(1)))
    return rotation, scale, target_mean - scale * rotation @ source_mean


def read_angles(rotation: Floats) -> tuple[float, float, float]:
    """Yaw, pitch and roll in degrees, uncalibrated, of the head whose mesh ``rotation`` brings level."""
    right, _, forward = rotation  # the head's own axes as the camera sees them
    yaw = -np.degrees(np.arctan2(forward[0], forward[2]))
    pitch = np.degrees(np.arcsin(np.clip(forward[1], -1.0, 1.0)))
    roll = np.degrees(np.arctan2(right[1], np.hypot(right[0], right[2])))
    return float(yaw), float(pitch), float(roll)


def calibrate_tilt(read_deg: float) -> float:
    """True tilt in degrees for a read pitch, by TILT_KNOTS, within ±60."""
    read, true = TILT_KNOTS
    first = (true[1] - true[0]) / (read[1] - read[0])
    last = (true[2] - true[1]) / (read[2] - read[1])
    tilt = true[1] + (read_deg - read[1]) * (first if read_deg < read[1] else last)
    return float(np.clip(tilt, -_TILT_LIMIT_DEG, _TILT_LIMIT_DEG))
