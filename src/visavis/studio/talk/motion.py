"""Motion curves for a talking and for a listening face.

Signs: head yaw is positive towards the picture's right, pitch is positive when the chin goes down, roll is positive
clockwise as seen; x and y grow right and down. Every clip begins and ends with the resting face of its manner (mouth
shut, eyes open, head at zero), so that clips of one manner can follow each other in any order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy

from visavis.media.values import Audio
from visavis.studio.talk import motion_life as life
from visavis.studio.talk.engine import FPS, MOUTH_CONTROLS, Curve, Motion
from visavis.studio.talk.manner import NEUTRAL, Manner
from visavis.studio.talk.motion_life import Values
from visavis.studio.talk.motion_mouth import mouth_curve
from visavis.voice.speak.engine import Speech
from visavis.voice.visemes import VOWELS, Viseme, visemes

LISTENING_S = 12.0
_SPEAKING_BLINK_S, _LISTENING_BLINK_S = 2.8, 3.6
_YAW_DEG, _PITCH_DEG, _ROLL_DEG = 1.6, 0.8, 0.8
_PHRASE_GAP_S = 0.15


@dataclass(frozen=True)
class Beat:
    """A stressed moment of the sound: ``size`` 0–1 against the strongest of the clip."""

    time_s: float
    size: float


def speech_motion(speech: Speech, seed: int = 0, manner: Manner = NEUTRAL) -> Motion:
    """What a face does while it says ``speech``; ceil(duration · 25) frames; the same seed gives the same curves."""
    frames = frame_count(speech.audio)
    level = envelope(speech.audio, frames)
    motion = living(speech_mouth(speech), level, _phrase_ends(visemes(speech.phones)), seed, manner)
    return replace(motion, sound=speech.audio)


def speech_mouth(speech: Speech) -> Curve:
    """The mouth controls (T, 6) alone; they don't depend on a seed."""
    frames = frame_count(speech.audio)
    spans = visemes(speech.phones)
    return mouth_curve(spans, _effort(spans, envelope(speech.audio, frames)), frames)


def listening_motion(duration_s: float = LISTENING_S, seed: int = 0, manner: Manner = NEUTRAL) -> Motion:
    """A listening face as a loop: after its last frame the first follows, in position and in velocity.

    ``duration_s`` is at least 4; it is rounded to whole frames. Begins at the resting pose. See ``facing_motion`` for
    listening to somebody at one's side.
    """
    frames = max(round(duration_s * FPS), 4 * FPS)
    breaths = max(1, round(frames / (life.BREATH_S * FPS)))
    lift, zoom = life.breath(frames, frames / breaths)
    head = np.zeros((frames, 6))
    for column, size in enumerate((_YAW_DEG, _PITCH_DEG * 0.7, _ROLL_DEG)):
        head[:, column] = life.loop_wander(frames, seed * 7 + column, size * 0.8)
    head[:, 1] += _listening_nods(frames, seed, manner.nod_gap)
    head[:, 3] = 0.006 * head[:, 0]
    head[:, 4], head[:, 5] = lift + 0.004 * head[:, 1], zoom
    return Motion(
        mouth=np.zeros((frames, len(MOUTH_CONTROLS)), np.float32) + manner.resting_mouth,
        blink=_curve(life.blinks(frames, seed, _LISTENING_BLINK_S)),
        brow=_curve(_listening_brow(frames, seed) * manner.liveliness + manner.brow_u),
        gaze=_curve(life.glances(frames, seed, 0.010)),
        head=_curve(head),
    )


def living(mouth: Curve, level: Values, ends_s: Sequence[float], seed: int, manner: Manner = NEUTRAL) -> Motion:
    """Add the rest of the face to a mouth curve (T, 6): ``level`` (T,) is the loudness from 0 to 1."""
    frames = len(mouth)
    beats = find_beats(level)
    window = life.ease(frames)
    return Motion(
        mouth=(mouth * life.ease(frames, 0.08)[:, None]).astype(np.float32) + manner.resting_mouth,
        blink=_curve(life.blinks(frames, seed, _SPEAKING_BLINK_S, ends_s)),
        brow=_curve(_brow(frames, beats, seed) * window * manner.liveliness + manner.brow_u),
        gaze=_curve(life.glances(frames, seed)),
        head=_curve(_talking_head(frames, level, beats, ends_s, seed) * window[:, None]),
    )


def frame_count(audio: Audio) -> int:
    """How many frames cover the sound."""
    return max(1, int(np.ceil(audio.duration_s * FPS - 1e-6)))


def envelope(audio: Audio, frames: int) -> Values:
    """Loudness (frames,) from 0 to 1: RMS around each frame's time against the clip's 95th percentile."""
    centres = (np.arange(frames) / FPS * audio.rate_hz).astype(int)
    half = audio.rate_hz // FPS // 2
    power = np.concatenate([[0.0], np.cumsum(audio.samples.astype(np.float64) ** 2)])
    low, high = np.maximum(centres - half, 0), np.minimum(centres + half, len(audio.samples))
    rms = np.sqrt(
        np.maximum(power[np.maximum(high, low)] - power[np.minimum(low, high)], 0) / np.maximum(high - low, 1)
    )
    top = np.percentile(rms, 95) if frames > 1 else rms.max()
    return np.asarray((rms / max(float(top), 1e-4)).clip(0, 1))


def find_beats(level: Values) -> list[Beat]:
    """The stressed moments: peaks of the loudness smoothed to syllable-group rate, at least 0.35 s apart."""
    if len(level) < 2 * FPS // 5:
        return []
    window = scipy.signal.windows.hann(9)
    smooth = np.convolve(np.pad(level, 4), window / window.sum(), "valid")
    peaks, found = scipy.signal.find_peaks(smooth, distance=round(0.35 * FPS), prominence=0.10)
    top = max(float(smooth.max()), 1e-6)
    sizes = np.minimum(1.0, found["prominences"] / top)
    return [Beat(int(peak) / FPS, float(size)) for peak, size in zip(peaks, sizes, strict=True)]


def _effort(spans: Sequence[Viseme], level: Values) -> Values:
    """How wide each vowel opens: 0.85 for the softest, 1.12 for the loudest."""
    at = np.array([min(round(span.centre_s * FPS), len(level) - 1) for span in spans], dtype=int)
    loud = level[at] if len(at) else np.zeros(0)
    vowel = np.array([span.name in VOWELS for span in spans], dtype=bool)
    middle = float(np.median(loud[vowel])) if vowel.any() else 1.0
    return np.asarray((0.55 + 0.45 * loud / max(middle, 0.05)).clip(0.85, 1.12))


def _phrase_ends(spans: Sequence[Viseme]) -> list[float]:
    return [span.start_s for span in spans if span.name == "sil" and span.start_s > 0 and _long(span)]


def _long(span: Viseme) -> bool:
    return span.end_s - span.start_s >= _PHRASE_GAP_S


def _brow(frames: int, beats: Sequence[Beat], seed: int) -> Values:
    """Raised on the stronger beats, a third of all, by 0.008–0.026 u for about half a second."""
    rng = np.random.default_rng([seed, 5])
    brow = np.zeros(frames)
    floor = float(np.quantile([beat.size for beat in beats], 0.6)) if beats else 1.0
    for beat in beats:
        if beat.size >= floor and rng.random() < 0.8:
            length_s = rng.uniform(0.4, 0.75)
            brow = np.maximum(brow, life.bump(frames, beat.time_s, length_s, 0.008 + 0.018 * beat.size))
    return brow


def _talking_head(
    frames: int, level: Values, beats: Sequence[Beat], ends_s: Sequence[float], seed: int
) -> Values:  # (T, 6)
    rng = np.random.default_rng([seed, 6])
    lift, zoom = life.breath(frames)
    head = np.zeros((frames, 6))
    for column, size in enumerate((_YAW_DEG, _PITCH_DEG, _ROLL_DEG)):
        head[:, column] = life.wander(frames, seed * 7 + column, size)
    head[:, 1] += _loudness_nod(level)
    for beat in beats:
        head[:, 1] += life.bump(frames, beat.time_s + 0.04, 0.42, rng.uniform(0.5, 1.3) * beat.size)
    for end_s in ends_s:
        head[:, 1] += life.nod(frames, end_s, 0.6, rng.uniform(0.6, 1.4))
    head[:, 2] += 0.25 * head[:, 0]
    head[:, 3], head[:, 4], head[:, 5] = 0.006 * head[:, 0], lift + 0.004 * head[:, 1], zoom
    return head


def _loudness_nod(level: Values) -> Values:
    """The head follows the speech envelope between 0.3 and 2 Hz by about a degree."""
    if len(level) < FPS:
        return np.zeros(len(level))
    sos = scipy.signal.butter(1, [0.3, 2.0], "bandpass", fs=FPS, output="sos")
    slow = scipy.signal.sosfiltfilt(sos, level, padlen=min(len(level) - 1, 3 * FPS))
    return np.asarray(slow / max(float(slow.std()), 0.05) * 0.5)


def _listening_nods(frames: int, seed: int, gap: float) -> Values:
    """Single and double nods every 3–6 s times ``gap``, none across the seam."""
    rng = np.random.default_rng([seed, 8])
    nods, time_s, last_s = np.zeros(frames), rng.uniform(1.5, 2.5) * min(gap, 2.0), frames / FPS - 1.2
    while time_s < last_s:
        double = rng.random() < 0.45
        length_s = 1.0 if double else 0.6
        nods += life.nod(frames, time_s, length_s, rng.uniform(1.2, 2.6), 2 if double else 1)
        time_s += rng.uniform(3.0, 6.0) * gap
    return nods


def _listening_brow(frames: int, seed: int) -> Values:
    rng = np.random.default_rng([seed, 9])
    return life.bump(frames, float(rng.uniform(0.35, 0.65)) * frames / FPS, 1.2, 0.014)


def _curve(values: Values) -> Curve:
    return values.astype(np.float32)
