"""``visavis resume read`` prints fields with their places."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.documents import korean
from tests.documents.writing import write
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.resume import NoSuchDocument, UnknownKind


def test_fields_are_printed_with_places_and_confidence(tmp_path: Path) -> None:
    path = tmp_path / "resume.hwp"
    path.write_bytes(write(korean.NURI))
    told = json.loads(CliRunner().invoke(program, ["resume", "read", str(path), "--json"]).stdout)
    name = told["entries"][0]["fields"][0]
    assert (name["key"], name["value"], name["confidence"]) == ("name", "서누리", 0.95)
    assert told["text"][name["span"][0] : name["span"][1]] == "서누리"
    rows = CliRunner().invoke(program, ["resume", "read", str(path), "--lang", "en"]).stdout
    assert "Name: 서누리" in rows
    assert "art. 4-3 no. 2" in rows


@pytest.mark.parametrize(
    ("words", "error"), [(["nothing.pdf"], NoSuchDocument), (["x", "--kind", "poem"], UnknownKind)]
)
def test_what_is_not_there_is_told(words: list[str], error: type[Exception]) -> None:
    assert isinstance(CliRunner().invoke(program, ["resume", "read", *words]).exception, error)


def test_a_text_without_a_field_is_not_met_with_silence(tmp_path: Path) -> None:
    path = tmp_path / "nonsense.txt"
    path.write_text("asdf qwer zxcv ㅁㄴㅇㄹ ㅋㅋㅋㅋ lkj 1234 " * 100)
    told = CliRunner().invoke(program, ["resume", "read", str(path), "--lang", "en"])
    assert told.exit_code == 0
    assert "No field of a résumé was found" in told.stderr
