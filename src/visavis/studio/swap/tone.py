"""A face takes on the light and the skin of the one it replaces: everything coarse in CIELAB is the target's."""

from __future__ import annotations

import numpy as np

from visavis.face.tone import Colours, Plane, coarse

_COARSE = 0.20
"""What is coarser than this share of the face's width is light, not likeness."""
_LEAST_WEIGHT = 0.02
_CONTRAST = (0.45, 1.1)
"""Fine detail is as much weaker on darker skin as that is darker, within these bounds."""


def in_light_of(face: Colours, target: Colours, skin: Plane, width_px: float) -> Colours:
    """CIELAB of ``face`` with the coarse part of ``target``'s (both CIELAB), judged where ``skin`` is 1."""
    sigma = _COARSE * width_px
    weight = np.maximum(coarse(skin, sigma), _LEAST_WEIGHT)[..., None]
    own, wanted = (coarse(lab * skin[..., None], sigma) / weight for lab in (face, target))
    contrast = (wanted[..., :1] / np.maximum(own[..., :1], 1)).clip(*_CONTRAST)
    return np.asarray(wanted + contrast * (face - own), np.float32)


def skin_gap(face: Colours, target: Colours, skin: Plane) -> float:
    """CIELAB distance between the medians of two faces' skins."""
    seen = skin > 0.5
    if not seen.any():
        return 0.0
    return float(np.linalg.norm(np.median(face[seen], axis=0) - np.median(target[seen], axis=0)))
