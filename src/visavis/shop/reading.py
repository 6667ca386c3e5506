"""Reading the areas that users painted on a photo."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.image import decode_transparent

MOST_PAINTED_PIXELS = 4_000_000
_PAINTED = 127

Area = NDArray[np.bool_]


def read_painted(data: bytes, shape: tuple[int, int]) -> tuple[Area, Area]:
    """What was painted to be added (green) and to be removed (red), at the photo's size. Raises as ``decode_image``."""
    painted = decode_transparent(data, MOST_PAINTED_PIXELS)
    seen = painted[..., 3] > _PAINTED
    size = (shape[1], shape[0])
    added, removed = (
        cv2.resize((seen & (painted[..., channel] > _PAINTED)).astype(np.uint8), size, interpolation=cv2.INTER_NEAREST)
        for channel in (1, 0)
    )
    return added.astype(np.bool_), removed.astype(np.bool_)
