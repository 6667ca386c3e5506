"""What sellers' files keep on their way: orientation, colours, transparency, depth."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms
from tests.unit.media.odd_pictures import cmyk_profile, grey_profile, heic, rgb_profile

from visavis.media.errors import TooHeavy
from visavis.media.image import NotAPicture, decode_image, decode_still, encode_jpeg, encode_png, on_white
from visavis.media.sandbox import run_limited
from visavis.media.tagging import srgb_profile, tag_srgb


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def scene() -> NDArray[np.uint8]:
    """Soft colours, brighter to the right, with a red corner at the top left."""
    rows, columns = np.mgrid[:64, :96]
    image: NDArray[np.uint8] = np.stack([80 + columns, 200 - 2 * rows, 90 + rows], axis=2).astype(np.uint8)
    image[:16, :16] = (220, 30, 40)
    return image


def lab_of(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    return np.asarray(cv2.cvtColor(image.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32)


def delta_e(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Median CIELAB distance."""
    return float(np.median(np.linalg.norm(lab_of(one) - lab_of(other), axis=2)))


def test_heic_of_a_phone_is_read_upright_and_once(tmp_path: Path) -> None:
    upright = decode_image(heic(scene(), tmp_path))
    assert upright.shape == (64, 96, 3)
    assert delta_e(upright, scene()) < 3
    turned = decode_image(heic(scene(), tmp_path, turns=1))
    assert delta_e(turned, np.ascontiguousarray(np.rot90(scene()))) < 3


def test_heic_colours_follow_its_profile(tmp_path: Path) -> None:
    image = decode_image(heic(scene(), tmp_path, profile=rgb_profile(2.2, swapped=True)))
    assert delta_e(image, np.ascontiguousarray(scene()[..., [1, 0, 2]])) < 6


@pytest.mark.parametrize("claimed", [(20_000, 5_000), (60_000, 60_000)])
def test_a_huge_heic_is_refused_by_its_header(tmp_path: Path, claimed: tuple[int, int]) -> None:
    with pytest.raises(TooHeavy, match=f"{claimed[0]}×{claimed[1]}"):
        decode_image(heic(scene(), tmp_path, claimed=claimed))


def test_a_heic_with_more_pixels_than_its_header_tells_is_refused(tmp_path: Path) -> None:
    bomb = heic(np.zeros((800, 800, 3), np.uint8), tmp_path, claimed=(64, 64))
    with pytest.raises(NotAPicture):
        decode_image(bomb, max_pixels=100 * 100)


def test_a_cut_off_heic_is_told(tmp_path: Path) -> None:
    whole = heic(scene(), tmp_path)
    with pytest.raises(NotAPicture):
        decode_image(whole[: len(whole) // 2])


def test_sixteen_bits_keep_their_levels() -> None:
    ramp = np.arange(0, 65536, 256, dtype=np.uint16).reshape(16, 16) + 128
    for form, options in (("PNG", {}), ("TIFF", {}), ("TIFF", {"compression": "tiff_lzw"})):
        grey = decode_image(saved(Image.fromarray(ramp), form, **options))
        assert np.abs(grey[..., 0].astype(float) - ramp / 257).max() <= 1
    colour = decode_image(encode_png_16(np.repeat(ramp[..., None], 3, axis=2)))
    assert np.abs(colour[..., 1].astype(float) - ramp / 257).max() <= 1


def encode_png_16(image: NDArray[np.uint16]) -> bytes:
    return bytes(cv2.imencode(".png", image)[1].tobytes())


def encode_tiff_16(image: NDArray[np.uint16]) -> bytes:
    return bytes(cv2.imencode(".tiff", image)[1].tobytes())


def test_sixteen_bit_colour_tiff_is_read() -> None:
    fine = (scene()[..., ::-1].astype(np.uint16) * 257).astype(np.uint16)
    assert np.abs(decode_image(encode_tiff_16(fine)).astype(int) - scene()).max() <= 1


def test_a_sixteen_bit_grey_picture_keeps_its_profile() -> None:
    flat = Image.fromarray(np.full((8, 8), 128 * 257, np.uint16))
    plain, dark = (
        decode_image(saved(flat, "PNG", **kept))[4, 4, 0] for kept in ({}, {"icc_profile": grey_profile(3.0)})
    )
    assert plain == 128
    assert dark < 115


def test_colours_follow_the_profile() -> None:
    swapped = saved(Image.fromarray(scene()[..., [1, 0, 2]].copy()), "PNG", icc_profile=rgb_profile(2.2, swapped=True))
    assert delta_e(decode_image(swapped), scene()) < 4
    palette = Image.fromarray(scene()).quantize(64)
    assert delta_e(decode_image(saved(palette, "PNG", icc_profile=srgb_profile())), scene()) < 6
    clear = Image.fromarray(np.dstack([scene()[..., [1, 0, 2]], np.full((64, 96), 255, np.uint8)]))
    assert delta_e(decode_image(saved(clear, "PNG", icc_profile=rgb_profile(2.2, swapped=True))), scene()) < 4


def test_cmyk_with_a_profile_looks_as_it_is_printed() -> None:
    profile = cmyk_profile(paper=(95, 0, 0), ink=(30, 40, 20))
    inked = saved(Image.new("CMYK", (32, 32), (255, 0, 0, 0)), "JPEG", icc_profile=profile, quality=98)
    assert np.abs(lab_of(decode_image(inked))[16, 16] - (30, 40, 20)).max() < 3
    paper = saved(Image.new("CMYK", (32, 32)), "JPEG", icc_profile=profile, quality=98)
    assert decode_image(paper)[16, 16].min() >= 235
    cyan = decode_image(saved(Image.new("CMYK", (32, 32), (255, 0, 0, 0)), "JPEG"))[16, 16]
    assert (cyan[0] < 10) & (cyan[2] > 200)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_transparency_is_kept_and_unchanged_colours_too(form: str) -> None:
    alpha = np.tile(np.linspace(0, 255, 96).astype(np.uint8), (64, 1))
    options = {"lossless": True, "exact": True} if form == "WEBP" else {}
    still = decode_still(saved(Image.fromarray(np.dstack([scene(), alpha])), form, **options))
    assert still.alpha is not None
    result = still.image.copy()
    result[20:30, 60:70] = (1, 2, 3)
    kept = still.keep_alpha(result)
    assert (kept[..., 3] == alpha).all()
    assert (kept[20:30, 60:70, :3] == (1, 2, 3)).all()
    rest = np.ones((64, 96), np.bool_)
    rest[20:30, 60:70] = False
    assert (kept[rest][:, :3] == scene()[rest]).all()
    assert (on_white(kept)[:, 0] == 255).all()


def test_transparency_of_palettes_and_grey_is_kept() -> None:
    palette = Image.fromarray(scene()).quantize(16)
    still = decode_still(saved(palette, "PNG", transparency=palette.getpixel((0, 0))))
    assert still.alpha is not None
    assert still.alpha[0, 0] == 0
    assert still.alpha[40, 60] == 255
    grey = Image.fromarray(np.dstack([scene()[..., 0], np.full((64, 96), 100, np.uint8)]), "LA")
    clear = decode_still(saved(grey, "PNG"))
    assert clear.alpha is not None
    assert (clear.alpha == 100).all()


def test_a_picture_without_transparency_stays_without() -> None:
    still = decode_still(encode_png(scene()))
    assert still.alpha is None
    assert still.keep_alpha(still.image) is still.image


def test_animations_are_counted_and_other_second_pictures_arent() -> None:
    frames = [Image.fromarray(np.roll(scene(), step, axis=1)) for step in (0, 8, 16)]
    for form in ("GIF", "WEBP", "PNG"):
        still = decode_still(saved(frames[0], form, save_all=True, append_images=frames[1:]))
        assert still.frames == 3
        assert delta_e(still.image, scene()) < 8
    assert decode_still(saved(frames[0], "GIF")).frames == 1
    assert decode_still(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])).frames == 1


@pytest.mark.parametrize("encode", [encode_png, encode_jpeg])
def test_a_tagged_file_bears_srgb_and_the_same_pixels(encode: object) -> None:
    plain = encode(scene())  # type: ignore[operator]
    tagged = tag_srgb(plain)
    assert tagged == tag_srgb(plain)
    opened = Image.open(io.BytesIO(tagged))
    assert opened.info["icc_profile"] == srgb_profile()
    assert (decode_image(tagged).astype(int) - decode_image(plain)).max() <= 1
    assert "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())))


def test_heic_is_read_in_the_sandbox_too(tmp_path: Path) -> None:
    assert delta_e(run_limited(decode_image, heic(scene(), tmp_path)), scene()) < 3


def test_a_phones_jpeg_with_a_second_view_is_its_first_view() -> None:
    views = [Image.fromarray(scene()), Image.new("RGB", (96, 64), "blue")]
    still = decode_still(saved(views[0], "MPO", save_all=True, append_images=views[1:], quality=95))
    assert still.frames == 1
    assert delta_e(still.image, scene()) < 3
