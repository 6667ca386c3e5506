"""``visavis talk`` from the outside."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from visavis.cli import talk
from visavis.kit.errors import Invalid, VisavisError
from visavis.media.probe import probe
from visavis.media.provenance import read_mark
from visavis.people.casting import cast

program = typer.Typer()
program.command()(talk.command)


def _run(*words: str) -> str:
    result = CliRunner().invoke(program, list(words))
    if result.exception is not None and isinstance(result.exception, VisavisError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_clip_is_written_labelled_and_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    out = tmp_path / "new" / "hello.mp4"
    said = _run(cast()[0].id, "--text", "안녕하세요.", "--lang", "ko", "--out", str(out), "--size", "256")
    assert str(out) in said
    assert "영상 만드는 중 / Rendering" in said
    assert (probe(out).duration_s or 0) > 0.5
    mark = read_mark(out)
    assert mark is not None
    assert mark.source_type == "compositeSynthetic"
    assert mark.intact
    assert [path.name for path in out.parent.iterdir()] == ["hello.mp4"]


def test_portrait_that_is_not_there_is_named_with_the_cast() -> None:
    with pytest.raises(talk.NoSuchPortrait, match=cast()[0].id):
        _run("nobody.jpg", "--text", "hello", "--lang", "en")


@pytest.mark.parametrize("words", [[], ["--text", "a", "--audio", "a.wav"]])
def test_neither_or_both_of_text_and_recording_are_refused(words: list[str]) -> None:
    with pytest.raises(talk.NothingToSay):
        _run(cast()[0].id, *words)


def test_other_file_than_mp4_is_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"\.mp4"):
        _run(cast()[0].id, "--text", "hello", "--out", str(tmp_path / "hello.webm"))


def test_broken_picture_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "portrait.jpg").write_text("no picture")
    with pytest.raises(Invalid):
        _run(str(tmp_path / "portrait.jpg"), "--text", "hello", "--out", str(tmp_path / "a.mp4"))
    assert [path.name for path in tmp_path.iterdir()] == ["portrait.jpg"]


def test_voices_are_listed() -> None:
    assert "ko" in _run(cast()[0].id, "--voice", "list")
