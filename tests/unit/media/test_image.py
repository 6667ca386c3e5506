"""Pictures arrive upright, in sRGB, in eight bits, whatever they were."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from tests.unit.media import samples

from visavis.media.errors import EmptyFile, TooHeavy
from visavis.media.image import _refuse_too_large, decode_image, encode_jpeg, encode_png, resize
from visavis.media.limits import DEFAULT


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, form, **options)
    return data.getvalue()


def test_decode_png_gives_back_the_same_pixels() -> None:
    image = samples.picture(3)
    assert np.array_equal(decode_image(encode_png(image)), image)


def test_decode_turns_a_picture_upright_by_its_exif_orientation() -> None:
    lying = Image.fromarray(np.rot90(samples.picture(0)).copy())
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = decode_image(_saved(lying, "JPEG", exif=exif, quality=95))
    assert upright.shape == (240, 320, 3)
    assert upright[5, 160, 0] > 200


def test_decode_puts_transparency_over_white() -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    assert (decode_image(_saved(clear, "PNG")) == 255).all()


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
def test_decode_reads_every_common_mode(mode: str) -> None:
    grey = Image.new("L", (8, 8), 128)
    picture = Image.new("I;16", (8, 8), 128 * 257) if mode == "I;16" else grey.convert(mode)
    form = "JPEG" if mode == "CMYK" else "PNG"
    image = decode_image(_saved(picture, form))
    assert image.shape == (8, 8, 3)
    if mode != "1":
        assert abs(int(image[4, 4, 1]) - 128) < 8


@pytest.mark.parametrize("size", [(40_000, 30), (30, 40_000)])
def test_decode_refuses_a_side_that_no_algorithm_here_takes(size: tuple[int, int]) -> None:
    with pytest.raises(TooHeavy) as refused:
        decode_image(_saved(Image.new("L", size), "PNG"))
    assert "32,000 pixels" in refused.value.message.en
    assert "32,000픽셀" in refused.value.message.ko


def test_resize_keeps_flat_colour_and_gives_the_size_asked_for() -> None:
    flat = np.full((30, 40, 3), 77, np.uint8)
    for width, height in ((20, 15), (80, 60)):
        assert (resize(flat, width, height) == 77).all()
        assert resize(flat, width, height).shape == (height, width, 3)


def test_encode_jpeg_stays_close_to_the_picture() -> None:
    image = samples.picture(2)
    assert np.abs(decode_image(encode_jpeg(image, 95)).astype(int) - image).mean() < 4


def test_a_picture_beyond_the_limit_is_told_in_each_languages_units() -> None:
    with pytest.raises(TooHeavy) as usual:
        _refuse_too_large(Image.new("1", (10_000, 5_001)), DEFAULT.picture_pixels)
    assert "5,000만 화소 이하" in usual.value.message.ko
    assert "at most 50 megapixels" in usual.value.message.en


def test_an_empty_picture_is_told_without_a_word_of_recordings() -> None:
    with pytest.raises(EmptyFile) as refused:
        decode_image(b"")
    assert "record" not in refused.value.message.en
    assert "녹화" not in refused.value.message.ko
