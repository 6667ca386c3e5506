"""Masks that take the background away: by skin tone, as the older project did, and by the face's own outline.

The skin-tone rule is that of Chai and Ngan 1999 in YCrCb together with a range of hues in HSV. It needs colour: in a
grey picture no pixel has a skin's hue, so that such a picture is left as it is.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.expression.faces import Bytes
from visavis.media.values import RGB

Mask = Literal["none", "skin", "oval"]
_YCRCB = (np.array([0, 133, 77], np.uint8), np.array([255, 173, 127], np.uint8))
_HUE, _LEAST_COLOUR = 25, 30
_GREY = 127
_OVAL = (0.47, 0.60)
"""Half axes in shares of the cut face's side: the cheeks, and from above the brows to the chin."""


def masked(wide: Bytes, mask: Mask, face_px: int) -> Bytes:
    """Wide faces (n, s, s, 3) with the rest in an even grey."""
    if mask == "none":
        return wide
    if mask == "oval":
        kept = _oval(wide.shape[1], face_px)
        return np.where(kept[None, :, :, None], wide, np.uint8(_GREY))
    return np.stack([_skin_alone(one) for one in wide])


def skin(picture: RGB) -> NDArray[np.bool_]:
    """Which pixels have the tone of skin, small holes closed, (h, w)."""
    low, high = _YCRCB
    by_chroma = cv2.inRange(cv2.cvtColor(picture, cv2.COLOR_RGB2YCrCb), low, high) > 0
    hue, colour, _ = np.moveaxis(cv2.cvtColor(picture, cv2.COLOR_RGB2HSV), -1, 0)
    by_hue = ((hue <= _HUE) | (hue >= 180 - _HUE // 2)) & (colour >= _LEAST_COLOUR)
    both = (by_chroma & by_hue).astype(np.uint8)
    closed = cv2.morphologyEx(both, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    return np.asarray(closed > 0)


def is_grey(picture: RGB) -> bool:
    """Whether there is hardly any colour in it."""
    return float((picture.max(-1).astype(np.int16) - picture.min(-1)).mean()) <= 2


def _skin_alone(picture: RGB) -> RGB:
    if is_grey(picture):
        return picture
    return np.asarray(np.where(skin(picture)[..., None], picture, np.uint8(_GREY)), np.uint8)


def _oval(side: int, face_px: int) -> NDArray[np.bool_]:
    at = (np.arange(side) + 0.5 - side / 2) / face_px
    return np.asarray((at[None] / _OVAL[0]) ** 2 + (at[:, None] / _OVAL[1]) ** 2 <= 1)
