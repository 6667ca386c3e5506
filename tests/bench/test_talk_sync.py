"""Whether lips move with the sound, measured on landmarks tracked back from rendered frames.

No network judges: the mouth opening of each frame is compared with the command, with the phonemes and with the sound's
envelope, and every score again with the sound of another sentence, where it must drop.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.people.casting import CastMember, cast
from visavis.studio.talk import FPS, TALK, Motion, speech_motion
from visavis.voice.speak import SPEAKERS, Speech

pytestmark = pytest.mark.bench
Values = NDArray[np.float64]
KOREAN = "안녕하세요. 만나서 반갑습니다. 부담 없이 편하게 말씀해 주세요. 어떤 문제를 풀어 보셨나요?"
ENGLISH = "Maybe begin by telling me about a problem that people brought to you, and how you solved it."
OTHER = "We usually walk along the river after dinner, whatever the weather is like."
CLOSED_U = 0.02
CLOSING = {"p", "b", "m", "pʰ", "p͈"}


@dataclass(frozen=True)
class Seen:
    """One rendered sentence: the tracked opening and width of the mouth and the jitter elsewhere, frame by frame."""

    speech: Speech
    motion: Motion
    gap: Values
    width: Values
    still_px: float


def _track(member: CastMember, speech: Speech, motion: Motion) -> Seen:
    gaps, widths, frames = [], [], []
    with TALK.lease() as talker, MESH.lease() as mesh:
        rig = talker.prepare(member.portrait(), 512)
        for frame in talker.render(rig, motion):
            points = mesh.find(frame, 1)[0].points[:, :2]
            u = np.hypot(*(points[263] - points[33]))
            gaps.append(np.hypot(*(points[14] - points[13])) / u)
            widths.append(np.hypot(*(points[291] - points[61])) / u)
            frames.append(frame[:40, :40].astype(np.int16))
    still = max(float(np.abs(frame - frames[0]).max()) for frame in frames)
    return Seen(speech, motion, np.array(gaps), np.array(widths), still)


def _envelope(speech: Speech, frames: int) -> Values:
    step = speech.audio.rate_hz // FPS
    sound = np.pad(speech.audio.samples, (0, max(0, frames * step - len(speech.audio.samples))))
    return np.asarray(np.sqrt((sound[: frames * step].reshape(frames, step) ** 2).mean(1)), np.float64)


def best_lag(a: Values, b: Values, most: int = 8) -> tuple[float, int]:
    """The highest correlation of ``a`` with ``b`` moved by −most…most frames; with a positive lag ``a`` comes later."""
    length = min(len(a), len(b))
    a, b = a[:length], b[:length]
    found = {}
    for lag in range(-most, most + 1):
        x, y = (a[lag:], b[: length - lag]) if lag >= 0 else (a[:lag], b[-lag:])
        found[lag] = float(np.corrcoef(x, y)[0, 1])
    lag = max(found, key=lambda k: found[k])
    return found[lag], lag


def _closures(speech: Speech) -> list[int]:
    return [
        round((phone.start_s + phone.end_s) / 2 * FPS) for phone in speech.phones if phone.ipa.strip("ːˈˌ") in CLOSING
    ]


def _recall(gap: Values, centres: list[int]) -> float:
    """The share of p, b and m during which the lips are seen to touch."""
    touched = [gap[max(0, c - 3) : c + 3].min() < CLOSED_U + gap.min() for c in centres if c < len(gap)]
    return float(np.mean(touched)) if touched else float("nan")


@pytest.mark.parametrize("member", cast(), ids=lambda m: m.id)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_lips_follow_command_and_sound(member: CastMember, language: str) -> None:
    with SPEAKERS.lease() as speaker:
        speech = speaker.speak(KOREAN, "ko") if language == "ko" else speaker.speak(ENGLISH, "en")
        other = speaker.speak(OTHER, "en")
    seen = _track(member, speech, speech_motion(speech, 1))
    told = seen.motion.mouth.astype(np.float64)
    command, lag = best_lag(seen.gap, np.maximum(told[:, 0], 0))
    widths, _ = best_lag(seen.width, told[:, 1])
    sound, sound_lag = best_lag(seen.gap, _envelope(speech, len(seen.gap)))
    shuffled, _ = best_lag(seen.gap, _envelope(other, len(seen.gap)))
    centres = _closures(speech)
    chance = _recall(np.roll(seen.gap, len(seen.gap) // 3), centres)
    sys.stdout.write(
        f"\n{member.id} {language}: opening r {command:.3f} at {1000 * lag / FPS:+.0f} ms (prototype .96–.99), "
        f"width r {widths:.2f}, envelope r {sound:.2f} at {1000 * sound_lag / FPS:+.0f} ms (accepted −125…+45), "
        f"other sentence r {shuffled:.2f}; closure recall {_recall(seen.gap, centres):.2f} of {len(centres)} "
        f"(shifted {chance:.2f}); opening p95 {np.percentile(seen.gap, 95):.2f} u (people .15–.31); "
        f"background moved by {seen.still_px:.0f} levels\n"
    )
    assert command > 0.9
    assert abs(lag) <= 1
    assert seen.still_px == 0
