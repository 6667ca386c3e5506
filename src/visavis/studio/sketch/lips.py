"""Lip colour laid over a coloured drawing: lips are too small for the colouring network to follow a wish closely."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.media.values import RGB, Mask
from visavis.studio.sketch.engine import PICTURE_PX, Part
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.pen import shrink
from visavis.studio.sketch.windows import PART_PX, WINDOWS

_STRENGTH = 0.9
_LEAST_INK = 0.35


def tint_lips(picture: RGB, ink: Plane, change: NDArray[np.float32]) -> RGB:
    """The picture (PICTURE_PX, PICTURE_PX, 3) with ``change`` in CIELAB (3,) where the refined drawing (S, S) has its
    lips; as it was when there are none."""
    share = _find_lips(shrink(ink, PICTURE_PX))
    if share is None:
        return picture
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    tinted = cv2.cvtColor(lab + _STRENGTH * share[..., None] * change, cv2.COLOR_LAB2RGB)
    return np.asarray(np.rint(255 * np.clip(tinted, 0, 1)), np.uint8)


def _find_lips(ink: Plane) -> Mask | None:
    """A soft ellipse around the ink in the middle of the mouth's window."""
    window, times = WINDOWS[Part.MOUTH], PICTURE_PX // PART_PX
    margin = window.side // 5
    left, top = (window.left + margin) * times, (window.top + margin) * times
    side = (window.side - 2 * margin) * times
    y, x = np.nonzero(ink[top : top + side, left : left + side] > _LEAST_INK)
    if len(x) < side:
        return None
    (x0, x1), (y0, y1) = np.percentile(x, (3, 97)), np.percentile(y, (25, 95))
    middle = (round(left + (x0 + x1) / 2), round(top + (y0 + y1) / 2))
    reach = (max(4, round((x1 - x0) / 2)), max(3, round(min((y1 - y0) / 2, (x1 - x0) / 6)) + 1))
    drawn = cv2.ellipse(np.zeros_like(ink), middle, reach, 0, 0, 360, 1.0, -1)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 1.5), np.float32)
