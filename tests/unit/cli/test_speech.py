"""``visavis say``, ``listen`` and ``models``: as somebody at a terminal meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.voice.tiny_voice import make_piper_voice
from tests.unit.voice.tiny_whisper import make_tiny_whisper
from typer.testing import CliRunner, Result

from visavis.cli import program
from visavis.kit.errors import Invalid, NotFound, Refused, Unavailable
from visavis.media.wav import read_pcm
from visavis.settings import Settings


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    return CliRunner()


def call(run: CliRunner, *words: str) -> Result:
    result = run.invoke(program, words)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_say_writes_sound_and_tells_times(run: CliRunner, tmp_path: Path) -> None:
    out = tmp_path / "hello.wav"
    told = json.loads(call(run, "say", "Hello there.", str(out), "--lang", "en", "--times").stdout)
    assert [word["text"] for word in told["words"]] == ["Hello", "there."]
    sound = read_pcm(out.read_bytes())
    assert sound is not None
    assert sound.duration_s > 0.7


def test_say_names_every_voice_and_refuses_others(run: CliRunner, tmp_path: Path, settings: Settings) -> None:
    source = make_piper_voice(tmp_path / "vits-piper-amy")
    call(run, "models", "import", "voice", str(source), "--lang", "en", "--accept-licence", "CC0")
    assert "sherpa:amy" in call(run, "say", "x", "--voice", "list").stdout
    assert "sherpa:amy" in call(run, "say", "Hello.", str(tmp_path / "a.wav"), "--lang=en", "--voice=sherpa:amy").stdout
    assert "voice\tamy\t–" in call(run, "models", "list").stdout
    with pytest.raises(NotFound):
        call(run, "say", "Hello.", str(tmp_path / "a.wav"), "--voice", "nosuch:one")
    with pytest.raises(Invalid):
        call(run, "say", "Hello.", str(tmp_path / "nowhere" / "a.wav"))


def test_importing_a_voice_wants_language_and_licence(run: CliRunner, tmp_path: Path) -> None:
    source = make_piper_voice(tmp_path / "amy")
    with pytest.raises(Invalid, match="--lang"):
        call(run, "models", "import", "voice", str(source), "--accept-licence", "CC0")
    with pytest.raises(Refused):
        call(run, "models", "import", "voice", str(source), "--lang", "en")


def test_a_model_is_fetched_from_a_folder_listens_and_goes(run: CliRunner, tmp_path: Path) -> None:
    mirror = make_tiny_whisper(tmp_path / "mirror")
    (mirror / "vocabulary.txt").write_text("\n".join(json.loads((mirror / "vocabulary.json").read_text())))
    with pytest.raises(Unavailable, match="models fetch whisper-small"):
        call(run, "listen", str(mirror / "model.bin"))
    assert "SHA-256 is recorded" in call(run, "models", "fetch", "whisper-tiny", "--from", str(mirror)).stdout
    assert "as it was when it came" in call(run, "models", "fetch", "whisper-tiny").stdout
    call(run, "say", "Hello there, my name is Jamie.", str(tmp_path / "a.wav"), "--lang", "en")
    told = json.loads(call(run, "listen", str(tmp_path / "a.wav"), "--lang", "en", "--json").stdout)
    assert told["engine"] == "whisper-tiny"
    assert told["dropped"]
    assert "No speech" in call(run, "listen", str(tmp_path / "a.wav"), "--lang", "en").stdout
    call(run, "models", "remove", "whisper-tiny", "--yes")
    assert call(run, "models", "list").stdout == ""


def test_what_can_t_be_fetched_or_heard_is_told(run: CliRunner, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="whisper-small"):
        call(run, "models", "fetch", "whisper-gigantic")
    with pytest.raises(NotFound):
        call(run, "listen", str(tmp_path / "nothing.wav"))
