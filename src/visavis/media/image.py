"""Still pictures: decoding what users bring, encoding what we make."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from visavis.kit.text import Text
from visavis.media.errors import EmptyFile, TooHeavy, Unreadable
from visavis.media.limits import DEFAULT
from visavis.media.values import RGB

Image.init()
Image.MAX_IMAGE_PIXELS = None  # our own limit, checked on the header, is stricter and says what to do
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


class NotAPicture(Unreadable):
    """The bytes aren't a picture that we read."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진 파일이 아니거나 손상되었습니다. JPEG, PNG, WebP 사진을 사용해 주세요.",
                en="This is not a picture, or it is damaged. Use a JPEG, PNG or WebP picture.",
            )
        )


def decode_image(data: bytes, max_pixels: int = DEFAULT.picture_pixels, formats: tuple[str, ...] = FORMATS) -> RGB:
    """Decode a picture to sRGB, upright by its EXIF orientation, transparency over white, first frame of many.

    The size is read from the header and checked before any pixel is decoded. Raises EmptyFile, NotAPicture, TooHeavy.
    """
    return _decode(data, max_pixels, formats, _to_srgb)


def decode_transparent(data: bytes, max_pixels: int = DEFAULT.picture_pixels) -> NDArray[np.uint8]:
    """The same with its transparency: (H, W, 4), opaque where a picture has none."""
    return _decode(data, max_pixels, FORMATS, lambda picture: picture.convert("RGBA"))


def _decode(
    data: bytes, max_pixels: int, formats: tuple[str, ...], convert: Callable[[Image.Image], Image.Image]
) -> NDArray[np.uint8]:
    if not data:
        raise EmptyFile
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
        _refuse_too_large(picture, max_pixels)
        picture.load()
        return np.asarray(convert(ImageOps.exif_transpose(picture)), dtype=np.uint8).copy()
    except (OSError, SyntaxError, ValueError) as error:
        raise NotAPicture from error


def load_image(path: Path, max_pixels: int = DEFAULT.picture_pixels) -> RGB:
    """The same from a file."""
    return decode_image(path.read_bytes(), max_pixels)


def encode_jpeg(image: RGB, quality: int = 90) -> bytes:
    """JPEG bytes of (H, W, 3)."""
    return _encode(image, ".jpg", [cv2.IMWRITE_JPEG_QUALITY, quality])


def encode_png(image: RGB) -> bytes:
    """PNG bytes of (H, W, 3)."""
    return _encode(image, ".png", [])


def resize(image: RGB, width: int, height: int) -> RGB:
    """Area-averaged when shrinking, Lanczos when growing."""
    shrinking = width * height < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if shrinking else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), dtype=np.uint8)


def _encode(image: RGB, suffix: str, options: list[int]) -> bytes:
    done, data = cv2.imencode(suffix, cv2.cvtColor(image, cv2.COLOR_RGB2BGR), options)
    assert done, "OpenCV encodes every uint8 (H, W, 3) picture"  # noqa: S101
    return bytes(data.tobytes())


def _refuse_too_large(picture: Image.Image, max_pixels: int) -> None:
    if picture.width * picture.height > max_pixels:
        raise TooHeavy(
            ko=f"사진이 너무 큽니다({picture.width}×{picture.height}). "
            f"{max_pixels // 10_000:,}만 화소 이하로 줄여 주세요.",
            en=f"The picture is too large ({picture.width}×{picture.height}). "
            f"Shrink it to at most {max_pixels / 1e6:.3g} megapixels.",
        )


def _to_srgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I;16") or picture.mode == "I":
        sixteen_bit = np.asarray(picture).astype(np.float64)
        picture = Image.fromarray((sixteen_bit / 257).clip(0, 255).astype(np.uint8))
    picture = _apply_profile(picture)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        white = Image.new("RGBA", rgba.size, "white")
        picture = Image.alpha_composite(white, rgba)
    return picture.convert("RGB")


def _apply_profile(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        converted = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken profile is common and harmless: the plain conversion shows the picture.
        return picture
    return converted or picture
