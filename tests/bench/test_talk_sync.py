"""Whether lips move with the sound, measured on landmarks tracked back from rendered frames.

No network judges: the mouth opening of each frame is compared with the command, with the phonemes and with the sound's
envelope, and every score again with the sound of another sentence, where it must drop.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.kit.text import Language
from visavis.people.casting import CastMember, cast, find_member
from visavis.studio.talk import FPS, TALK, Motion, speech_motion
from visavis.studio.talk.motion_mouth import LEAD_S
from visavis.voice.speak import SPEAKERS, Speech
from visavis.voice.visemes import visemes

pytestmark = pytest.mark.bench
Values = NDArray[np.float64]
KOREAN = "안녕하세요. 만나서 반갑습니다. 부담 없이 편하게 말씀해 주세요. 어떤 문제를 풀어 보셨나요?"
ENGLISH = "Maybe begin by telling me about a problem that people brought to you, and how you solved it."
OTHER = "We usually walk along the river after dinner, whatever the weather is like."
CLOSED_U = 0.02
CLOSING = {"p", "b", "m", "pʰ", "p͈"}
SHAPE_OF = {
    **dict.fromkeys(("PP", "FF"), "shut"),
    **dict.fromkeys(("ou", "oh", "CH", "RR"), "round"),
    **dict.fromkeys(("aa", "E", "uh"), "open"),
    **dict.fromkeys(("ih", "SS"), "spread"),
    **dict.fromkeys(("DD", "nn", "kk", "TH"), "between"),
}
"""What can be told apart by opening and width alone; consonants of the tongue are ``between``."""
BRIDGE_AND_FOREHEAD = [168, 6, 197, 195, 8, 9, 151, 10, 67, 297]


@dataclass(frozen=True)
class Seen:
    """One rendered sentence: the tracked opening and width of the mouth, frame by frame, in u.

    ``upper`` (T, 10, 2) are landmarks that speech mustn't move, in u; ``brow`` (T, 32, 32, 3) the picture between the
    eyes, always at the same place; ``still_px`` how much a corner of the background changed.
    """

    speech: Speech
    motion: Motion
    gap: Values
    width: Values
    upper: Values
    brow: NDArray[np.int16]
    still_px: float


def _track(member: CastMember, speech: Speech, motion: Motion) -> Seen:
    gaps, widths, upper, brows, frames = [], [], [], [], []
    with TALK.lease() as talker, MESH.lease() as mesh:
        rig = talker.prepare(member.portrait(), 512)
        left, top = (mesh.find(next(iter(talker.render(rig, motion))), 1)[0].points[168, :2] - 16).astype(int)
        for frame in talker.render(rig, motion):
            points = mesh.find(frame, 1)[0].points[:, :2]
            u = np.hypot(*(points[263] - points[33]))
            gaps.append(np.hypot(*(points[14] - points[13])) / u)
            widths.append(np.hypot(*(points[291] - points[61])) / u)
            upper.append(points[BRIDGE_AND_FOREHEAD])
            brows.append(frame[top : top + 32, left : left + 32].astype(np.int16))
            frames.append(frame[:40, :40].astype(np.int16))
    still = max(float(np.abs(frame - frames[0]).max()) for frame in frames)
    return Seen(speech, motion, np.array(gaps), np.array(widths), np.array(upper) / u, np.array(brows), still)


@cache
def _speech(language: Language) -> Speech:
    with SPEAKERS.lease() as speaker:
        return speaker.speak(KOREAN if language == "ko" else ENGLISH, language)


@cache
def _seen(member_id: str, language: Language) -> Seen:
    speech = _speech(language)
    return _track(find_member(member_id), speech, speech_motion(speech, 1))


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


def _may_be_shut(speech: Speech, told: Values) -> NDArray[np.bool_]:
    """(T,) frames at which lips are told to touch each other or the teeth (F, V), or in which nothing is said."""
    gap, tuck = told[:, 0], told[:, 5]
    may = (gap <= CLOSED_U) | (gap - 0.05 * tuck <= CLOSED_U)
    for span in visemes(speech.phones):
        if span.name == "sil":
            may[max(0, round((span.start_s - LEAD_S) * FPS)) : round((span.end_s - LEAD_S) * FPS) + 1] = True
    return np.asarray(may)


def _precision(gap: Values, may: NDArray[np.bool_]) -> float:
    """The share of the frames seen shut that may be."""
    return float(may[gap < CLOSED_U + gap.min()].mean())


@pytest.mark.parametrize("member", cast(), ids=lambda m: m.id)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_lips_follow_command_and_sound(member: CastMember, language: Language) -> None:
    with SPEAKERS.lease() as speaker:
        other = speaker.speak(OTHER, "en")
    seen = _seen(member.id, language)
    told = seen.motion.mouth.astype(np.float64)
    command, lag = best_lag(seen.gap, np.maximum(told[:, 0], 0))
    widths, _ = best_lag(seen.width, told[:, 1])
    sound, sound_lag = best_lag(seen.gap, _envelope(seen.speech, len(seen.gap)))
    shuffled, _ = best_lag(seen.gap, _envelope(other, len(seen.gap)))
    centres, may = _closures(seen.speech), _may_be_shut(seen.speech, told)
    moved = np.roll(seen.gap, len(seen.gap) // 3)
    sys.stdout.write(
        f"\n{member.id} {language}: opening r {command:.3f} at {1000 * lag / FPS:+.0f} ms (prototype .96–.99), "
        f"width r {widths:.2f}, envelope r {sound:.2f} at {1000 * sound_lag / FPS:+.0f} ms (accepted −125…+45), "
        f"other sentence r {shuffled:.2f}; closure recall {_recall(seen.gap, centres):.2f} of {len(centres)} "
        f"(shifted {_recall(moved, centres):.2f}), precision {_precision(seen.gap, may):.2f} "
        f"(shifted {_precision(moved, may):.2f}); opening p95 {np.percentile(seen.gap, 95):.2f} u "
        f"(people .10–.30); background moved by {seen.still_px:.0f} levels\n"
    )
    assert command > 0.9
    assert abs(lag) <= 1
    assert seen.still_px == 0


def _shown(seen: Seen, shift: int = 0) -> tuple[Values, list[str]]:
    """(n, 2) opening and width against the first frame at each viseme, and what each should show.

    ``shift`` frames move the sight against the timeline.
    """
    sight = np.stack([seen.gap - seen.gap[0], seen.width - seen.width[0]], axis=1)
    spans = [span for span in visemes(seen.speech.phones) if span.name in SHAPE_OF]
    frames = [(min(round((s.centre_s - LEAD_S) * FPS), len(sight) - 1) + shift) % len(sight) for s in spans]
    return sight[frames], [SHAPE_OF[span.name] for span in spans]


def _nearest_centroid(clips: list[tuple[Values, list[str]]]) -> Values:
    """Recall of each class: each clip judged by the class means of all the clips of the other sentence."""
    names = sorted(set(SHAPE_OF.values()))
    hits: dict[str, list[bool]] = {name: [] for name in names}
    for number, (sight, truth) in enumerate(clips):
        rest = [clip for other, clip in enumerate(clips) if other % 2 != number % 2]
        known, labels = np.concatenate([c[0] for c in rest]), np.concatenate([c[1] for c in rest])
        centroids = np.stack([known[labels == name].mean(0) for name in names])
        nearest = np.hypot(*np.moveaxis(sight[:, None] - centroids[None], 2, 0)).argmin(1)
        for index, name in zip(nearest, truth, strict=True):
            hits[name].append(names[index] == name)
    return np.array([np.mean(hits[name]) for name in names])


def test_mouth_shapes_tell_the_phonemes() -> None:
    """Classes from sight alone; each clip is judged by clips of the other sentence, in the other language."""
    languages: tuple[Language, Language] = ("ko", "en")
    seen = [_seen(member.id, language) for member in cast()[:4] for language in languages]
    recalls = _nearest_centroid([_shown(clip) for clip in seen])
    shifted = [
        float(_nearest_centroid([_shown(clip, len(clip.gap) * part // 7) for clip in seen]).mean())
        for part in (2, 3, 5)
    ]
    each = ", ".join(f"{name} {r:.2f}" for name, r in zip(sorted(set(SHAPE_OF.values())), recalls, strict=True))
    sys.stdout.write(
        f"\nviseme classes from opening and width: mean recall {recalls.mean():.2f} ({each}); timeline shifted "
        f"{min(shifted):.2f}–{max(shifted):.2f}; chance {1 / len(recalls):.2f}; "
        f"{sum(len(_shown(clip)[1]) for clip in seen)} visemes in {len(seen)} clips\n"
    )
    assert recalls.mean() > max(shifted) + 0.15


def _jitter(seen: Seen) -> float:
    """Root mean square motion from frame to frame, in u, that head, brows and blinks don't explain linearly."""
    motion = seen.motion
    told = np.column_stack([motion.head, motion.brow, motion.blink, np.ones(motion.frames)]).astype(np.float64)
    places = seen.upper.reshape(len(told), -1)
    left = places - told @ np.linalg.lstsq(told, places, rcond=None)[0]
    return float(np.sqrt((np.diff(left, axis=0) ** 2).reshape(-1, 2).sum(1).mean()))


@pytest.mark.parametrize("member", cast()[:2], ids=lambda m: m.id)
def test_speaking_leaves_the_upper_face_alone(member: CastMember) -> None:
    seen = _seen(member.id, "ko")
    silent = replace(seen.motion, mouth=np.zeros_like(seen.motion.mouth))
    alone = _track(member, seen.speech, silent)
    changed = int(np.abs(seen.brow - alone.brow).max())
    moved = float(np.sqrt((np.diff(seen.upper, axis=0) ** 2).sum(2).mean()))
    sys.stdout.write(
        f"\n{member.id}: bridge and forehead, frame to frame beyond the head's motion {_jitter(seen):.4f} u; the same "
        f"with a still mouth {_jitter(alone):.4f}; with the head's motion {moved:.4f}; pixels between the eyes differ "
        f"from those with a still mouth by at most {changed} levels, so that the rest is the tracker's\n"
    )
    assert _jitter(seen) < 0.01
    assert changed <= 2
