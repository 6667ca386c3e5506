"""What a living face does besides talking: blinks, brows, glances, nods, breath. Everything follows from a seed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import scipy
from numpy.typing import NDArray

from visavis.studio.talk.engine import FPS

Values: TypeAlias = NDArray[np.float64]

BLINK = np.array([0.45, 0.95, 1.0, 0.85, 0.55, 0.28, 0.10])
"""Lid closure frame by frame at 25 Hz: closing takes two frames, opening five."""
BREATH_S = 4.0
_BREATH_Y, _BREATH_ZOOM = 0.007, 0.0015


def blinks(frames: int, seed: int, mean_gap_s: float, ends_s: Sequence[float] = ()) -> Values:
    """Lid closure (frames,): log-normal gaps around ``mean_gap_s``, drawn to phrase ends within 0.7 s.

    Half of all phrase ends of a speaker come with a blink (Nakano and Kitazawa 2010). None within the first 0.4 s and
    the last 0.5 s, so that clips join with open eyes.
    """
    rng = np.random.default_rng([seed, 1])
    closed = np.zeros(frames)
    time_s, last_s = rng.uniform(0.6, 1.0 + mean_gap_s / 2), frames / FPS - 0.5
    while time_s < last_s:
        near = [end for end in ends_s if abs(end - time_s) < 0.7 and end < last_s]
        at = min(near, key=lambda end: abs(end - time_s)) if near else time_s
        _add(closed, round(at * FPS))
        time_s = max(at, time_s) + float(np.clip(mean_gap_s * rng.lognormal(-0.1, 0.5), 1.2, 9.0))
    return closed


def _add(closed: Values, first: int) -> None:
    first = max(first, round(0.4 * FPS))
    stop = min(first + len(BLINK), len(closed))
    if stop > first:
        closed[first:stop] = np.maximum(closed[first:stop], BLINK[: stop - first])


def glances(frames: int, seed: int, size: float = 0.014) -> Values:
    """Eye position (frames, 2) in u: jumps every 0.7–2.4 s within two frames, four in ten back to the centre."""
    rng = np.random.default_rng([seed, 2])
    eyes = np.zeros((frames, 2))
    frame, last = round(0.8 * FPS), frames - round(0.6 * FPS)
    while frame < last:
        to = np.zeros(2) if rng.random() < 0.4 else rng.normal(0, [size, size * 0.6]).clip(-2.2 * size, 2.2 * size)
        eyes[frame:last] = to
        frame += round(rng.uniform(0.7, 2.4) * FPS)
    kernel = np.array([0.25, 0.5, 0.25])
    return np.stack([np.convolve(np.pad(column, 1, "edge"), kernel, "valid") for column in eyes.T], axis=1)


def wander(frames: int, seed: int, size: float, slowest_s: float = 6.0, fastest_s: float = 1.6) -> Values:
    """A slow random drift (frames,) with standard deviation ``size``, without a period that could be noticed."""
    rng = np.random.default_rng([seed, 3])
    low, high = 1 / slowest_s, 1 / fastest_s
    noise = rng.standard_normal(frames + 20 * FPS)
    band = scipy.signal.sosfiltfilt(scipy.signal.butter(2, [low, high], "bandpass", fs=FPS, output="sos"), noise)
    return np.asarray(band[10 * FPS : 10 * FPS + frames] / band.std() * size)


def loop_wander(frames: int, seed: int, size: float, slowest_s: float = 7.0, fastest_s: float = 1.6) -> Values:
    """Like ``wander`` but periodic in ``frames``; frame 0 is at zero, where the drift is slow."""
    rng = np.random.default_rng([seed, 4])
    duration_s = frames / FPS
    turns = np.arange(max(1, round(duration_s / slowest_s)), max(2, round(duration_s / fastest_s)) + 1)
    phases, sizes = rng.uniform(0, 2 * np.pi, len(turns)), rng.rayleigh(1.0, len(turns)) / np.sqrt(turns)
    angle = 2 * np.pi * np.arange(frames)[:, None] / frames * turns + phases
    drift = (sizes * np.sin(angle)).sum(axis=1)
    drift *= size / max(float(drift.std()), 1e-9)
    speed = np.roll(drift, -1) - np.roll(drift, 1)
    start = int(np.argmin(np.abs(drift) / size + np.abs(speed) / max(float(speed.std()), 1e-9)))
    return np.asarray(np.roll(drift, -start) - drift[start])


def breath(frames: int, period_frames: float = BREATH_S * FPS) -> tuple[Values, Values]:
    """Vertical shift in u (down positive) and zoom of a resting breath: inhaling is shorter than exhaling."""
    phase = np.arange(frames) / period_frames % 1.0
    lift = 0.5 - 0.5 * np.cos(2 * np.pi * phase**0.8)
    return -_BREATH_Y * lift, _BREATH_ZOOM * lift


def bump(frames: int, centre_s: float, length_s: float, size: float) -> Values:
    """A smooth rise and fall (frames,) of ``size`` around a time, zero outside ``length_s``."""
    phase = (np.arange(frames) / FPS - centre_s) / length_s + 0.5
    return np.where((phase > 0) & (phase < 1), size * np.sin(np.pi * phase.clip(0, 1)) ** 2, 0.0)


def nod(frames: int, centre_s: float, length_s: float, size_deg: float, times: int = 1) -> Values:
    """A nod (frames,) in degrees of pitch: down and back ``times`` times, each smaller than the one before."""
    step_s = length_s / times
    parts = [bump(frames, centre_s + (i - (times - 1) / 2) * step_s, step_s, size_deg * 0.7**i) for i in range(times)]
    return np.asarray(np.sum(parts, axis=0))


def ease(frames: int, length_s: float = 0.4) -> Values:
    """A window (frames,) that rises from 0 at the first frame and falls to 0 at the last, so that clips join."""
    edge = np.minimum(np.arange(frames), np.arange(frames)[::-1]) / (length_s * FPS)
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * edge.clip(0, 1)))
