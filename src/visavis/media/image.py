"""Still pictures: decoding what users bring, encoding what we make."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pi_heif
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from visavis.kit.text import Text
from visavis.media.errors import EmptyFile, TooHeavy, Unreadable
from visavis.media.limits import DEFAULT
from visavis.media.values import RGB

Image.init()
pi_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = None  # our own limit, checked on the header, is stricter and says what to do
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF", "HEIF")
_MOVING = ("GIF", "WEBP", "PNG")
"""Formats in which several pictures follow each other; in others they are thumbnails, pages or a second view."""


class NotAPicture(Unreadable):
    """The bytes aren't a picture that we read."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="사진 파일이 아니거나 손상되었습니다. JPEG, PNG, WebP, HEIC 사진을 사용해 주세요.",
                en="This is not a picture, or it is damaged. Use a JPEG, PNG, WebP or HEIC picture.",
            )
        )


@dataclass(frozen=True)
class Still:
    """A picture with what a result should keep of it: ``image`` (H, W, 3) over white; ``alpha`` (H, W), 255 opaque,
    None where a picture has no transparency; ``bare`` (H, W, 3): its colours without the white; ``frames``: how many
    pictures follow each other in it."""

    image: RGB
    alpha: NDArray[np.uint8] | None = None
    bare: RGB | None = None
    frames: int = 1

    def keep_alpha(self, result: RGB) -> NDArray[np.uint8]:
        """A result (H, W, 3) with the picture's transparency, (H, W, 4); what wasn't changed has its own colours. As it
        is when there is none."""
        if self.alpha is None or self.bare is None:
            return result
        changed = (result != self.image).any(axis=2, keepdims=True)
        return np.concatenate([np.where(changed, result, self.bare), self.alpha[..., None]], axis=2)


def decode_image(data: bytes, max_pixels: int = DEFAULT.picture_pixels, formats: tuple[str, ...] = FORMATS) -> RGB:
    """Decode a picture to sRGB, upright by its EXIF orientation, transparency over white, first frame of many.

    The size is read from the header and checked before any pixel is decoded. Raises EmptyFile, NotAPicture, TooHeavy.
    """
    return _decode(data, max_pixels, formats, _over_white).image


def decode_still(data: bytes, max_pixels: int = DEFAULT.picture_pixels) -> Still:
    """The same with what a result should keep of it."""
    return _decode(data, max_pixels, FORMATS, _whole)


def decode_transparent(data: bytes, max_pixels: int = DEFAULT.picture_pixels) -> NDArray[np.uint8]:
    """The same with its transparency: (H, W, 4), opaque where a picture has none."""
    still = decode_still(data, max_pixels)
    colours = still.image if still.bare is None else still.bare
    alpha = np.full(colours.shape[:2], 255, np.uint8) if still.alpha is None else still.alpha
    return np.concatenate([colours, alpha[..., None]], axis=2)


def _decode(data: bytes, max_pixels: int, formats: tuple[str, ...], convert: Callable[[Image.Image], Still]) -> Still:
    if not data:
        raise EmptyFile
    try:
        picture = Image.open(io.BytesIO(data), formats=formats)
        _refuse_too_large(picture, max_pixels)
        picture.load()
        _refuse_too_large(picture, max_pixels)  # a header may tell less than there is
        frames = getattr(picture, "n_frames", 1) if picture.format in _MOVING else 1
        return replace(convert(ImageOps.exif_transpose(picture)), frames=frames)
    except (OSError, EOFError, SyntaxError, ValueError, RuntimeError) as error:
        raise NotAPicture from error


def load_image(path: Path, max_pixels: int = DEFAULT.picture_pixels) -> RGB:
    """The same from a file."""
    return decode_image(path.read_bytes(), max_pixels)


def encode_jpeg(image: RGB, quality: int = 90) -> bytes:
    """JPEG bytes of (H, W, 3)."""
    return _encode(image, ".jpg", [cv2.IMWRITE_JPEG_QUALITY, quality])


def encode_png(image: NDArray[np.uint8]) -> bytes:
    """PNG bytes of (H, W, 3), or of (H, W, 4) with transparency."""
    return _encode(image, ".png", [])


def on_white(image: NDArray[np.uint8]) -> RGB:
    """(H, W, 3) of a picture (H, W, 4) with transparency; another one as it is."""
    if image.shape[2] == 3:
        return image
    share = image[..., 3:].astype(np.float32) / 255
    return np.asarray(np.round(image[..., :3] * share + 255 * (1 - share)), np.uint8)


def resize(image: RGB, width: int, height: int) -> RGB:
    """Area-averaged when shrinking, Lanczos when growing."""
    shrinking = width * height < image.shape[0] * image.shape[1]
    method = cv2.INTER_AREA if shrinking else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(image, (width, height), interpolation=method), dtype=np.uint8)


def _encode(image: NDArray[np.uint8], suffix: str, options: list[int]) -> bytes:
    turn = cv2.COLOR_RGBA2BGRA if image.shape[2] == 4 else cv2.COLOR_RGB2BGR
    done, data = cv2.imencode(suffix, cv2.cvtColor(image, turn), options)
    assert done, "OpenCV encodes every uint8 picture"  # noqa: S101
    return bytes(data.tobytes())


def _refuse_too_large(picture: Image.Image, max_pixels: int) -> None:
    if max(picture.size) > DEFAULT.picture_side_px:
        raise TooHeavy(
            ko=f"사진의 한 변이 너무 깁니다({picture.width}×{picture.height}). "
            f"{DEFAULT.picture_side_px:,}픽셀 이하로 줄이거나 잘라 주세요.",
            en=f"A side of the picture is too long ({picture.width}×{picture.height}). "
            f"Shrink or cut it to at most {DEFAULT.picture_side_px:,} pixels.",
        )
    if picture.width * picture.height > max_pixels:
        raise TooHeavy(
            ko=f"사진이 너무 큽니다({picture.width}×{picture.height}). "
            f"{max_pixels // 10_000:,}만 화소 이하로 줄여 주세요.",
            en=f"The picture is too large ({picture.width}×{picture.height}). "
            f"Shrink it to at most {max_pixels / 1e6:.3g} megapixels.",
        )


def _over_white(picture: Image.Image) -> Still:
    return Still(_whole(picture).image)


def _whole(picture: Image.Image) -> Still:
    shown = _to_srgb(picture)
    if shown.mode == "RGB":
        return Still(np.array(shown))
    white = Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")
    pixels = np.array(shown)
    return Still(np.array(white), pixels[..., 3], np.ascontiguousarray(pixels[..., :3]))


def _to_srgb(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA for a picture with transparency."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        picture = _to_eight_bits(picture, 257)
    elif picture.mode == "F":
        picture = _to_eight_bits(picture, 1 / 255 if np.asarray(picture).max() <= 1 else 1)
    if picture.mode in ("P", "PA", "LA", "1") or (picture.mode in ("RGB", "L") and "transparency" in picture.info):
        clear = picture.mode in ("PA", "LA") or "transparency" in picture.info
        picture = picture.convert("RGBA" if clear else "RGB")
    picture = _apply_profile(picture, profile)
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def _to_eight_bits(picture: Image.Image, levels: float) -> Image.Image:
    """A grey picture whose levels are ``levels`` times as fine."""
    fine = np.nan_to_num(np.asarray(picture).astype(np.float64))
    return Image.fromarray((fine / levels).round().clip(0, 255).astype(np.uint8))


def _apply_profile(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode not in ("RGB", "RGBA", "CMYK", "L", "LAB") or not (profile or picture.mode == "LAB"):
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("LAB")
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        # A broken profile is common and harmless: the plain conversion shows the picture.
        return picture
    return converted or picture
