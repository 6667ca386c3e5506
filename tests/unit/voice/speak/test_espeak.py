from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import espeakng_loader
import numpy as np
import pytest

from visavis.kit.errors import Failed, Invalid, NotFound
from visavis.kit.text import Language
from visavis.voice import speak
from visavis.voice.speak import SPEAKERS, Speaker, Speech
from visavis.voice.speak.espeak import LEAD_S, Espeak
from visavis.voice.speak.finish import active_level_dbfs

TEXTS: dict[Language, str] = {
    "ko": "안녕하세요. 만나서 반갑습니다. 먼저 자기소개를 해 주시겠어요?",
    "en": "Hello, nice to meet you. Could you please introduce yourself first?",
}


@pytest.fixture(scope="module")
def speaker() -> Iterator[Speaker]:
    with SPEAKERS.lease("espeak") as engine:
        yield engine


def _median_f0(speech: Speech) -> float:
    import parselmouth

    sound = parselmouth.Sound(speech.audio.samples.astype(float), speech.audio.rate_hz)
    pitch = sound.to_pitch(pitch_floor=60, pitch_ceiling=400).selected_array["frequency"]
    return float(np.median(pitch[pitch > 0]))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_voice_speaks_at_twenty_below_full_scale_without_clipping(speaker: Speaker, language: Language) -> None:
    for voice in speaker.voices():
        audio = speaker.speak(TEXTS[language], language, voice.name).audio
        assert active_level_dbfs(audio.samples, audio.rate_hz) == pytest.approx(-20.0, abs=1.0)
        assert np.abs(audio.samples).max() < 0.9
        assert audio.samples.dtype == np.float32


def test_voices_differ_clearly_in_pitch(speaker: Speaker) -> None:
    f0 = {voice.name: _median_f0(speaker.speak(TEXTS["ko"], "ko", voice.name)) for voice in speaker.voices()}
    ordered = sorted(f0.values())
    assert len(f0) >= 4
    assert all(higher / lower > 1.04 for lower, higher in pairwise(ordered))
    assert max(f0[name] for name in f0 if name.startswith("m")) < 150 < min(f0[n] for n in f0 if n.startswith("f"))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_phones_cover_the_sound_in_order(speaker: Speaker, language: Language) -> None:
    speech = speaker.speak(TEXTS[language], language)
    assert speech.phones[0].start_s == 0.0
    assert speech.phones[-1].end_s == pytest.approx(speech.audio.duration_s)
    assert all(left.end_s == right.start_s for left, right in pairwise(speech.phones))
    assert speech.phones[0].ipa == speech.phones[-1].ipa == ""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_words_are_the_written_pieces_in_order(speaker: Speaker, language: Language) -> None:
    speech = speaker.speak(TEXTS[language], language)
    assert [word.text for word in speech.words] == TEXTS[language].split()
    assert all(word.start_s < word.end_s for word in speech.words)
    assert all(left.end_s <= right.start_s + 1e-6 for left, right in pairwise(speech.words))


def test_subtitle_of_numbers_and_acronyms_is_the_written_text(speaker: Speaker) -> None:
    speech = speaker.speak("UI/UX 디자인으로 3.5% 성장했습니다.", "ko")
    assert [word.text for word in speech.words] == ["UI/UX", "디자인으로", "3.5%", "성장했습니다."]


def test_words_that_begin_with_a_nasal_are_placed_too(speaker: Speaker) -> None:
    text = "네. 만나서 나는 문제 많은 나라 명예 뭐든 네 말해 주세요. 먼저 나무, 마음"
    words = speaker.speak(text, "ko").words
    assert [word.text for word in words] == text.split()
    assert all(left.end_s <= right.start_s + 1e-6 for left, right in pairwise(words))
    per_syllable = [(word.end_s - word.start_s) / len(word.text.strip(".,")) for word in words]
    assert max(per_syllable) < 3 * min(per_syllable)


def test_sound_is_quiet_before_the_first_phone(speaker: Speaker) -> None:
    audio = speaker.speak("바다", "ko").audio
    lead = audio.samples[: int((LEAD_S - 0.01) * audio.rate_hz)]
    assert np.abs(lead).max() < 0.01 < np.abs(audio.samples).max()


def test_same_text_gives_the_same_bytes_whatever_was_said_before(speaker: Speaker) -> None:
    first = speaker.speak(TEXTS["ko"], "ko", "f2")
    speaker.speak(TEXTS["en"], "en", "m1")
    assert speaker.speak(TEXTS["ko"], "ko", "f2").audio.samples.tobytes() == first.audio.samples.tobytes()
    other = Espeak()
    assert other.speak(TEXTS["ko"], "ko", "f2").audio.samples.tobytes() == first.audio.samples.tobytes()
    other.close()


def test_threads_get_their_own_text(speaker: Speaker) -> None:
    texts = [f"문장 {n}번입니다." for n in range(12)]
    alone = [speaker.speak(text, "ko").audio.samples.tobytes() for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: speaker.speak(text, "ko").audio.samples.tobytes(), texts))
    assert together == alone


def test_a_killed_speech_process_is_replaced() -> None:
    engine = Espeak()
    before = engine.speak("다시", "ko").audio.samples.tobytes()
    assert engine._child is not None
    os.kill(engine._child.pid, signal.SIGKILL)
    engine._child.wait()
    assert engine.speak("다시", "ko").audio.samples.tobytes() == before
    engine.close()


def test_an_installation_at_a_long_path_speaks_too(tmp_path: Path) -> None:
    """eSpeak copies the path of its data into a buffer of 160 bytes."""
    deep = tmp_path / ("a" * 120) / ("b" * 120)
    deep.mkdir(parents=True)
    (deep / "data").symlink_to(espeakng_loader.get_data_path())
    script = Path(speak.__file__).with_name("espeak_child.py")
    request = {"text": "네", "voice": "ko", "rate": 170, "pitch": 50, "range": 50}
    done = subprocess.run(
        [sys.executable, "-I", str(script), espeakng_loader.get_library_path(), str(deep / "data")],
        input=json.dumps(request).encode() + b"\n",
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout.split(b"\n", 1)[0])["bytes"] > 1000


def test_refusal_of_the_library_is_told_and_the_next_text_spoken() -> None:
    engine = Espeak()
    with pytest.raises(Failed, match="could not be made"):
        engine._ask({"text": "네", "voice": "no-such-language", "rate": 170, "pitch": 50, "range": 50})
    assert engine.speak("네", "ko").audio.duration_s > 0.3
    engine.close()


def test_rate_changes_the_length(speaker: Speaker) -> None:
    slow, fast = (speaker.speak(TEXTS["en"], "en", rate=rate).audio.duration_s for rate in (0.7, 1.5))
    assert slow > 1.6 * fast


def test_longest_text_is_spoken_and_a_longer_one_refused(speaker: Speaker) -> None:
    assert speaker.speak("가나다라 " * 400, "ko").audio.duration_s > 120
    with pytest.raises(Invalid, match="too long"):
        speaker.speak("가" * 2001, "ko")


@pytest.mark.parametrize("text", ["", "   ", "…!?", "👍"])
def test_text_with_nothing_to_say_is_refused(speaker: Speaker, text: str) -> None:
    with pytest.raises(Invalid, match="nothing to say"):
        speaker.speak(text, "ko")


def test_unknown_voice_and_absurd_rate_are_refused(speaker: Speaker) -> None:
    with pytest.raises(NotFound, match="f1, f2"):
        speaker.speak("네", "ko", "nobody")
    with pytest.raises(Invalid, match="rate"):
        speaker.speak("네", "ko", rate=3.0)


def test_hostile_text_is_only_text(speaker: Speaker) -> None:
    speech = speaker.speak('<speak>[[h@l]] \x00 "; rm -rf / \n {"a":1}', "en")
    assert speech.audio.duration_s > 0.5
