"""Where each kind of make-up goes on one face: soft planes (h, w) in [0, 1], drawn along its mesh.

Cheeks and skin are told for every mesh point of the reference face and led on over the pixels, so that they turn with
the head; lids, brows and lips are polygons along their contours.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.drawing import Drawn, facing
from visavis.face.landmarks import LIP_INNER_BOTTOM, LIP_INNER_TOP
from visavis.face.parts import BROWS, EYES, INNER_LIPS, NOSTRILS, OUTER_LIPS, OVAL, Points, face_width
from visavis.face.pose import reference
from visavis.face.tone import Plane

UPPER_LIDS = (33, 246, 161, 160, 159, 158, 157, 173, 133), (263, 466, 388, 387, 386, 385, 384, 398, 362)
LOWER_LIDS = (33, 7, 163, 144, 145, 153, 154, 155, 133), (263, 249, 390, 373, 374, 380, 381, 382, 362)
"""From the outer to the inner corner."""
BROW_EDGES = (46, 53, 52, 65, 55), (276, 283, 282, 295, 285)
"""The lower edges, from the outer end to the inner."""
BROW_TOPS = (70, 63, 105, 66, 107), (300, 293, 334, 296, 336)
EYE_BAND = (*EYES[0], *EYES[1], *BROWS[0], *BROWS[1])
_CHEEKS = (50, 227), (280, 447)
"""Apple of the cheek, and the temple that blush is led towards."""
_APPLE, _LONG, _WIDE = 0.36, 0.62, 0.30
"""Where on that line blush is strongest, and its reach along and across, in lengths of the line."""
_SUBPIXELS = 4
_STRIPS, _BROW_GAP = 10, 0.94
_EDGE, _SHADOW, _BLUSH = 0.005, 0.016, 0.03
"""Softness, in widths of the face: of lips and liners, of shadow, of blush."""
_OPEN = 0.012
_SEEN = (0.12, 0.42)
_RIM = 0.05


def lips(mesh: Points, shape: tuple[int, int]) -> Plane:
    """The lips without what is between them."""
    plane = polygon(_round(mesh[list(OUTER_LIPS), :2]), shape) * (1 - _between_lips(mesh, shape))
    return _soft(plane, _EDGE * face_width(mesh))


def mouth(mesh: Points, shape: tuple[int, int]) -> Plane:
    """What is between the lips."""
    return _soft(_between_lips(mesh, shape), _EDGE * face_width(mesh))


def _between_lips(mesh: Points, shape: tuple[int, int]) -> Plane:
    width_px = face_width(mesh)
    if mouth_gap(mesh) <= _OPEN * width_px:
        return np.zeros(shape, np.float32)
    return polygon(_grown(_round(mesh[list(INNER_LIPS), :2]), 0.009 * width_px), shape)


def mouth_gap(mesh: Points) -> float:
    """Pixels between the lips."""
    return float(np.hypot(*(mesh[LIP_INNER_TOP, :2] - mesh[LIP_INNER_BOTTOM, :2])))


def lids(mesh: Points, shape: tuple[int, int]) -> tuple[Plane, Plane, Plane]:
    """Shadow on the lid, in the crease, and under the brow; the eye itself stays out."""
    width_px = face_width(mesh)
    planes = [np.zeros(shape, np.float32) for _ in range(3)]
    for lid, brow in zip(UPPER_LIDS, BROW_EDGES, strict=True):
        below, above = _along(mesh[list(lid), :2]), _along(mesh[list(brow), :2])
        outwards = 0.10 * (below[0] - below[-1])
        below = below + np.linspace(1, 0, len(below))[:, None] * outwards
        for strip in range(_STRIPS):
            low, high = strip / _STRIPS * _BROW_GAP, (strip + 1.2) / _STRIPS * _BROW_GAP
            piece = polygon(np.concatenate([_between(below, above, low), _between(below, above, high)[::-1]]), shape)
            for plane, share in zip(planes, _zones((low + high) / 2), strict=True):
                np.maximum(plane, share * piece, out=plane)
    apart = 1 - eyes(mesh, shape)
    soft = [_soft(plane, _SHADOW * width_px) * apart for plane in planes]
    return soft[0], soft[1], soft[2]


def under_eyes(mesh: Points, shape: tuple[int, int]) -> Plane:
    """A narrow band below the lower lashes, stronger towards the outer corner."""
    width_px = face_width(mesh)
    plane = np.zeros(shape, np.float32)
    for lid in LOWER_LIDS:
        rim = _along(mesh[list(lid), :2])
        share = np.linspace(1, 0.25, len(rim))[:, None]
        down = np.array([0, 0.028 * width_px]) * share
        plane = np.maximum(plane, polygon(np.concatenate([rim[:-3], (rim + down)[:-3][::-1]]), shape))
    return _soft(plane, 0.010 * width_px) * (1 - eyes(mesh, shape))


def liner(mesh: Points, shape: tuple[int, int], wing: float) -> Plane:
    """A line along the upper lashes, thicker outwards and led on past the corner."""
    width_px = face_width(mesh)
    plane = np.zeros(shape, np.float32)
    for lid in UPPER_LIDS:
        rim = _along(mesh[list(lid), :2])
        eye = rim[0] - rim[-1]
        up = np.array([eye[1], -eye[0]]) * np.sign(eye[0]) / np.hypot(*eye)
        thick = np.linspace(0.021, 0.005, len(rim))[:, None] * width_px
        tip = rim[0] + wing * (eye + 0.45 * np.hypot(*eye) * up) if wing else rim[0]
        line = np.concatenate([[tip], rim, (rim + thick * up)[::-1]])
        plane = np.maximum(plane, polygon(line, shape))
    return _soft(plane, 0.0038 * width_px)


def brows(mesh: Points, shape: tuple[int, int]) -> Plane:
    """The brows."""
    width_px = face_width(mesh)
    plane = np.zeros(shape, np.float32)
    for below, above in zip(BROW_EDGES, BROW_TOPS, strict=True):
        plane = np.maximum(plane, polygon(mesh[[*below, *above[::-1]], :2], shape))
    return _soft(plane, 0.014 * width_px)


def eyes(mesh: Points, shape: tuple[int, int]) -> Plane:
    """Inside the lids."""
    plane = np.zeros(shape, np.float32)
    for rim in EYES:
        plane = np.maximum(plane, polygon(mesh[list(rim), :2], shape))
    return _soft(plane, 0.004 * face_width(mesh))


def cheeks(drawn: Drawn, width_px: float) -> Plane:
    """Blush, weaker on a cheek that is turned away."""
    return _soft(drawn.spread(_blush())[..., 0], _BLUSH * width_px) * drawn.inside


def skin(drawn: Drawn, mesh: Points) -> Plane:
    """The face without eyes, brows, lips and nostrils, fading out before its outline."""
    width_px = face_width(mesh)
    plane = np.zeros(drawn.shape, np.float32)
    for part in (*EYES, *BROWS, OUTER_LIPS, NOSTRILS):
        hull = cv2.convexHull(mesh[list(part), :2].astype(np.float32))[:, 0]
        plane = np.maximum(plane, polygon(_grown(hull, 0.02 * width_px), drawn.shape))
    return face(drawn, width_px) * (1 - _soft(plane, 0.008 * width_px))


def face(drawn: Drawn, width_px: float) -> Plane:
    """All of the face, fading out before its outline."""
    side = 2 * round(0.5 * _RIM * width_px) + 1
    core = cv2.erode(drawn.inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    return _soft(core, 0.4 * _RIM * width_px) * drawn.inside


def turned_to(drawn: Drawn, mesh: Points) -> Plane:
    """How well each place of the face is seen: 0 edgewise."""
    share = ((drawn.spread(facing(mesh))[..., 0] - _SEEN[0]) / (_SEEN[1] - _SEEN[0])).clip(0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)


def polygon(points: NDArray[Any], shape: tuple[int, int]) -> Plane:
    """1 inside, smooth at the edge."""
    plane = np.zeros(shape, np.uint8)
    fixed = np.round(points * 2**_SUBPIXELS).astype(np.int32)
    cv2.fillPoly(plane, [fixed], 255, lineType=cv2.LINE_AA, shift=_SUBPIXELS)
    return np.asarray(plane, np.float32) / 255


@cache
def _blush() -> NDArray[np.float64]:
    """(468, 1): how much blush each point of the reference face takes."""
    front = reference().points[:, :2]
    held = np.zeros(len(front))
    for apple, temple in _CHEEKS:
        line = front[temple] - front[apple]
        length = float(np.hypot(*line))
        along = (front - front[apple]) @ line / length**2 - _APPLE
        across = (front - front[apple]) @ np.array([-line[1], line[0]]) / length**2
        held += np.exp(-((along / _LONG) ** 2) - (across / _WIDE) ** 2) * (along + _APPLE > -0.35)
    held[list(OVAL)] *= 0.3
    return np.asarray(held[:, None].clip(0, 1), np.float64)


def _zones(height: float) -> tuple[float, float, float]:
    """How much lid, crease and bone colour lies at a height between lid (0) and brow (1)."""
    lid = float(np.clip((0.50 - height) / 0.15, 0, 1))
    crease = float(np.exp(-(((height - 0.50) / 0.17) ** 2)))
    bone = float(np.clip((height - 0.62) / 0.2, 0, 1)) * 0.6
    return lid, crease, bone


def _along(points: NDArray[np.float64], count: int = 17) -> NDArray[np.float64]:
    """The same line as evenly spaced points."""
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, lengths[-1], count)
    return np.stack([np.interp(at, lengths, points[:, axis]) for axis in (0, 1)], axis=1)


def _between(below: NDArray[np.float64], above: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    return np.asarray(below + share * (above - below), np.float64)


def _round(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """A closed line with its corners cut (Chaikin 1974)."""
    following = np.roll(points, -1, axis=0)
    return np.stack([0.8 * points + 0.2 * following, 0.2 * points + 0.8 * following], axis=1).reshape(-1, 2)


def _grown(points: NDArray[Any], by_px: float) -> NDArray[Any]:
    away = points - points.mean(0)
    return np.asarray(points + by_px * away / (np.linalg.norm(away, axis=1, keepdims=True) + 1e-6))


def _soft(plane: Plane, sigma: float) -> Plane:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), max(sigma, 0.3)), np.float32)
