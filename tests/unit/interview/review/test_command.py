from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from visavis.cli import program
from visavis.interview.report.schema import Report
from visavis.interview.review.file import BadTranscript, read_said
from visavis.kit.errors import NotFound
from visavis.media.errors import EmptyFile


def test_review_writes_report_page_and_tracks(answer_clip: Path, tmp_path: Path) -> None:
    (tmp_path / "said.txt").write_text("I studied computer science and built a weather station with friends.", "utf-8")
    out = tmp_path / "new" / "report"
    arguments = [
        "review",
        str(answer_clip),
        "--transcript",
        str(tmp_path / "said.txt"),
        "--lang",
        "en",
        "--out",
        str(out),
    ]
    result = CliRunner().invoke(program, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["report.html", "report.json", "tracks.csv"]
    report = Report.model_validate(json.loads((out / "report.json").read_text("utf-8")))
    assert report.answers[0].transcript is not None
    assert (out / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_review_of_an_empty_file_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    arguments = ["review", str(tmp_path / "empty.mp4"), "--out", str(tmp_path / "report")]
    assert isinstance(CliRunner().invoke(program, arguments).exception, EmptyFile)
    assert not (tmp_path / "report").exists()


def test_review_of_a_missing_file_names_it(tmp_path: Path) -> None:
    arguments = ["review", str(tmp_path / "nowhere.mp4"), "--out", str(tmp_path / "report")]
    error = CliRunner().invoke(program, arguments).exception
    assert isinstance(error, NotFound)
    assert "nowhere.mp4" in error.message.ko


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_transcript_is_read_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "said.txt").write_text("저는 개발자가 되고 싶습니다.", encoding)
    assert read_said(tmp_path / "said.txt").text == "저는 개발자가 되고 싶습니다."


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x00\x01\x02", b"a" * 1_000_001])
def test_transcript_that_is_no_text_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "said.txt").write_bytes(data)
    with pytest.raises(BadTranscript):
        read_said(tmp_path / "said.txt")
