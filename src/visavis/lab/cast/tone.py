"""Colour of skin and hair in CIELAB: measuring it, matching it, and telling skin from everything else."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.dress.canvas import Picture, Plane, Points
from visavis.studio.dress.drawing import polygon

Lab = NDArray[np.float32]

_LEFT_CHEEK = [116, 117, 118, 119, 100, 142, 203, 206, 207, 187, 147, 123]
_RIGHT_CHEEK = [345, 346, 347, 348, 329, 371, 423, 426, 427, 411, 376, 352]
_FOREHEAD = [151, 337, 299, 296, 9, 66, 69, 108]


def to_lab(picture: Picture) -> Lab:
    return np.asarray(cv2.cvtColor(np.clip(picture / 255, 0, 1).astype(np.float32), cv2.COLOR_RGB2LAB), np.float32)


def to_rgb(lab: Lab) -> Picture:
    clipped = lab.copy()
    clipped[..., 0] = np.clip(clipped[..., 0], 0, 100)
    return np.clip(np.asarray(cv2.cvtColor(clipped.astype(np.float32), cv2.COLOR_LAB2RGB), np.float32) * 255, 0, 255)


def skin_tone(picture: Picture, shape: Points) -> Lab:
    """The median colour of cheeks and forehead, CIELAB (3,)."""
    where = sum(polygon(shape[patch]) for patch in (_LEFT_CHEEK, _RIGHT_CHEEK, _FOREHEAD)) > 0.5
    return np.asarray(np.median(to_lab(picture)[where], axis=0), np.float32)


def match_skin(picture: Picture, shape: Points, wanted: Lab, skin_only: bool = False) -> Picture:
    """The picture with its skin's median at ``wanted``: lightness scaled, a* and b* shifted."""
    lab, own = to_lab(picture), skin_tone(picture, shape)
    moved = lab.copy()
    moved[..., 0] *= wanted[0] / max(float(own[0]), 1.0)
    moved[..., 1:] += wanted[1:] - own[1:]
    if skin_only:
        apart = np.sqrt((((lab - own) / np.array([22, 9, 10], np.float32)) ** 2).sum(2))
        near = np.exp(-(np.clip(apart - 1, 0, None) ** 2) / 1.5).astype(np.float32)
        moved = lab + (moved - lab) * cv2.GaussianBlur(near, (0, 0), 3)[..., None]
    return to_rgb(moved)


def skin_likeness(lab: Lab, skin: Lab) -> Plane:
    """1 where a colour could be this skin in light or in shade, 0 where it is hair, cloth or ground."""
    chroma = np.hypot(lab[..., 1] - skin[1], lab[..., 2] - skin[2]) / 9
    lit = np.clip((lab[..., 0] / skin[0] - 0.36) / 0.17, 0, 1) * np.clip((skin[0] + 16 - lab[..., 0]) / 6, 0, 1)
    return np.asarray(np.exp(-(np.clip(chroma - 0.6, 0, None) ** 2) * 3) * lit, np.float32)


def dye(picture: Picture, lightness: float, chroma: float) -> Picture:
    """Hair made darker (lightness < 1) and less colourful (chroma < 1)."""
    lab = to_lab(picture)
    lab[..., 0] *= lightness
    lab[..., 1:] *= chroma
    return to_rgb(lab)
