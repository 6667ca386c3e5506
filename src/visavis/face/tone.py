"""Pictures as CIELAB planes, and their coarse part."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]
Colours = NDArray[np.float32]
"""(h, w, 3): RGB in [0, 1], or CIELAB."""


def to_lab(colours: Colours) -> Colours:
    """RGB in [0, 1] as CIELAB."""
    return np.asarray(cv2.cvtColor(colours.clip(0, 1).astype(np.float32), cv2.COLOR_RGB2LAB), np.float32)


def to_rgb(lab: Colours) -> Colours:
    """CIELAB as RGB in [0, 1]."""
    return np.asarray(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_LAB2RGB).clip(0, 1), np.float32)


def coarse(values: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """A wide Gaussian blur, at a quarter of the size where that loses nothing."""
    step = max(1, int(sigma // 6))
    height, width = values.shape[:2]
    small = cv2.resize(values, (max(1, width // step), max(1, height // step)), interpolation=cv2.INTER_AREA)
    blurred = cv2.GaussianBlur(small, (0, 0), sigma / step, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
