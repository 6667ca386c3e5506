"""The picture that somebody brings, as it comes from a phone or a program."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from visavis.kit.text import Text
from visavis.media.image import decode_image
from visavis.media.values import RGB

_MOVING = Text(
    ko="움직이는 그림 파일이어서 첫 장면을 썼습니다.",
    en="This is a moving picture; its first image was used.",
)


@dataclass(frozen=True)
class Brought:
    """``image`` (H, W, 3), upright, without anything else that the file told."""

    image: RGB
    notices: tuple[Text, ...]


def read_photo(data: bytes) -> Brought:
    """The first picture in a file's bytes. Raises EmptyFile, NotAPicture and TooHeavy."""
    image = decode_image(data)
    return Brought(image, (_MOVING,) if _frames(data) > 1 else ())


def _frames(data: bytes) -> int:
    try:
        with Image.open(io.BytesIO(data)) as opened:
            return int(getattr(opened, "n_frames", 1))
    except (OSError, UnidentifiedImageError, EOFError, ValueError):
        return 1  # what we can't count has been decoded all the same
