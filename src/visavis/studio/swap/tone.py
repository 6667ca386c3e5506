"""A face takes on the light and the skin of the one it replaces: everything coarse in CIELAB is the target's."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_COARSE = 0.20
"""What is coarser than this share of the face's width is light, not likeness."""
_LEAST_WEIGHT = 0.02
_CONTRAST = (0.45, 1.1)
"""Fine detail is as much weaker on darker skin as that is darker, within these bounds."""

Plane = NDArray[np.float32]
Colours = NDArray[np.float32]
"""(h, w, 3): RGB in [0, 1], or CIELAB."""


def to_lab(colours: Colours) -> Colours:
    """RGB in [0, 1] as CIELAB."""
    return np.asarray(cv2.cvtColor(colours.clip(0, 1).astype(np.float32), cv2.COLOR_RGB2LAB), np.float32)


def to_rgb(lab: Colours) -> Colours:
    """CIELAB as RGB in [0, 1]."""
    return np.asarray(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_LAB2RGB).clip(0, 1), np.float32)


def in_light_of(face: Colours, target: Colours, skin: Plane, width_px: float) -> Colours:
    """CIELAB of ``face`` with the coarse part of ``target``'s (both CIELAB), judged where ``skin`` is 1."""
    sigma = _COARSE * width_px
    weight = np.maximum(coarse(skin, sigma), _LEAST_WEIGHT)[..., None]
    own, wanted = (coarse(lab * skin[..., None], sigma) / weight for lab in (face, target))
    contrast = (wanted[..., :1] / np.maximum(own[..., :1], 1)).clip(*_CONTRAST)
    return np.asarray(wanted + contrast * (face - own), np.float32)


def coarse(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """A wide Gaussian blur, at a quarter of the size where that loses nothing."""
    step = max(1, int(sigma // 6))
    height, width = values.shape[:2]
    small = cv2.resize(values, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), sigma / step, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def skin_gap(face: Colours, target: Colours, skin: Plane) -> float:
    """CIELAB distance between the medians of two faces' skins."""
    seen = skin > 0.5
    if not seen.any():
        return 0.0
    return float(np.linalg.norm(np.median(face[seen], axis=0) - np.median(target[seen], axis=0)))
