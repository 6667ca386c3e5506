"""Recipes side by side: what is held out is never learned, and every recipe gets a row and a picture."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from visavis.lab.translate import compare
from visavis.media.image import encode_png, load_image

RECIPE = """
size_px: 32
paired: true
steps: 5
keep_every: 5
generator: {kind: pix2pixhd-global, width: 4, downs: 1, blocks: 1}
critic: {width: 4, layers: 1, scales: 1}
training: {batch: 2}
"""


def write_pictures(folder: Path, names: list[str], seed: int) -> list[Path]:
    folder.mkdir()
    rng = np.random.default_rng(seed)
    for name in names:
        (folder / f"{name}.png").write_bytes(encode_png(rng.integers(0, 256, (32, 32, 3), np.uint8)))
    return sorted(folder.iterdir())


def names_in(folder: Path) -> set[str]:
    return {path.stem for path in folder.iterdir()}


def test_pairs_are_held_out_together_and_strangers_left_out(tmp_path: Path) -> None:
    both = [f"p{number:02}" for number in range(20)]
    sides = [write_pictures(tmp_path / "a", [*both, "alone"], 0), write_pictures(tmp_path / "b", both, 1)]
    compare.split(sides, tmp_path / "out")
    held, learned = (tmp_path / "out" / part for part in ("held", "train"))
    assert names_in(held / "source") == names_in(held / "target") == {"p00", "p08", "p16"}
    assert names_in(learned / "source") == names_in(learned / "target") == set(both) - names_in(held / "source")


def test_table_and_sheet_show_every_recipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"p{number:02}" for number in range(24)]
    write_pictures(tmp_path / "a", names, 0)
    write_pictures(tmp_path / "b", names, 1)
    (tmp_path / "tiny.yaml").write_text(RECIPE)
    words = ["compare", str(tmp_path / "tiny.yaml"), "--source", str(tmp_path / "a"), "--target", str(tmp_path / "b")]
    monkeypatch.setattr(sys, "argv", [*words, "--out", str(tmp_path / "out"), "--minutes", "0.01"])
    compare.main()
    told = capsys.readouterr().out
    assert told == (tmp_path / "out" / "table.md").read_text("utf-8")
    (row,) = [line for line in told.splitlines() if line.startswith("| tiny |")]
    steps, memory = (row.split("|")[column].strip() for column in (3, 5))
    assert int(steps) >= 1
    assert int(memory) > 50
    assert "no pairs" not in row
    assert load_image(tmp_path / "out" / "sheet.png").shape == (3 * 32, 3 * 32, 3)
