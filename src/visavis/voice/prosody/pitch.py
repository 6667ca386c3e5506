"""Fundamental frequency with Praat's autocorrelation method (Boersma 1993), in the speaker's own range."""

from __future__ import annotations

import numpy as np
import parselmouth

from visavis.media.values import Samples
from visavis.voice.prosody.values import STEP_S, Values

WIDEST_HZ = (60.0, 500.0)
_ENOUGH_FRAMES = 300
_BINS_PER_OCTAVE = 48


class SpeakerRange:
    """Learns a speaker's pitch range from a first, wide pass (two-pass method of Hirst 2007).

    Floor 0.75 × the first quartile, ceiling 1.8 × the third (Hirst's 1.5 cuts off lively speech). Wide until three
    seconds of voiced sound were seen. Holds a histogram, so memory doesn't grow.
    """

    def __init__(self) -> None:
        bins = int(np.log2(WIDEST_HZ[1] / WIDEST_HZ[0]) * _BINS_PER_OCTAVE) + 2
        self._counts = np.zeros(bins)

    def learn(self, f0_hz: Values) -> None:
        voiced = f0_hz[np.isfinite(f0_hz)]
        if len(voiced):
            index = (np.log2(voiced / WIDEST_HZ[0]) * _BINS_PER_OCTAVE).astype(int)
            self._counts += np.bincount(index.clip(0, len(self._counts) - 1), minlength=len(self._counts))

    @property
    def hz(self) -> tuple[float, float]:
        if self._counts.sum() < _ENOUGH_FRAMES:
            return WIDEST_HZ
        low, high = (self._quantile(share) for share in (0.25, 0.75))
        return max(WIDEST_HZ[0], 0.75 * low), min(WIDEST_HZ[1], 1.8 * high)

    def _quantile(self, share: float) -> float:
        reached = np.cumsum(self._counts) >= share * self._counts.sum()
        return float(WIDEST_HZ[0] * 2 ** ((int(np.argmax(reached)) + 0.5) / _BINS_PER_OCTAVE))


def track_f0(samples: Samples, rate_hz: int, range_hz: tuple[float, float]) -> Values:
    """F0 in Hz at the middle of every whole 10 ms of ``samples``; NaN where unvoiced or where a window doesn't fit."""
    count = int(len(samples) / rate_hz / STEP_S + 1e-6)
    floor, ceiling = range_hz
    if len(samples) / rate_hz < 3.5 / floor or not np.any(samples):
        return np.full(count, np.nan)
    sound = parselmouth.Sound(samples.astype(np.float64), rate_hz)
    pitch = sound.to_pitch_ac(time_step=STEP_S, pitch_floor=floor, pitch_ceiling=ceiling, voicing_threshold=0.45)
    times_s = (np.arange(count) + 0.5) * STEP_S
    return _at(times_s, pitch.xs()[0], pitch.selected_array["frequency"])


def _at(times_s: Values, first_s: float, found_hz: Values) -> Values:
    """Praat's frames, whose grid is centred on the sound, read at our times: between two voiced frames a straight line,
    beside an unvoiced one the nearer of the two."""
    position = (times_s - first_s) / STEP_S
    before = np.floor(position + 1e-6).astype(int)
    share = (position - before).clip(0, 1)
    padded = np.concatenate([[0.0], found_hz, [0.0, 0.0]])
    left, right = (padded[(before + side).clip(0, len(padded) - 1)] for side in (1, 2))
    line = left * (1 - share) + right * share
    nearer = np.where(share < 0.5, left, right)
    f0 = np.where((left > 0) & (right > 0), line, nearer)
    return np.where(f0 > 0, f0, np.nan)
