"""An upright square laid back on the picture that it was cut from, fading out towards its edges."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import Mask

_EDGE = 0.12
"""Share of the frame over which what is laid back fades out."""

Cover = tuple[NDArray[np.float64], slice, slice]


def cover(matrix: NDArray[np.float32], side: int, shape: tuple[int, ...]) -> Cover | None:
    """The rows and columns of the picture under the frame, and the matrix from the frame to those; None beside it."""
    back = cv2.invertAffineTransform(matrix)
    corners = np.array([[0, 0], [side, 0], [0, side], [side, side]]) @ back[:, :2].T + back[:, 2]
    low = np.maximum(np.floor(corners.min(0)), 0).astype(int)
    high = np.minimum(np.ceil(corners.max(0)) + 1, (shape[1], shape[0])).astype(int)
    if (high <= low).any():
        return None
    back[:, 2] -= low
    return back, slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def faded(side: int) -> Mask:
    """(side, side): 1 inside, smoothly 0 at the edges."""
    along = np.minimum(np.arange(side), np.arange(side)[::-1]) / (_EDGE * side)
    ramp = np.clip(along, 0, 1)
    ramp = ramp * ramp * (3 - 2 * ramp)
    return np.asarray(np.outer(ramp, ramp), np.float32)
