"""Product photos of every kind go in; what comes out keeps its transparency and says its colour space."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from tests.unit.media.odd_pictures import heic
from typer.testing import CliRunner

from visavis.cli import program
from visavis.media.image import encode_png, resize
from visavis.media.provenance import read_mark
from visavis.media.tagging import srgb_profile
from visavis.people.casting import cast
from visavis.settings import Settings
from visavis.shop.opening import MovingPicture, open_photo, photos_of, result_name
from visavis.shop.report import REPORT

runner = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    photos = tmp_path / "photos"
    photos.mkdir()
    person = Image.fromarray(resize(cast()[1].portrait(), 384, 384))
    clear = np.tile(np.linspace(0, 255, 384).astype(np.uint8)[:, None], (1, 384))
    person.putalpha(Image.fromarray(clear))
    person.save(photos / "cut.webp", lossless=True, exact=True)
    person.convert("RGB").save(photos / "cut.tif")
    person.convert("CMYK").save(photos / "print.jpg", quality=95)
    (photos / "phone.heic").write_bytes(heic(np.asarray(person.convert("RGB")), tmp_path, turns=0))
    frames = [person.convert("RGB").quantize(64) for _ in range(2)]
    frames[1].putpixel((0, 0), 1)
    frames[0].save(photos / "wave.gif", save_all=True, append_images=frames[1:])
    return photos


def test_each_kind_is_replaced_and_an_animation_is_told(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = [
        "shop",
        "batch",
        str(folder),
        "--person",
        "eigen:17:male-white",
        "--adults",
        "--out",
        str(out),
        "--no-label",
    ]
    done = runner.invoke(program, [*words, "--lang", "en"])
    assert done.exit_code == 0, done.output
    made = {path.name for path in out.iterdir() if path.suffix in (".png", ".jpg")}
    assert made == {"cut.webp.png", "cut.tif.png", "print.jpg", "phone.jpg"}
    assert "animation of 2 pictures" in (out / REPORT).read_text("utf-8-sig")
    for name in made:
        with Image.open(out / name) as picture:
            assert picture.info["icc_profile"] == srgb_profile()
            assert picture.size == (384, 384)
        assert read_mark(out / name) is not None
    with Image.open(out / "cut.webp.png") as picture, Image.open(folder / "cut.webp") as original:
        after, before = np.asarray(picture), np.asarray(original)
    assert after.shape == (384, 384, 4)
    assert (after[..., 3] == before[..., 3]).all()
    same = (after == before).all(axis=2)
    assert 0.4 < same.mean() < 0.95


def test_the_label_on_a_transparent_picture_is_opaque(folder: Path, tmp_path: Path) -> None:
    image = np.dstack([resize(cast()[1].portrait(), 384, 384), np.zeros((384, 384), np.uint8)])
    (tmp_path / "clear.png").write_bytes(encode_png(image))
    out = tmp_path / "clear-out.png"
    words = [
        "shop",
        "replace",
        str(tmp_path / "clear.png"),
        "--person",
        "eigen:17:male-white",
        "--adults",
        "--out",
        str(out),
    ]
    white = runner.invoke(program, words)
    assert white.exit_code == 1  # over white there is nobody to be seen
    assert not out.exists()
    image[..., 3] = 255
    image[300:, :, 3] = 0
    (tmp_path / "clear.png").write_bytes(encode_png(image))
    assert runner.invoke(program, words).exit_code == 0
    with Image.open(out) as picture:
        alpha = np.asarray(picture)[..., 3]
    assert 0.01 < (alpha[300:] == 255).mean() < 0.3


def test_animations_are_refused_and_single_gifs_are_not() -> None:
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    data = io.BytesIO()
    first.save(data, "GIF", save_all=True, append_images=[second])
    with pytest.raises(MovingPicture, match="2 pictures"):
        open_photo(data.getvalue())
    single = io.BytesIO()
    first.save(single, "GIF")
    assert open_photo(single.getvalue()).image.shape == (20, 20, 3)


def test_results_of_twins_dont_overwrite_each_other(folder: Path) -> None:
    names = [result_name(path) for path in photos_of(folder)]
    assert len(set(names)) == len(names)
