"""Imported models: found, told apart, deleted whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.models.errors import NotConfirmed
from visavis.engines.imported import ModelNotFound, find_imported, list_imported, remove_imported

LICENCE = "NVIDIA Source Code License-NC"


def write_model(models: Path, name: str, record: str | None = None) -> Path:
    folder = models / "stylegan2" / name
    folder.mkdir(parents=True)
    (folder / "synthesis.onnx").write_bytes(bytes(3_000_000))
    told = {"licence": LICENCE, "shape": {"size_px": 256}}
    (folder / "import.json").write_text(json.dumps(told) if record is None else record, "utf-8")
    return folder


def test_what_was_imported_whole_is_listed_by_name(tmp_path: Path) -> None:
    for name in ("faces", "cats", ".half.part"):
        write_model(tmp_path, name)
    (tmp_path / "stylegan2" / "no record").mkdir()
    (tmp_path / "face_landmarker.task").touch()
    assert [(one.kind, one.name, one.licence) for one in list_imported(tmp_path)] == [
        ("stylegan2", "cats", LICENCE),
        ("stylegan2", "faces", LICENCE),
    ]
    assert list_imported(tmp_path, "stylegan3") == list_imported(tmp_path / "nowhere") == list_imported(None) == []


@pytest.mark.parametrize("record", ["", "[1]", '{"shape": 3}', "\x00"])
def test_a_model_whose_record_is_broken_can_still_be_deleted(tmp_path: Path, record: str) -> None:
    folder = write_model(tmp_path, "faces", record)
    model = find_imported(tmp_path, "faces")
    assert (model.licence, model.size_px) == ("?", "?")
    remove_imported(model)
    assert not folder.exists()
    assert list(folder.parent.iterdir()) == []


def test_a_name_that_isnt_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    write_model(tmp_path, "faces")
    with pytest.raises(ModelNotFound, match="Imported: faces"):
        find_imported(tmp_path, "../faces")


def test_commands_list_and_delete_when_that_is_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path))
    run = CliRunner().invoke
    folder = write_model(tmp_path / "models", "faces")
    assert run(program, ["models", "list"]).stdout.startswith(
        f"stylegan2\tfaces\t256 px\t3 MB\t{LICENCE} · NON-COMMERCIAL\t–\n"
    )
    assert isinstance(run(program, ["models", "delete", "faces"]).exception, NotConfirmed)
    assert isinstance(run(program, ["models", "delete", "cats", "--yes"]).exception, ModelNotFound)
    assert folder.exists()
    assert run(program, ["models", "delete", "faces", "--yes"]).exit_code == 0
    assert not folder.exists()
    assert "stylegan2\t–\t–" in run(program, ["models", "list"]).stdout
