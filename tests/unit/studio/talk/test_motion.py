from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.kit.text import Language
from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Motion
from visavis.studio.talk.motion import find_beats, listening_motion, speech_motion
from visavis.studio.talk.motion_mouth import GAP_RANGE, LEAD_S, WIDTH_RANGE
from visavis.voice.speak import SPEAKERS, Speech
from visavis.voice.visemes import visemes

GAP, WIDTH, TUCK = (MOUTH_CONTROLS.index(name) for name in ("gap", "wid", "tuck"))
TEXTS: dict[Language, str] = {
    "ko": "반갑습니다. 먼저 자기소개를 부탁드립니다. 우리 회사에 지원한 동기와 앞으로의 포부를 말씀해 주세요.",
    "en": "Please tell me about a project that you are most proud of, and what you would change about it. Five more.",
}


def speech(language: Language = "ko", text: str | None = None) -> Speech:
    with SPEAKERS.lease() as speaker:
        return speaker.speak(text or TEXTS[language], language, "m1")


def curves(motion: Motion) -> list[NDArray[np.float32]]:
    return [motion.mouth, motion.blink, motion.brow, motion.gaze, motion.head]


def blink_starts(motion: Motion) -> NDArray[np.int64]:
    return np.flatnonzero((motion.blink[1:] > 0.3) & (motion.blink[:-1] <= 0.3))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_motion_covers_the_sound(language: Language) -> None:
    said = speech(language)
    motion = speech_motion(said)
    assert motion.frames == int(np.ceil(said.audio.duration_s * FPS))
    shapes = [curve.shape[1:] for curve in curves(motion)]
    assert shapes == [(6,), (), (), (2,), (6,)]
    assert all(curve.dtype == np.float32 and np.isfinite(curve).all() for curve in curves(motion))


@pytest.mark.parametrize("language", ["ko", "en"])
def test_lips_are_shut_at_every_bilabial(language: Language) -> None:
    said = speech(language)
    mouth = speech_motion(said).mouth
    bilabials = [v for v in visemes(said.phones) if v.name == "PP"]
    assert len(bilabials) >= 4
    for viseme in bilabials:
        frame = round((viseme.centre_s - LEAD_S / 2) * FPS)
        assert mouth[frame - 1 : frame + 2, GAP].min() <= -0.01


@pytest.mark.parametrize("language", ["ko", "en"])
def test_mouth_opens_as_wide_as_real_talkers_do(language: Language) -> None:
    mouth = speech_motion(speech(language)).mouth
    assert 0.15 <= np.percentile(mouth[:, GAP], 95) <= 0.31
    assert np.ptp(mouth[:, WIDTH]) > 0.15
    assert GAP_RANGE[0] <= mouth[:, GAP].min() <= mouth[:, GAP].max() <= GAP_RANGE[1]
    assert WIDTH_RANGE[0] <= mouth[:, WIDTH].min() <= mouth[:, WIDTH].max() <= WIDTH_RANGE[1]


def test_vowels_differ_as_they_look() -> None:
    at = {vowel: speech_motion(speech(text=f"{vowel} {vowel} {vowel}")).mouth for vowel in "아이우"}
    assert at["아"][:, GAP].max() > at["이"][:, GAP].max() + 0.08
    assert at["이"][:, WIDTH].max() > 0.05
    assert at["우"][:, WIDTH].min() < -0.1


def test_lower_lip_tucks_for_f() -> None:
    assert speech_motion(speech("en", "five fine vivid views")).mouth[:, TUCK].max() > 0.6
    assert speech_motion(speech("ko", "가나다라")).mouth[:, TUCK].max() < 0.05


@pytest.mark.parametrize("language", ["ko", "en"])
def test_mouth_leads_the_sound_by_a_frame_or_two(language: Language) -> None:
    """Best lag of the opening against the loudness; broadcast practice accepts −45 … +125 ms."""
    said = speech(language)
    gap = speech_motion(said).mouth[:, GAP]
    size = said.audio.rate_hz // FPS
    sound = np.pad(said.audio.samples, (size // 2, size))[: len(gap) * size].reshape(len(gap), size)
    loud = np.sqrt((sound**2).mean(axis=1))
    lags = {lag: np.corrcoef(gap[5:-5], loud[5 + lag : len(gap) - 5 + lag])[0, 1] for lag in range(-4, 5)}
    best = max(lags, key=lambda lag: lags[lag])
    assert 0 <= best <= 3
    assert lags[best] > 0.4
    assert np.corrcoef(gap, np.roll(loud, len(gap) // 3))[0, 1] < lags[best] - 0.2


def test_clip_begins_and_ends_at_the_neutral_face() -> None:
    motion = speech_motion(speech())
    for curve in curves(motion):
        assert np.abs(curve[0]).max() < 1e-3
        assert np.abs(curve[-1]).max() < 0.02


def test_same_seed_same_curves_and_another_seed_another_head() -> None:
    said = speech()
    one, same, other = speech_motion(said, 3), speech_motion(said, 3), speech_motion(said, 4)
    assert all(np.array_equal(a, b) for a, b in zip(curves(one), curves(same), strict=True))
    assert np.array_equal(one.mouth, other.mouth)
    assert not np.array_equal(one.head, other.head)


def test_head_stays_within_what_the_renderer_can_show() -> None:
    for seed in range(12):
        head = np.abs(speech_motion(speech(), seed).head)
        assert head[:, 0].max() < 6.0
        assert head[:, 1].max() < 6.0
        assert head[:, 2].max() < 4.0
        assert np.abs(np.diff(head[:, :3], axis=0)).max() < 1.2


def test_listening_loop_is_seamless_in_position_and_velocity() -> None:
    for seed in range(8):
        motion = listening_motion(12.0, seed)
        assert motion.frames == 300
        for curve in curves(motion):
            steps = np.diff(np.concatenate([curve, curve[:2]]), axis=0)
            assert np.abs(steps[-2]).max() <= np.abs(steps[:-2]).max() + 1e-6
            turns = np.abs(np.diff(steps, axis=0))
            assert turns[-2:].max() <= turns[:-2].max() + 1e-6


def test_listener_keeps_the_mouth_shut_blinks_and_nods() -> None:
    motions = [listening_motion(20.0, seed) for seed in range(6)]
    assert all(not motion.mouth.any() for motion in motions)
    rates = [len(blink_starts(motion)) * 3 for motion in motions]
    assert 8 <= np.mean(rates) <= 30
    assert all(motion.head[:, 1].max() > 1.0 for motion in motions)


def test_blinks_while_talking_come_at_a_human_rate() -> None:
    long = speech(text=TEXTS["ko"] * 3)
    rates = [len(blink_starts(speech_motion(long, seed))) / long.audio.duration_s * 60 for seed in range(6)]
    assert 10.5 <= np.mean(rates) <= 32.5


def test_shortest_speech_has_a_motion() -> None:
    motion = speech_motion(speech(text="네"))
    assert motion.frames > 5
    assert motion.mouth[:, GAP].max() > 0.05


def test_beats_are_the_loud_moments() -> None:
    level = np.full(100, 0.3)
    level[28:33] = level[68:73] = 1.0
    assert [round(beat.time_s, 1) for beat in find_beats(level)] == [1.2, 2.8]
