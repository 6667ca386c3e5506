"""``visavis evaluate`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.career.evaluate.samples import POSTING, RESUME
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.evaluate import NoSuchText, NotText


def run(*words: str) -> str:
    result = CliRunner().invoke(program, ["evaluate", *words])
    if result.exception:
        raise result.exception
    return result.output


def test_a_text_is_evaluated_with_a_posting(tmp_path: Path) -> None:
    (tmp_path / "cv.txt").write_text(RESUME, "cp949")
    (tmp_path / "posting.txt").write_text(POSTING)
    told = run(str(tmp_path / "cv.txt"), "--posting", str(tmp_path / "posting.txt"), "--lang", "en")
    assert "Match with the posting" in told
    assert "! '참여했습니다' says that you were there" in told


def test_json_holds_everything(tmp_path: Path) -> None:
    (tmp_path / "cv.md").write_text(RESUME)
    found = json.loads(run(str(tmp_path / "cv.md"), "--kind", "portfolio", "--json"))
    assert next(part["key"] for part in found["parts"]) == "projects"
    assert isinstance(found["total"], int)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchText):
        run(str(tmp_path / "none.txt"))
    (tmp_path / "cv.pdf").write_bytes(b"%PDF-1.7\x00\xff\xfe\x81")
    with pytest.raises(NotText):
        run(str(tmp_path / "cv.pdf"))
