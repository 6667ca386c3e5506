"""Lips in time with the sound, as far as sound and motion curves alone can tell; each with a shuffled control."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.kit.text import Language
from visavis.media.decode import load_audio, read_frames
from visavis.studio.talk.engine import FPS
from visavis.studio.talk.motion import envelope, frame_count, speech_motion
from visavis.studio.talk.motion_audio import motion_from_audio
from visavis.voice.speak import SPEAKERS, Speech
from visavis.voice.visemes import visemes

pytestmark = pytest.mark.bench

Values = NDArray[np.float64]
SENTENCES: dict[Language, list[str]] = {
    "ko": [
        "반갑습니다. 편안하게 앉아 주세요.",
        "가장 힘들었던 프로젝트와 맡은 역할을 말씀해 주세요.",
        "입사 후 포부를 한 가지만 말해 볼까요?",
        "팀에서 의견이 다를 때 어떻게 풀어 나가시나요?",
    ],
    "en": [
        "Welcome, please make yourself comfortable.",
        "What was the biggest problem in your last project?",
        "Why do you believe that you are a good fit for us?",
        "How do you handle people who disagree with you?",
    ],
}


def lag_of(gap: Values, loud: Values) -> tuple[int, float]:
    """The lag in frames (positive: the mouth leads) with the highest correlation, and that correlation."""
    r = {lag: float(np.corrcoef(gap[6:-6], np.roll(loud, -lag)[6:-6])[0, 1]) for lag in range(-5, 6)}
    best = max(r, key=lambda lag: r[lag])
    return best, r[best]


def said(language: Language) -> list[Speech]:
    with SPEAKERS.lease() as speaker:
        return [speaker.speak(text, language, voice) for text in SENTENCES[language] for voice in ("f1", "m2")]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_bench_sync_of_phoneme_motion(language: Language) -> None:
    pairs = [
        (speech_motion(s).mouth[:, 0].astype(float), envelope(s.audio, frame_count(s.audio))) for s in said(language)
    ]
    lags, r = zip(*(lag_of(gap, loud) for gap, loud in pairs), strict=True)
    wrong = []
    for (gap, _), (_, loud) in zip(pairs, pairs[2:] + pairs[:2], strict=True):
        n = min(len(gap), len(loud))
        wrong.append(lag_of(gap[:n], loud[:n])[1])
    print(f"\n{language}: opening against loudness r {np.mean(r):.2f}, shuffled {np.mean(wrong):.2f}; ", end="")
    print(f"mouth leads by {1000 * np.mean(lags) / FPS:.0f} ms (accepted −45…+125)")
    assert np.mean(r) > np.mean(wrong) + 0.15
    assert -45 <= 1000 * np.mean(lags) / FPS <= 125


@pytest.mark.parametrize("language", ["ko", "en"])
def test_bench_motion_from_sound_against_phonemes(language: Language) -> None:
    """The product's voices are partly among the training voices; the model card gives held-out figures."""
    from_sound, from_phones = [], []
    hits = total = told = right = 0
    for speech in said(language):
        true, guess = speech_motion(speech).mouth, motion_from_audio(speech.audio).mouth
        from_sound.append(guess)
        from_phones.append(true)
        centres = [round((v.centre_s - 0.03) * FPS) for v in visemes(speech.phones) if v.name == "PP"]
        shut = np.flatnonzero(guess[:, 0] <= -0.01)
        total, told = total + len(centres), told + len(shut)
        hits += sum(bool(np.abs(shut - c).min(initial=99) <= 1) for c in centres)
        right += sum(bool(np.abs(np.array(centres) - f).min(initial=99) <= 1) for f in shut)
    r = [np.corrcoef(np.concatenate(from_phones)[:, i], np.concatenate(from_sound)[:, i])[0, 1] for i in (0, 1)]
    lengths = [min(len(a), len(b)) for a, b in zip(from_phones, from_sound[2:] + from_sound[:2], strict=True)]
    pairs = list(zip(from_phones, from_sound[2:] + from_sound[:2], lengths, strict=True))
    wrong = np.corrcoef(
        np.concatenate([a[:n, 0] for a, _, n in pairs]), np.concatenate([b[:n, 0] for _, b, n in pairs])
    )
    print(f"\n{language}: gap r {r[0]:.2f}, width r {r[1]:.2f}, shuffled gap r {wrong[0, 1]:.2f}; ", end="")
    print(f"closures recall {hits / max(total, 1):.2f} precision {right / max(told, 1):.2f}")
    assert r[0] > 0.6
    assert wrong[0, 1] < 0.35


@pytest.mark.shared
def test_bench_motion_from_sound_against_filmed_lips(shared_data: Path) -> None:
    """GRID clips: the inner-lip distance that the face mesh sees, against the gap made from the sound alone."""
    r, wrong, lags, clips = [], [], [], []
    for path in sorted((shared_data / "clips/grid").glob("*.mpg")):
        seen = _filmed_gap(path)
        made = motion_from_audio(load_audio(path)).mouth[:, 0].astype(float)
        n = min(len(seen), len(made))
        clips.append((path.name, seen[:n], made[:n]))
    for i, (name, seen, made) in enumerate(clips):
        lag, best = lag_of(made, seen)
        other = clips[(i + 1) % len(clips)][2]
        n = min(len(seen), len(other))
        control = lag_of(other[:n], seen[:n])[1]
        print(f"\n  {name:20s} r {best:.2f} lag {1000 * lag / FPS:+.0f} ms, wrong sound r {control:.2f}, ", end="")
        print(f"filmed gap p95 {np.percentile(seen, 95):.2f} u, made {np.percentile(made, 95):.2f} u", end="")
        r.append(best)
        wrong.append(control)
        lags.append(lag)
    print(f"\n  mean r {np.mean(r):.2f}, wrong sound {np.mean(wrong):.2f}, lag {1000 * np.mean(lags) / FPS:+.0f} ms")
    assert np.mean(r) > np.mean(wrong)


def _filmed_gap(path: Path) -> Values:
    """Inner-lip distance in u at 25 Hz, rest position removed."""
    with MESH.lease() as engine:
        tracker = engine.track(most=1)
        times, gaps = [], []
        for frame in read_frames(path):
            faces = tracker.read(frame.image)
            if faces:
                points = faces[0].points
                times.append(frame.time_s)
                gaps.append(float(np.hypot(*(points[13, :2] - points[14, :2]))) / faces[0].eye_distance_px)
        tracker.close()
    even = np.interp(np.arange(0, times[-1], 1 / FPS), times, gaps)
    return np.asarray(even - np.percentile(even, 5))
