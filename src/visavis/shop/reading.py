"""Reading what users bring to the shop: photos, and the areas that they painted."""

from __future__ import annotations

import io
from contextlib import suppress

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.image import FORMATS, decode_image, decode_transparent
from visavis.media.values import RGB

MOST_PAINTED_PIXELS = 4_000_000
_PAINTED = 127

Area = NDArray[np.bool_]


class Animated(Invalid):
    """A moving picture isn't a product photo that can be kept whole."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="움직이는 그림(GIF, WebP)은 바꿀 수 없습니다. 한 장면을 JPEG나 PNG로 저장해 올려 주세요.",
                en="Moving pictures (GIF, WebP) can't be changed. Save one frame of it as JPEG or PNG.",
            )
        )


def read_photo(data: bytes) -> RGB:
    """A photo as sRGB (H, W, 3), upright. Raises Animated and what ``decode_image`` raises."""
    with suppress(OSError, SyntaxError, ValueError), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.format != "TIFF" and getattr(picture, "n_frames", 1) > 1:
            raise Animated
    return decode_image(data)


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
