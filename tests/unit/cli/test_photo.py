"""``visavis photo`` from a file to a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from visavis.cli import program
from visavis.kit.errors import VisavisError
from visavis.media.image import encode_jpeg, load_image
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

run = CliRunner()


@pytest.fixture
def portrait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "me.jpg"
    path.write_bytes(encode_jpeg(portray(Recipe.parse("eigen:2:male-east-asian"))))
    return path


def test_photo_and_sheet_are_written(portrait: Path, tmp_path: Path) -> None:
    out, sheet = tmp_path / "photo.jpg", tmp_path / "sheet.png"
    asked = f"photo {portrait} --size 3x4 --suit navy --cut classic --tie blue --max-kb 60 --out {out} --sheet {sheet}"
    done = run.invoke(program, asked.split())
    assert done.exit_code == 0, done.output
    assert "354 × 472 px" in done.output
    assert load_image(out).shape == (472, 354, 3)
    assert out.stat().st_size <= 60_000
    assert sorted(load_image(sheet).shape) == [3, 1200, 1800]
    assert not list(tmp_path.glob(".*.part"))


def test_template_warns(portrait: Path, tmp_path: Path) -> None:
    asked = f"photo {portrait} --suit grey --template martin --lang en --out {tmp_path / 'photo.png'}"
    done = run.invoke(program, asked.split())
    assert done.exit_code == 0, done.output
    assert "somebody else" in done.output


def test_what_can_be_chosen_is_listed() -> None:
    done = run.invoke(program, ["photo", "list", "--lang", "en"])
    assert "3.5x4.5" in done.output
    assert "three-piece" in done.output


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("--out photo.gif", r"\.png or \.jpg"),
        ("--out photo.jpg --tie blue", "--suit"),
        ("--out photo.jpg --size 9x9", "Choose one of"),
        ("", "--out"),
    ],
)
def test_wrong_wishes_are_told(portrait: Path, tmp_path: Path, more: str, told: str) -> None:
    words = [str(tmp_path / word) if word.startswith("photo.") else word for word in more.split()]
    with pytest.raises(VisavisError, match=told):
        run.invoke(program, ["photo", str(portrait), *words], catch_exceptions=False)
    assert not (tmp_path / "photo.jpg").exists()


def test_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    Image.fromarray(np.zeros((10_000, 10_000), np.uint8)).save(bomb)
    with pytest.raises(VisavisError, match="too large"):
        run.invoke(program, ["photo", str(bomb), "--out", str(tmp_path / "o.jpg")], catch_exceptions=False)
