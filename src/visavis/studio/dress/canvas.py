"""The canvas of portraits, and the arrays that are drawn on it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

SIZE_PX = 768
FACE_PX = 308
"""Height of the face on every portrait, from mesh point 10 (hairline) to 152 (chin)."""

Picture = NDArray[np.float32]
"""Float32 (H, W, 3), sRGB values 0 … 255."""
Plane = NDArray[np.float32]
"""Float32 (H, W)."""
Points = NDArray[np.float64]
"""Float64 (n, 2), pixels."""


def blur(plane: Picture | Plane, sigma: float) -> Picture:
    """Gaussian blur."""
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)
