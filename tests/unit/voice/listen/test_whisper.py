"""Whisper from a folder: a model of random weights goes through loading, voice activity, decoding and word times."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy import signal
from tests.unit.voice.tiny_whisper import make_tiny_whisper

from visavis.engines.imported import RECORD
from visavis.kit.errors import Unavailable
from visavis.media.values import Audio
from visavis.voice.listen import LISTENERS, local_listener
from visavis.voice.listen.voicing import find_voice
from visavis.voice.listen.whisper import KIND, ModelBroken
from visavis.voice.speak import SPEAKERS


@pytest.fixture(scope="module")
def spoken() -> Audio:
    with SPEAKERS.lease() as speaker:
        speech = speaker.speak("Hello, my name is Jamie and I work as an engineer.", "en", "m1")
    return Audio(signal.resample_poly(speech.audio.samples, 320, 441).astype(np.float32), 16_000)


def test_what_a_model_without_knowledge_writes_isn_t_believed(models: Path, spoken: Audio) -> None:
    make_tiny_whisper(models / KIND / "whisper-tiny")
    with LISTENERS.lease("whisper-tiny") as recogniser:
        heard = recogniser.listen(spoken, "en", verbatim=True)
        assert heard == recogniser.listen(spoken, "en", verbatim=True)
    assert heard.verbatim
    assert heard.language == "en"
    assert heard.dropped
    assert heard.segments == ()
    for one in heard.dropped:
        assert 0 <= one.segment.start_s <= one.segment.end_s <= spoken.duration_s
        assert one.segment.log_probability is not None
        for word in one.segment.words:
            assert 0 <= word.start_s <= word.end_s <= spoken.duration_s
            assert 0 <= word.confidence <= 1


def test_the_language_is_recognised_when_none_is_named(models: Path, spoken: Audio) -> None:
    make_tiny_whisper(models / KIND / "whisper-tiny")
    with LISTENERS.lease("whisper-tiny") as recogniser:
        assert recogniser.listen(spoken).language in ("ko", "en")


@pytest.mark.parametrize("kind", ["silence", "noise", "hum", "a moment"])
def test_the_model_isn_t_even_asked_about_silence_and_noise(models: Path, kind: str) -> None:
    make_tiny_whisper(models / KIND / "whisper-tiny")
    samples = {
        "silence": np.zeros(48_000, np.float32),
        "noise": np.random.default_rng(1).normal(0, 0.02, 48_000).astype(np.float32),
        "hum": (0.1 * np.sin(np.arange(48_000) * 0.04)).astype(np.float32),
        "a moment": np.zeros(80, np.float32),
    }[kind]
    with LISTENERS.lease("whisper-tiny") as recogniser:
        heard = recogniser.listen(Audio(samples, 16_000), "ko")
    assert (heard.segments, heard.dropped) == ((), ())


def test_voice_is_found_where_it_is(spoken: Audio) -> None:
    second = np.zeros(16_000, np.float32)
    spans = find_voice(Audio(np.concatenate([second, spoken.samples, second]), 16_000))
    assert 0.6 < spans[0][0] < 1.3
    assert spoken.duration_s + 0.4 < spans[-1][1] < spoken.duration_s + 1.3


def test_another_rate_is_refused(models: Path) -> None:
    with pytest.raises(ValueError, match="44100"):
        find_voice(Audio(np.zeros(44_100, np.float32), 44_100))


def test_without_a_model_the_reason_is_the_command(models: Path) -> None:
    assert local_listener() is None
    with pytest.raises(Unavailable, match="visavis models fetch whisper-small"), LISTENERS.lease("whisper-small"):
        pass


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_damaged_model_says_what_to_do(models: Path, spoken: Audio, name: str) -> None:
    folder = make_tiny_whisper(models / KIND / "whisper-base")
    (folder / name).write_bytes((folder / name).read_bytes()[:10])
    with pytest.raises(ModelBroken, match="visavis models remove whisper-base"), LISTENERS.lease("whisper-base") as one:
        one.listen(spoken, "en")


def test_a_folder_that_was_never_finished_isn_t_ready(models: Path) -> None:
    folder = make_tiny_whisper(models / KIND / "whisper-base")
    assert local_listener() == "whisper-base"
    (folder / RECORD).unlink()
    assert local_listener() is None
