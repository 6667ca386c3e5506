"""The piece that changes, kept without loss; painted areas; pictures that can't be used; the report."""

from __future__ import annotations

import csv
import io

import cv2
import numpy as np
import pytest
from PIL import Image

from visavis.media.image import encode_jpeg, encode_png
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.shop.making import Order, cut_patch, make, read_patch, with_patch
from visavis.shop.opening import open_photo
from visavis.shop.reading import read_painted
from visavis.shop.replacing import read_model, replace_in
from visavis.shop.report import Line, as_csv
from visavis.studio.swap import Source, Wishes


@pytest.fixture(scope="module")
def model() -> Source:
    return read_model(cast()[3].portrait())


@pytest.fixture(scope="module")
def photo() -> RGB:
    return cast()[0].portrait()


def test_the_patch_brings_the_result_back_bit_for_bit(photo: RGB, model: Source) -> None:
    made = make(encode_png(photo), model, Order(0.65, "auto"))
    assert made.patch is not None
    assert made.done is not None
    again = read_patch(made.files["patch.png"], made.patch.x, made.patch.y)
    assert (with_patch(photo, again) == made.done.replaced.image).all()
    assert made.patch.pixels.size < 0.5 * 4 / 3 * photo.size


def test_where_nothing_changes_the_patch_is_empty(photo: RGB) -> None:
    patch = cut_patch(photo, np.zeros(photo.shape[:2], np.float32))
    assert (with_patch(photo, patch) == photo).all()


def test_what_is_wrong_with_a_face_is_told_beside_its_picture(photo: RGB, model: Source) -> None:
    small = cv2.resize(photo, (100, 100), interpolation=cv2.INTER_AREA)
    page = np.full((400, 300, 3), 200, np.uint8)
    page[50:150, 50:150] = small
    made = make(encode_png(page), model, Order(0.65, "auto"))
    assert made.done is None
    assert set(made.files) == {"before.jpg", "small.jpg"}
    assert made.error is not None
    assert "48" in made.error.message.en


def test_painted_areas_are_read_at_the_photos_size() -> None:
    painted = np.zeros((50, 100, 4), np.uint8)
    painted[:, :20] = (0, 255, 0, 255)
    painted[:, 80:] = (255, 0, 0, 255)
    painted[:, 40:60] = (0, 255, 0, 60)  # the soft rim of a stroke
    _, data = cv2.imencode(".png", cv2.cvtColor(painted, cv2.COLOR_RGBA2BGRA))
    added, removed = read_painted(data.tobytes(), (100, 200))
    assert added[:, :40].all()
    assert not added[:, 40:].any()
    assert removed[:, 160:].all()
    assert not removed[:, :160].any()


def test_painting_adds_and_removes_and_changes_nothing_elsewhere(photo: RGB, model: Source) -> None:
    plain = replace_in(photo, model, Wishes(hands=False)).replaced
    height, width = photo.shape[:2]
    rows, columns = np.nonzero(plain.mask > 0)
    top, bottom, middle = rows.min(), rows.max(), int(columns.mean())
    removed = np.zeros((height, width), bool)
    removed[:, :middle] = True
    half = replace_in(photo, model, Wishes(hands=False, removed=removed)).replaced
    assert (half.image[:, : middle - 2] == photo[:, : middle - 2]).all()
    assert (half.image[:, middle + 20 :] != photo[:, middle + 20 :]).any()
    assert (half.image[half.mask == 0] == photo[half.mask == 0]).all()

    added = np.zeros((height, width), np.float32)
    added[max(0, top - (bottom - top) // 4) : top + 10, columns.min() : columns.max()] = 1
    more = replace_in(photo, model, Wishes(hands=False, added=added)).replaced
    assert (more.mask >= plain.mask - 1e-6).all()
    assert (more.mask[:top] > 0.5).any()
    assert (more.image[more.mask == 0] == photo[more.mask == 0]).all()
    far = np.zeros((height, width), bool)
    far[-20:] = True
    assert (replace_in(photo, model, Wishes(hands=False, added=far)).replaced.mask == plain.mask).all()


def test_names_in_the_report_run_no_formula() -> None:
    text = as_csv([Line("=cmd|'/c calc'!A0.jpg", "made.jpg"), Line("셔츠.jpg", "", why="@no")])
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["photo"] for row in rows] == ["'=cmd|'/c calc'!A0.jpg", "셔츠.jpg"]
    assert rows[1]["why"] == "'@no"


def test_a_picture_of_a_hundred_megapixels_is_refused_by_its_header() -> None:
    bomb = io.BytesIO()
    Image.new("1", (10_500, 10_500)).save(bomb, "PNG")
    with pytest.raises(Exception, match="megapixels"):
        open_photo(bomb.getvalue())
    assert open_photo(encode_jpeg(np.zeros((20, 20, 3), np.uint8))).image.shape == (20, 20, 3)
