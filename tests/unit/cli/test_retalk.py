"""``visavis retalk`` from the outside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import typer
from tests.unit.studio.talk.tiny_retalking import import_tiny_retalking
from typer.testing import CliRunner

from visavis.cli import retalk
from visavis.cli.dub import FilmUnconsented
from visavis.cli.retalk import NotAVideo, UnknownEngine
from visavis.cli.talk import NothingToSay
from visavis.engines.choosing import identify
from visavis.engines.imported import list_imported
from visavis.kit.errors import Unavailable, VisavisError
from visavis.media.encode import write_clip, write_wav
from visavis.media.image import resize
from visavis.media.probe import probe
from visavis.media.provenance import read_mark
from visavis.media.values import Audio
from visavis.people.casting import cast
from visavis.studio.talk.retalking.coefficients import WrongCoefficients

program = typer.Typer()
program.command()(retalk.command)


def _run(*words: str) -> str:
    result = CliRunner().invoke(program, list(words))
    if isinstance(result.exception, VisavisError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a film, a recording and coefficients; DNet and LNet are in the library of its data folder."""
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    import_tiny_retalking(tmp_path / "data" / "models", "dnet", "lnet")
    portrait = resize(cast()[0].portrait(), 192, 192)
    write_clip(tmp_path / "film.mp4", iter([portrait] * 12), None)
    rng = np.random.default_rng(2)
    write_wav(tmp_path / "said.wav", Audio((0.1 * rng.standard_normal(8_000)).astype(np.float32), 16_000))
    np.save(tmp_path / "coefficients.npy", np.zeros((12, 262), np.float32))
    return tmp_path


def _source_sha256(models: Path, kind: str) -> str:
    [model] = list_imported(models, kind)
    return identify(model)


def _words(studio: Path, *more: str) -> list[str]:
    told = ["--audio", str(studio / "said.wav"), "--out", str(studio / "new" / "a.mp4"), "--lang", "en"]
    return [str(studio / "film.mp4"), *told, *more]


def test_film_is_made_by_what_is_there_and_every_stage_is_told(studio: Path) -> None:
    given = ["--coefficients", str(studio / "coefficients.npy")]
    said = _run(*_words(studio, "--consent", *given)).splitlines()
    stages = [line.strip() for line in said if line.startswith("  ")]
    assert [stage.split(" ")[:2] for stage in stages] == [
        ["stabilise:", "dnet"],
        ["lips:", "lnet"],
        ["enhance:", "detail"],
    ]
    assert "median" in stages[0]
    assert "visavis models card enet" in stages[2]
    assert (probe(studio / "new" / "a.mp4").duration_s or 0) == pytest.approx(0.52, abs=0.05)
    mark = read_mark(studio / "new" / "a.mp4")
    assert mark is not None
    assert (mark.source_type, mark.engine) == ("compositeWithTrainedAlgorithmicMedia", "dnet+lnet+detail")
    assert mark.intact
    models = studio / "data" / "models"
    hashes = {kind: _source_sha256(models, kind) for kind in ("dnet", "lnet")}
    told = {one.engine: one.weights_sha256 for one in mark.engines}
    assert told == {**hashes, "detail": told["detail"]}
    assert len(told["detail"] or "") == 64
    assert all(f"{kind} {sha256[:12]}" in "\n".join(said) for kind, sha256 in hashes.items())
    assert any("retalking: weights Apache-2.0" in line for line in said)
    assert [path.name for path in (studio / "new").iterdir()] == ["a.mp4"]


def test_without_coefficients_the_clip_says_that_it_isnt_stabilised(studio: Path) -> None:
    said = _run(*_words(studio, "--consent", "--enhance", "off"))
    assert "stabilise: –  (Not stabilised" in said
    assert "enhance: –  (This stage was switched off. / 사용자가 이 단계를 껐습니다.)" in said


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ([], FilmUnconsented),
        (["--consent", "--lips", "nosuch"], UnknownEngine),
        (["--consent", "--lips", "wav2lip"], Unavailable),
        (["--consent", "--stabilise", "dnet"], Unavailable),
        (["--consent", "--enhance", "enet"], Unavailable),
        (["--consent", "--text", "hello"], NothingToSay),
    ],
)
def test_what_cant_be_done_is_said_and_leaves_no_file(studio: Path, more: list[str], error: type[VisavisError]) -> None:
    with pytest.raises(error):
        _run(*_words(studio, *more))
    assert not list((studio / "new").glob("*")) if (studio / "new").exists() else True


def test_wrong_coefficients_and_wrong_film_are_refused(studio: Path) -> None:
    np.save(studio / "coefficients.npy", np.zeros((12, 257), np.float32))
    with pytest.raises(WrongCoefficients, match="257"):
        _run(*_words(studio, "--consent", "--coefficients", str(studio / "coefficients.npy")))
    with pytest.raises(NotAVideo):
        _run(str(studio / "coefficients.npy"), "--audio", str(studio / "said.wav"), "--consent")
