"""What somebody painted over a replaced face: areas that are to be new too, and areas that are to stay."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.studio.swap.engine import Wishes

_FEATHER = 0.02
"""How softly a painted edge ends, as a share of the face's width."""

Plane = NDArray[np.float32]


def edited(mask: Plane, whole: Plane, wishes: Wishes, move: NDArray[np.float64], width_px: float) -> Plane:
    """The mask (h, w) of a work area with what was painted; ``move`` (2, 3) leads from the photo to the area.

    What is added goes as far as ``whole``, the most that the new face could cover. Removing wins over adding.
    """
    if wishes.added is not None:
        added = _in_area(wishes.added, move, mask.shape)
        mask = np.maximum(mask, cv2.GaussianBlur(added, (0, 0), _FEATHER * width_px) * whole)
    if wishes.removed is not None:
        removed = _in_area(wishes.removed, move, mask.shape)
        mask = mask * (1 - np.maximum(removed, cv2.GaussianBlur(removed, (0, 0), _FEATHER * width_px)))
    return np.asarray(mask, np.float32)


def _in_area(painted: NDArray[np.generic], move: NDArray[np.float64], shape: tuple[int, ...]) -> Plane:
    plane = painted.astype(np.float32)
    return np.asarray(cv2.warpAffine(plane, move, (shape[1], shape[0]), flags=cv2.INTER_LINEAR).clip(0, 1), np.float32)
