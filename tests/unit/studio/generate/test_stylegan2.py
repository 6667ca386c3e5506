"""The shelf says what to do before an imported checkpoint can draw, and never puts another engine in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from visavis.engines import Shelf
from visavis.engines.imported import Library, use_library
from visavis.kit.errors import Unavailable
from visavis.studio.generate import GENERATE, GenerateEngine, stylegan2


@pytest.fixture(autouse=True)
def shelf() -> Iterator[Shelf[GenerateEngine]]:
    """A shelf that has nothing loaded."""
    yield Shelf("face generator", (stylegan2.entry(),))
    use_library(Library())


def write_models(folder: Path, *names: str) -> Path:
    for name in names:
        place = folder / "stylegan2" / name
        place.mkdir(parents=True)
        (place / "import.json").write_text(json.dumps({"licence": "MIT"}), "utf-8")
    return folder


def reason(shelf: Shelf[GenerateEngine], models: Path, *names: str, chosen: str | None = None) -> str | None:
    use_library(Library(write_models(models, *names), {"stylegan2": chosen} if chosen else {}))
    told = shelf.why_not("stylegan2")
    return told.en if told else None


def test_without_a_checkpoint_the_shelf_tells_how_to_import_one(tmp_path: Path) -> None:
    assert GENERATE.choose().name == "eigen"
    with pytest.raises(Unavailable, match="visavis models import stylegan2"), GENERATE.lease("stylegan2"):
        pass


def test_the_only_checkpoint_serves_and_of_several_the_chosen_one(shelf: Shelf[GenerateEngine], tmp_path: Path) -> None:
    assert reason(shelf, tmp_path / "a", "faces") is None
    assert reason(shelf, tmp_path / "b", "faces", "cats", chosen="cats") is None
    assert "(cats, faces)" in str(reason(shelf, tmp_path / "c", "faces", "cats"))
    assert "VISAVIS_CHECKPOINT" in str(reason(shelf, tmp_path / "d", "faces", "cats"))
    assert "no checkpoint 'dogs'" in str(reason(shelf, tmp_path / "e", "faces", chosen="dogs"))


def test_files_that_cant_be_loaded_are_told_with_what_to_do(shelf: Shelf[GenerateEngine], tmp_path: Path) -> None:
    models = write_models(tmp_path, "faces")
    for name in ("mapping.onnx", "synthesis.onnx"):
        (models / "stylegan2" / "faces" / name).write_bytes(b"no graph")
    use_library(Library(models))
    with pytest.raises(Unavailable, match="visavis models remove faces"), shelf.lease("stylegan2"):
        pass
