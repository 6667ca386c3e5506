"""The photo as a file and as a print sheet."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from visavis.career.photo.choices import find_size, sizes
from visavis.career.photo.filing import ON_TEMPLATE, OWN_HEAD, TooFewKilobytes, file_photo
from visavis.career.photo.printing import copies, print_sheet
from visavis.media.provenance import Identity, read_mark, signing_identity
from visavis.media.values import RGB


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return signing_identity(tmp_path_factory.mktemp("identity"))


@pytest.fixture(scope="module")
def photo() -> RGB:
    """Something with detail, in the pixels of 3 × 4 cm."""
    rng = np.random.default_rng(3)
    rough = cv2.GaussianBlur(rng.normal(128, 400, (472, 354, 3)), (0, 0), 2.5)
    return np.asarray(rough.clip(0, 255), np.uint8)


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_file_is_of_300_dpi_and_says_where_it_comes_from(
    tmp_path: Path, photo: RGB, identity: Identity, suffix: str
) -> None:
    filed = file_photo(photo, "png" if suffix == "png" else "jpg", OWN_HEAD, identity, "en")
    opened = Image.open(io.BytesIO(filed.data))
    assert opened.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert not opened.getexif()
    assert b"digitalsourcetype/compositeSynthetic" in filed.data
    path = tmp_path / f"photo.{suffix}"
    path.write_bytes(filed.data)
    mark = read_mark(path)
    assert mark is not None
    assert mark.intact
    assert mark.source_type == "compositeSynthetic"


def test_own_head_has_no_visible_label_and_a_template_has(photo: RGB, identity: Identity) -> None:
    plain = file_photo(photo, "png", OWN_HEAD, identity, "en")
    labelled = file_photo(photo, "png", ON_TEMPLATE, identity, "en")
    assert (np.asarray(Image.open(io.BytesIO(plain.data))) == photo).all()
    changed = np.asarray(Image.open(io.BytesIO(labelled.data))) != photo
    assert changed[-60:].any()
    assert not changed[:300].any()


@pytest.mark.parametrize("most_kb", [45, 60, 90])
def test_file_fits_and_is_as_good_as_fits(photo: RGB, identity: Identity, most_kb: int) -> None:
    filed = file_photo(photo, "jpg", OWN_HEAD, identity, "ko", most_kb)
    assert len(filed.data) <= 1000 * most_kb
    assert filed.quality is not None
    better = file_photo(photo, "jpg", OWN_HEAD, identity, "ko", most_kb + 25)
    assert better.quality is not None
    assert better.quality > filed.quality


def test_size_that_cannot_be_reached_is_told_with_the_least(photo: RGB, identity: Identity) -> None:
    with pytest.raises(TooFewKilobytes, match=r"as small as 12 KB.*allow (\d+) KB") as told:
        file_photo(photo, "jpg", OWN_HEAD, identity, "en", 12)
    least = int(told.value.message.en.split("allow ")[1].split(" KB")[0])
    assert len(file_photo(photo, "jpg", OWN_HEAD, identity, "en", least).data) <= 1000 * least
    with pytest.raises(TooFewKilobytes, match="Choose JPEG"):
        file_photo(photo, "png", OWN_HEAD, identity, "en", 50)


@pytest.mark.parametrize("size", [size.id for size in sizes()])
def test_sheet_holds_whole_copies_between_marks(size: str) -> None:
    named = find_size(size)
    wide, high = named.pixels
    paper = print_sheet(np.full((high, wide, 3), 40, np.uint8), named)
    assert sorted(paper.shape[:2]) == [1200, 1800]
    assert (paper == 40).all(2).sum() == copies(named) * wide * high
    assert ((paper != 40) & (paper != 255)).any()
    assert (paper[:20] == 255).all()


def test_sheet_of_3x4_holds_at_least_eight() -> None:
    assert copies(find_size("3x4")) >= 8
