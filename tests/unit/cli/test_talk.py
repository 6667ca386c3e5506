"""``visavis talk`` from the outside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import typer
from tests.lab.graphs import published_sha256
from tests.unit.studio.talk.tiny_wav2lip import import_tiny_wav2lip
from typer.testing import CliRunner

from visavis.cli import talk
from visavis.cli.dub import FilmUnconsented
from visavis.kit.errors import Invalid, NotFound, Unavailable, VisavisError
from visavis.media.encode import write_clip, write_wav
from visavis.media.image import resize
from visavis.media.probe import probe
from visavis.media.provenance import read_mark
from visavis.media.values import Audio
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
    assert (mark.engine, mark.weights_sha256) == ("mesh", "")
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


def test_recording_that_is_not_there_is_named() -> None:
    with pytest.raises(NotFound, match=r"nothing\.wav"):
        _run(cast()[0].id, "--audio", "nothing.wav")


def test_engine_that_is_not_imported_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    with pytest.raises(Unavailable, match="visavis models card wav2lip"):
        _run(cast()[0].id, "--text", "hello", "--engine", "wav2lip", "--out", str(tmp_path / "a.mp4"))
    with pytest.raises(NotFound, match="mesh"):
        _run(cast()[0].id, "--text", "hello", "--engine", "nosuch", "--out", str(tmp_path / "a.mp4"))


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a film, a recording, and an imported network in the library of its data folder."""
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    graph = import_tiny_wav2lip(tmp_path / "data" / "models") / "network.onnx"
    portrait = resize(cast()[0].portrait(), 192, 192)
    write_clip(tmp_path / "film.mp4", iter([portrait] * 12), None)
    rng = np.random.default_rng(2)
    write_wav(tmp_path / "said.wav", Audio((0.1 * rng.standard_normal(8_000)).astype(np.float32), 16_000))
    assert graph.is_file()
    return tmp_path


def _mark_of(out: Path, studio: Path) -> None:
    mark = read_mark(out)
    assert mark is not None
    assert mark.source_type == "compositeWithTrainedAlgorithmicMedia"
    assert (mark.engine, mark.weights_sha256) == ("wav2lip", published_sha256("wav2lip"))
    assert mark.intact


def test_film_is_dubbed_labelled_and_marked_with_the_engine_and_its_hash(studio: Path) -> None:
    out = studio / "new" / "dubbed.mp4"
    words = ["--audio", str(studio / "said.wav"), "--engine", "wav2lip", "--out", str(out), "--lang", "en", "--consent"]
    said = _run(str(studio / "film.mp4"), *words)
    assert "non-commercial" in said
    assert "192×192" in said
    assert (probe(out).duration_s or 0) == pytest.approx(0.52, abs=0.05)
    _mark_of(out, studio)
    assert [path.name for path in out.parent.iterdir()] == ["dubbed.mp4"]


def test_film_without_consent_is_refused(studio: Path) -> None:
    with pytest.raises(FilmUnconsented):
        _run(str(studio / "film.mp4"), "--audio", str(studio / "said.wav"), "--out", str(studio / "a.mp4"))
    assert not (studio / "a.mp4").exists()


def test_portrait_talks_by_a_named_engine(studio: Path) -> None:
    out = studio / "a.mp4"
    words = ["--audio", str(studio / "said.wav"), "--engine", "wav2lip", "--out", str(out), "--size", "256"]
    assert "non-commercial" in _run(cast()[0].id, *words)
    _mark_of(out, studio)
