"""``visavis restore``: a photo's faces get detail, marks stay honest, bad wishes are told."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from tests.unit.studio.restore.graphs import write_graph
from typer.testing import CliRunner

from visavis.cli import program
from visavis.engines.imported import Library, use_library
from visavis.kit.errors import NotFound, Unavailable
from visavis.media.image import encode_png, load_image
from visavis.media.provenance import marked_source
from visavis.people.exporting import WrongSuffix
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.settings import Settings
from visavis.studio.restore import RESTORE, NotRestorable


@pytest.fixture
def small(tmp_path: Path) -> Path:
    portrait = cv2.resize(portray(Recipe.parse("eigen:23:female-black")), (256, 256), interpolation=cv2.INTER_AREA)
    path = tmp_path / "small.png"
    path.write_bytes(encode_png(np.asarray(portrait, np.uint8)))
    return path


def run(*words: object) -> str:
    done = CliRunner().invoke(program, ["restore", *(str(word) for word in words)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_a_photo_becomes_larger_and_is_marked_as_enhanced(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "large.jpg"
    told = run(small, "--scale", 2, "--out", out)
    assert "512×512" in told
    assert float(told.strip().rsplit(" ", 1)[1]) > 0.8
    assert load_image(out).shape == (512, 512, 3)
    assert marked_source(out) == "algorithmicallyEnhanced"


def test_transparency_stays(small: Path, tmp_path: Path) -> None:
    clear = tmp_path / "clear.png"
    picture = Image.open(small).convert("RGBA")
    alpha = np.asarray(picture).copy()
    alpha[:40, :, 3] = 0
    Image.fromarray(alpha).save(clear)
    run(clear, "--scale", 2, "--out", tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as made:
        opaque = np.asarray(made)[..., 3]
    assert (opaque[:70] == 0).all()
    assert (opaque[90:] == 255).all()


def test_what_cannot_be_done_is_told(small: Path, tmp_path: Path) -> None:
    with pytest.raises(NotRestorable):
        run(small, "--scale", 3, "--out", tmp_path / "out.png")
    with pytest.raises(NotFound):
        run(tmp_path / "none.png", "--out", tmp_path / "out.png")
    with pytest.raises(WrongSuffix):
        run(small, "--out", tmp_path / "out.gif")
    assert not list(tmp_path.glob("out*"))


def test_an_engine_is_named_and_never_replaced(
    small: Path, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    out, words = tmp_path / "out.png", (small, "--engine", "gpen256", "--out", tmp_path / "out.png")
    with pytest.raises(Unavailable, match="visavis models card gpen256"):
        run(*words)
    assert not out.exists()
    write_graph(settings.data_dir / "models" / "gpen256" / "tiny", 256, sharpen=1.0)
    run(*words)
    assert (load_image(out) != load_image(small)).any()
    RESTORE._loaded.pop("gpen256")
    use_library(Library())
