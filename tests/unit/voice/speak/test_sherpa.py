"""Imported voices: from the files that people have to speech with times, through sherpa-onnx itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.voice.tiny_voice import RATE_HZ, make_piper_voice

from visavis.engines.imported import list_imported
from visavis.kit.errors import Invalid, NotFound, Unavailable
from visavis.voice.speak import SPEAKERS, offered_voices, speak_with, why_no_voice
from visavis.voice.speak.importing import NotAVoice, import_voice
from visavis.voice.speak.sherpa_model import clauses_of, sentences_of


def bring(tmp_path: Path, models: Path, name: str = "tiny") -> None:
    source = make_piper_voice(tmp_path / "source")
    import_voice(source, models / "voice" / name, "CC0", ("en",))


def test_a_piper_voice_speaks_with_times(tmp_path: Path, models: Path) -> None:
    bring(tmp_path, models)
    speech = speak_with(SPEAKERS, "sherpa:tiny", "Nice to meet you. Sit down!", "en")
    assert speech.audio.rate_hz == RATE_HZ
    assert speech.audio.duration_s > 1
    assert [word.text for word in speech.words] == ["Nice", "to", "meet", "you.", "Sit", "down!"]
    assert any(phone.ipa for phone in speech.phones)
    (held,) = list_imported(models, "voice")
    assert held.licence == "CC0"
    assert held.record["rate_hz"] == RATE_HZ
    assert set(held.record["sha256"]) == {"model.onnx", "tokens.txt"}


def test_several_voices_are_offered_beside_the_embedded_ones(tmp_path: Path, models: Path) -> None:
    bring(tmp_path, models, "one")
    bring(tmp_path, models, "two")
    names = [one.name for one in offered_voices(SPEAKERS)]
    assert names[:2] == ["f1", "f2"]
    assert names[-2:] == ["sherpa:one", "sherpa:two"]


def test_a_voice_in_sherpa_s_own_form_is_taken_as_it_is(tmp_path: Path, models: Path) -> None:
    bring(tmp_path, models)
    import_voice(models / "voice" / "tiny", models / "voice" / "again", "CC0", ("en",))
    assert speak_with(SPEAKERS, "sherpa:again", "Hello.", "en").audio.duration_s > 0.5


def test_a_language_that_the_voice_doesn_t_speak_is_refused(tmp_path: Path, models: Path) -> None:
    bring(tmp_path, models)
    with pytest.raises(Invalid, match="doesn't speak"):
        speak_with(SPEAKERS, "sherpa:tiny", "안녕하세요", "ko")


def test_nothing_takes_the_place_of_a_voice_that_is_gone(models: Path) -> None:
    with pytest.raises(Unavailable, match="models import voice"):
        speak_with(SPEAKERS, "sherpa:gone", "Hello.", "en")
    assert "models import voice" in str(why_no_voice(SPEAKERS, "sherpa:gone"))
    with pytest.raises(NotFound):
        speak_with(SPEAKERS, "nosuch:voice", "Hello.", "en")
    assert why_no_voice(SPEAKERS, "f1") is None


@pytest.mark.parametrize("spoilt", ["no model", "two models", "no tokens", "broken settings", "no voice at all"])
def test_what_is_no_voice_leaves_nothing_behind(tmp_path: Path, models: Path, spoilt: str) -> None:
    source = make_piper_voice(tmp_path / "source")
    settings = source / "tiny.onnx.json"
    if spoilt == "no model":
        (source / "tiny.onnx").unlink()
    elif spoilt == "two models":
        (source / "other.onnx").write_bytes(b"x")
    elif spoilt == "no tokens":
        settings.unlink()
    elif spoilt == "broken settings":
        settings.write_text("{")
    else:
        (source / "tiny.onnx").write_bytes(b"this is no model")
    with pytest.raises(NotAVoice):
        import_voice(source, models / "voice" / "tiny", "CC0", ("en",))
    assert not list(models.glob("**/*.onnx"))


def test_clauses_keep_their_punctuation_and_become_sentences() -> None:
    clauses = clauses_of("Well, hello. How are you? 3.")
    assert clauses == ["Well,", "hello.", "How are you?", "3."]
    made = sentences_of(clauses, ["wɛl", "(en)həloʊ(ko)", "haʊ ɑːɹ juː", "θɹiː"])
    assert made == ["wɛl, həloʊ.", "haʊ ɑːɹ juː?", "θɹiː."]


def test_speakers_of_one_model_are_voices_of_their_own(tmp_path: Path, models: Path) -> None:
    bring(tmp_path, models)
    record = models / "voice" / "tiny" / "import.json"
    record.write_text(json.dumps(json.loads(record.read_text()) | {"speakers": 3}))
    assert [one.name for one in offered_voices(SPEAKERS)][-3:] == ["sherpa:tiny#0", "sherpa:tiny#1", "sherpa:tiny#2"]
