from __future__ import annotations

import numpy as np
import pytest
from scipy import signal

from visavis.kit.text import Language
from visavis.media.values import Audio
from visavis.studio.talk.engine import FPS
from visavis.studio.talk.motion import speech_motion
from visavis.studio.talk.motion_audio import load_weights, mel_context, motion_from_audio
from visavis.studio.talk.motion_mouth import GAP_RANGE
from visavis.voice.speak import SPEAKERS, Speech

TEXTS: dict[Language, str] = {
    "ko": "가장 힘들었던 프로젝트와 맡은 역할을 말씀해 주세요. 우리 팀은 바다와 파도를 봅니다.",
    "en": "What was the biggest problem in your last project, and how did you help people to solve it?",
}


def speech(language: Language = "ko") -> Speech:
    with SPEAKERS.lease() as speaker:
        return speaker.speak(TEXTS[language], language, "m2")


def r(a: Audio, b: Speech, column: int) -> float:
    made, true = motion_from_audio(a).mouth[:, column], speech_motion(b).mouth[:, column]
    n = min(len(made), len(true))
    return float(np.corrcoef(made[:n], true[:n])[0, 1])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_mouth_from_sound_follows_the_mouth_from_phonemes(language: Language) -> None:
    said, other = speech(language), speech("en" if language == "ko" else "ko")
    assert r(said.audio, said, 0) > 0.6
    assert r(said.audio, said, 1) > 0.4
    assert r(other.audio, said, 0) < r(said.audio, said, 0) - 0.25


def test_volume_and_rate_hardly_change_the_mouth() -> None:
    said = speech()
    soft = Audio((said.audio.samples * 0.05).astype(np.float32), said.audio.rate_hz)
    other_rate = Audio(signal.resample_poly(said.audio.samples, 320, 147).astype(np.float32), 48_000)
    reference = motion_from_audio(said.audio).mouth
    np.testing.assert_allclose(motion_from_audio(soft).mouth, reference, atol=0.02)
    assert np.corrcoef(motion_from_audio(other_rate).mouth[:, 0], reference[:, 0])[0, 1] > 0.98


def test_silence_keeps_the_mouth_at_rest() -> None:
    motion = motion_from_audio(Audio(np.zeros(32_000, np.float32), 16_000))
    assert motion.frames == 2 * FPS
    assert np.abs(motion.mouth).max() < 1e-6


def test_pause_between_two_sentences_closes_the_mouth() -> None:
    said = speech().audio
    pause = np.zeros(said.rate_hz, np.float32)
    motion = motion_from_audio(Audio(np.concatenate([said.samples, pause, said.samples]), said.rate_hz))
    middle = round((said.duration_s + 0.5) * FPS)
    assert np.abs(motion.mouth[middle - 5 : middle + 5, 0]).max() < 0.02


def test_controls_stay_within_their_ranges() -> None:
    rng = np.random.default_rng(0)
    motion = motion_from_audio(Audio(rng.uniform(-1, 1, 48_000).astype(np.float32), 16_000))
    assert GAP_RANGE[0] <= motion.mouth[:, 0].min() <= motion.mouth[:, 0].max() <= GAP_RANGE[1]
    assert np.isfinite(motion.mouth).all()


@pytest.mark.parametrize("count", [1, 100, 700])
def test_a_few_samples_are_enough(count: int) -> None:
    assert motion_from_audio(Audio(np.full(count, 0.1, np.float32), 16_000)).frames >= 1


def test_weights_fit_the_features() -> None:
    weights = load_weights()
    features = mel_context(speech().audio, 50)
    assert features.shape == (50, len(weights.mean))
    assert weights.outer.shape == (len(weights.mean) + len(weights.offset) + 1, 7)
