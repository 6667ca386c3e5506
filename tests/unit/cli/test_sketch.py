"""``visavis sketch`` through the real command line."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.unit.studio.sketch.drawings import as_rgb, draw_face
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.person import NoFolder
from visavis.cli.sketch import NoSuchDrawing, NotAPart, read_parts
from visavis.kit.errors import Invalid
from visavis.media.image import encode_jpeg, encode_png, load_image
from visavis.media.provenance import read_mark
from visavis.people.casting import cast
from visavis.people.exporting import WrongSuffix
from visavis.settings import Settings
from visavis.studio.sketch import Part
from visavis.studio.sketch.engine import OutOfRange
from visavis.studio.sketch.errors import EmptyCanvas

runner = CliRunner()


@pytest.fixture(autouse=True)
def data_dir(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    return settings.data_dir


@pytest.fixture
def drawing(tmp_path: Path) -> Path:
    path = tmp_path / "face.png"
    path.write_bytes(encode_png(as_rgb(draw_face())))
    return path


def run(*words: str | Path) -> str:
    done = runner.invoke(program, ["sketch", *map(str, words)])
    if done.exception:
        raise done.exception
    return done.output


def test_a_drawing_becomes_a_marked_picture(drawing: Path, tmp_path: Path) -> None:
    out, refined = tmp_path / "made.png", tmp_path / "refined.png"
    run(drawing, "--out", out, "--t", ".3", "--k", "5", "--parts", "mouth=.2,nose=1", "--refined", refined)
    assert load_image(out).shape == (256, 256, 3)
    assert load_image(refined).shape == (512, 512, 3)
    assert read_mark(out) is not None


def test_the_label_can_be_left_out_and_style_chosen(drawing: Path, tmp_path: Path) -> None:
    common = (drawing, "--gender", "female", "--hair", "red", "--skin", "light", "--makeup", "bold", "--out")
    run(*common, tmp_path / "a.png")
    run(*common, tmp_path / "b.png", "--no-label")
    assert not np.array_equal(load_image(tmp_path / "a.png"), load_image(tmp_path / "b.png"))


def test_a_photo_is_drawn_when_asked(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(encode_jpeg(cast()[0].portrait()))
    with pytest.raises(Invalid, match="--photo"):
        run(photo, "--out", tmp_path / "out.png")
    run(photo, "--photo", "--out", tmp_path / "out.png")
    assert (tmp_path / "out.png").exists()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--out", "x.gif"), WrongSuffix),
        (("--out", "no/x.png"), NoFolder),
        (("--out", "x.png", "--t", "2"), OutOfRange),
        (("--out", "x.png", "--parts", "ear=.5"), NotAPart),
    ],
)
def test_what_cant_be_is_told_before_anything_is_written(
    words: tuple[str, ...], error: type[Exception], drawing: Path, tmp_path: Path
) -> None:
    with pytest.raises(error):
        run(drawing, *words)
    assert not list(tmp_path.glob("x.*"))


def test_a_missing_and_an_empty_drawing_are_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDrawing):
        run(tmp_path / "none.png", "--out", tmp_path / "x.png")
    blank = tmp_path / "blank.png"
    cv2.imwrite(str(blank), np.full((300, 300), 255, np.uint8))
    with pytest.raises(EmptyCanvas):
        run(blank, "--out", tmp_path / "x.png")


def test_parts_are_read_from_words() -> None:
    assert read_parts(["mouth=.2,left-eye=1", "nose=0"]) == {Part.MOUTH: 0.2, Part.LEFT_EYE: 1.0, Part.NOSE: 0.0}
