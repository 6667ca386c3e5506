"""The upright square in which faces are restored, and what the network is told of the place of a pixel in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visavis.media.values import Mask

FRAME_PX = 512
"""Side of the square in which the network learned; the eyes are then 126 px apart (template "ffhq" of face/align)."""
BLOCK = 4
"""Side of the pixel blocks that the network reads as one place."""
_EDGE = 0.12
"""Share of the frame over which what is laid back fades out."""


def places(side_px: int) -> NDArray[np.float32]:
    """x and y of each block of a square of ``side_px``, float32 (2, side / BLOCK, side / BLOCK) from -1 to 1."""
    along = np.linspace(-1, 1, side_px // BLOCK, dtype=np.float32)
    return np.stack(np.meshgrid(along, along))


def faded(side_px: int) -> Mask:
    """(side, side): 1 inside, smoothly 0 at the edges."""
    along = np.minimum(np.arange(side_px), np.arange(side_px)[::-1]) / (_EDGE * side_px)
    ramp = np.clip(along, 0, 1)
    ramp = ramp * ramp * (3 - 2 * ramp)
    return np.asarray(np.outer(ramp, ramp), np.float32)
