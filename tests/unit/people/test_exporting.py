"""Portraits that leave say what they are."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from visavis.kit.text import LANGUAGES
from visavis.media.image import load_image
from visavis.media.provenance import Identity, read_mark, signing_identity
from visavis.media.values import RGB
from visavis.media.xmp import with_source_type
from visavis.people.exporting import (
    SMALLEST_LABELLED_PX,
    NotWritable,
    TooSmallForLabel,
    WrongSuffix,
    export_portrait,
    exported,
)


@pytest.fixture(scope="module")
def identity(tmp_path_factory: pytest.TempPathFactory) -> Identity:
    return signing_identity(tmp_path_factory.mktemp("identity"))


@pytest.fixture
def portrait() -> RGB:
    return np.full((256, 256, 3), 120, np.uint8)


@pytest.mark.parametrize("name", ["p.png", "p.jpg"])
@pytest.mark.parametrize("labelled", [True, False])
def test_marks_for_programs_are_always_there_and_the_label_by_choice(
    tmp_path: Path, identity: Identity, portrait: RGB, name: str, labelled: bool
) -> None:
    out = tmp_path / name
    export_portrait(portrait, "Jiwoo", out, identity, "ko", labelled)
    mark = read_mark(out)
    assert mark is not None
    assert (mark.source_type, mark.intact, mark.title) == ("trainedAlgorithmicMedia", True, "Jiwoo")
    with Image.open(out) as picture:
        told = picture.info.get("xmp") or picture.info["XML:com.adobe.xmp"].encode()
    assert b'DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"' in told
    assert (np.abs(load_image(out).astype(int) - 120).max() > 60) == labelled
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_bytes_are_what_a_file_would_be(identity: Identity, portrait: RGB) -> None:
    assert Image.open(io.BytesIO(exported(portrait, "Jiwoo", ".png", identity, "en"))).size == (256, 256)


def test_another_kind_of_file_is_refused(tmp_path: Path, identity: Identity, portrait: RGB) -> None:
    with pytest.raises(WrongSuffix):
        export_portrait(portrait, "Jiwoo", tmp_path / "p.gif", identity, "ko")
    with pytest.raises(ValueError, match="JPEG"):
        with_source_type(b"GIF89a", "algorithmicMedia")
    assert list(tmp_path.iterdir()) == []


def test_the_label_stays_small_beside_the_picture_or_is_refused(tmp_path: Path, identity: Identity) -> None:
    side = SMALLEST_LABELLED_PX
    grey = np.full((side, side, 3), 120, np.uint8)
    for language in LANGUAGES:
        export_portrait(grey, "Jiwoo", tmp_path / "p.png", identity, language)
        assert (load_image(tmp_path / "p.png") != grey).any(axis=2).mean() < 1 / 12
    small = grey[1:, 1:]
    with pytest.raises(TooSmallForLabel, match="no-label"):
        export_portrait(small, "Jiwoo", tmp_path / "small.png", identity, "en")
    export_portrait(small, "Jiwoo", tmp_path / "small.png", identity, "en", labelled=False)
    assert read_mark(tmp_path / "small.png") is not None


def test_a_place_that_cant_be_written_is_told(identity: Identity, portrait: RGB, tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    for out in (tmp_path / "folder.png", tmp_path / "nowhere" / "p.png", Path("/proc/p.png")):
        with pytest.raises(NotWritable, match="can't be written"):
            export_portrait(portrait, "Jiwoo", out, identity, "en")
    assert [one.name for one in tmp_path.iterdir()] == ["folder.png"]
