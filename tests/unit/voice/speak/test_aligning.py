"""Times laid along sound that came without them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from visavis.kit.errors import Invalid
from visavis.kit.text import Language
from visavis.media.values import Audio
from visavis.voice.speak import Speech
from visavis.voice.speak.aligning import align, find_silences
from visavis.voice.speak.espeak import Espeak

TEXTS: dict[Language, str] = {
    "ko": "가장 힘들었던 프로젝트와, 맡은 역할을 말씀해 주세요.",
    "en": "What was the biggest problem in your last project, and who solved it?",
}


@pytest.fixture(scope="module")
def espeak() -> Espeak:
    return Espeak()


def onsets(speech: Speech) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return np.array([phone.start_s for phone in speech.phones if phone.ipa])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_phones_of_another_voice_and_rate_are_found_where_they_are(espeak: Espeak, language: Language) -> None:
    truth = espeak.speak(TEXTS[language], language, "m2", 0.8)
    found = align(truth.text, language, truth.audio, espeak)
    wrong_s = np.abs(onsets(found) - onsets(truth))
    assert np.median(wrong_s) < 0.02
    assert np.percentile(wrong_s, 95) < 0.08


def test_phones_cover_the_sound_without_overlap(espeak: Espeak) -> None:
    truth = espeak.speak(TEXTS["en"], "en", "f3", 1.2)
    phones = align(truth.text, "en", truth.audio, espeak).phones
    assert phones[0].start_s == 0.0
    assert phones[-1].end_s == pytest.approx(truth.audio.duration_s)
    assert all(one.end_s == pytest.approx(after.start_s) for one, after in pairwise(phones))
    assert all(phone.end_s > phone.start_s for phone in phones)


def test_nothing_is_said_in_a_pause(espeak: Espeak) -> None:
    truth = espeak.speak("Wait here.", "en", "m1")
    pause = np.zeros(truth.audio.rate_hz, np.float32)
    middle = next(word.start_s for word in truth.words if word.text.startswith("here"))
    at = round(middle * truth.audio.rate_hz)
    cut = Audio(np.concatenate([truth.audio.samples[:at], pause, truth.audio.samples[at:]]), truth.audio.rate_hz)
    found = align(truth.text, "en", cut, espeak)
    inside = [phone for phone in found.phones if middle + 0.1 < (phone.start_s + phone.end_s) / 2 < middle + 0.9]
    assert inside
    assert all(phone.ipa == "" for phone in inside)
    assert [word.text for word in found.words] == ["Wait", "here."]
    assert found.words[1].start_s > middle + 0.9


def test_silences_are_found_at_the_ends_and_in_long_pauses() -> None:
    rate_hz = 16_000
    tone = (0.3 * np.sin(np.arange(rate_hz // 2) * 0.1)).astype(np.float32)
    gap = np.zeros(rate_hz // 2, np.float32)
    found = find_silences(Audio(np.concatenate([gap, tone, gap, tone, gap]), rate_hz))
    assert np.allclose(found, [(0.0, 0.5), (1.0, 1.5), (2.0, 2.5)], atol=0.03)


def test_silence_and_a_click_don_t_break_it(espeak: Espeak) -> None:
    for samples in (np.zeros(16_000, np.float32), np.ones(400, np.float32)):
        speech = align("Hello there.", "en", Audio(samples, 16_000), espeak)
        assert all(0 <= phone.start_s <= phone.end_s <= speech.audio.duration_s + 1e-6 for phone in speech.phones)


def test_text_with_nothing_to_say_is_refused(espeak: Espeak) -> None:
    with pytest.raises(Invalid):
        align("...", "en", Audio(np.zeros(16_000, np.float32), 16_000), espeak)
