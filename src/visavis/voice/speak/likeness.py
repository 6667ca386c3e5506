"""How alike two moments of speech sound, and the path along which one utterance follows another.

Mel-frequency cepstra (Davis and Mermelstein 1980) and dynamic time warping (Sakoe and Chiba 1978), coarse first and
then fine around the coarse path (Salvador and Chan 2007), so that time and memory grow with the length, not its square.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import scipy
from numpy.typing import NDArray

from visavis.media.values import Audio

Values: TypeAlias = NDArray[np.float64]
Path: TypeAlias = NDArray[np.int64]

STEP_S = 0.01
RATE_HZ = 16_000
_WINDOW_S = 0.025
_BANDS = 40
_CEPSTRA = 13
_COARSE = 6
"""Steps that the first, coarse pass takes at once."""
_REACH = 30
"""Steps around the coarse path in which the fine one may run."""
_STEP_COST = 0.15
"""What a step costs that moves one utterance alone: speech is stretched, not repeated."""


def features(audio: Audio) -> Values:
    """(n, 27): 13 cepstra, their slopes and the level, every 10 ms, so scaled that voices and rooms matter less."""
    samples = _resampled(audio)
    size, step = round(_WINDOW_S * RATE_HZ), round(STEP_S * RATE_HZ)
    count = max(1, len(samples) // step)
    padded = np.pad(samples, (size // 2, size + step))
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[: count * step : step][:count]
    power = np.abs(np.fft.rfft(frames * np.hanning(size), 512)) ** 2
    mel = np.log(power @ _mel_filters().T + 1e-8)
    cepstra = scipy.fft.dct(mel, norm="ortho", axis=1)[:, 1 : _CEPSTRA + 1]
    level = np.log(power.sum(axis=1) + 1e-8)[:, None]
    spoken = level[:, 0] > level.max() - 8.0
    cepstra = _scaled(cepstra, spoken)
    slopes = np.gradient(scipy.ndimage.gaussian_filter1d(cepstra, 1.0, axis=0), axis=0) if count > 1 else cepstra * 0
    return np.hstack([cepstra, 1.5 * slopes, 2.0 * np.clip(_scaled(level, spoken), -3.0, 3.0)])


def warp(model: Values, heard: Values) -> Values:
    """For each frame of ``model`` (n, d) the frame of ``heard`` (m, d) that it is most like, rising; (n,) float."""
    guide = _path(_thinned(model), _thinned(heard), None)
    path = _path(model, heard, _widen(guide, len(model), len(heard)))
    order = path[:, 0]
    sums = np.bincount(order, weights=path[:, 1], minlength=len(model))
    return np.asarray(sums / np.maximum(np.bincount(order, minlength=len(model)), 1))


def _resampled(audio: Audio) -> Values:
    samples = audio.samples.astype(np.float64)
    if audio.rate_hz == RATE_HZ:
        return samples
    divisor = int(np.gcd(audio.rate_hz, RATE_HZ))
    return np.asarray(scipy.signal.resample_poly(samples, RATE_HZ // divisor, audio.rate_hz // divisor))


def _mel_filters() -> Values:
    """(40, 257) triangles from 80 Hz to 7.6 kHz."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (80.0, 7600.0))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    hz = np.linspace(0, RATE_HZ / 2, 257)
    rising = (hz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hz) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)))


def _scaled(values: Values, spoken: NDArray[np.bool_]) -> Values:
    """Mean 0 and spread 1 over the frames of speech."""
    of = values[spoken] if spoken.any() else values
    return np.asarray((values - of.mean(axis=0)) / (of.std(axis=0) + 1e-6))


def _thinned(values: Values) -> Values:
    count = max(1, len(values) // _COARSE)
    return np.stack([part.mean(axis=0) for part in np.array_split(values, count)])


def _widen(guide: Path, models: int, heards: int) -> NDArray[np.int64]:
    """(n, 2): for each frame of the model, from where to where the fine path may run.

    A pause that the model hasn't makes the coarse path run along the heard alone: all of that run is in reach.
    """
    rows = np.arange(guide[-1, 0] + 1)
    first = guide[np.searchsorted(guide[:, 0], rows, "left"), 1]
    last = guide[np.searchsorted(guide[:, 0], rows, "right") - 1, 1]
    at = np.minimum(np.arange(models) * len(rows) // models, len(rows) - 1)
    scale = heards / (guide[-1, 1] + 1)
    low = np.clip(first[at] * scale - _REACH, 0, heards - 1)
    high = np.clip((last[at] + 1) * scale + _REACH, 1, heards)
    return np.asarray(np.stack([low, high], axis=1), np.int64)


def _path(model: Values, heard: Values, band: NDArray[np.int64] | None) -> Path:
    """The cheapest rising path from corner to corner as (k, 2) pairs of frames."""
    if band is None:
        band = np.tile(np.array([0, len(heard)]), (len(model), 1))
    band[0, 0], band[-1, 1] = 0, len(heard)
    steps: list[NDArray[np.int8]] = []
    before, before_low = np.zeros(0), 0
    for i, (low, high) in enumerate(band):
        cost = np.sqrt(((heard[low:high] - model[i]) ** 2).mean(axis=1))
        total, step = _row(cost, before, before_low, low, first=i == 0)
        steps.append(step)
        before, before_low = total, low
    return _walk_back(steps, band)


def _row(cost: Values, before: Values, before_low: int, low: int, first: bool) -> tuple[Values, NDArray[np.int8]]:
    """One row of totals and of steps that led there: 0 both moved, 1 the model alone, 2 the heard alone.

    A run of steps of the heard alone is a running minimum: total[j] = min over k ≤ j of entry[k] + cost of k+1 … j.
    """
    if first:
        entry, came = np.full(len(cost), np.inf), np.zeros(len(cost), np.int8)
        entry[0] = cost[0]
    else:
        diagonal = _shifted(before, before_low + 1, low, len(cost))
        straight = _shifted(before, before_low, low, len(cost)) + _STEP_COST
        came = (straight < diagonal).astype(np.int8)
        entry = np.minimum(diagonal, straight) + cost
    run = np.cumsum(cost + _STEP_COST)
    best = np.minimum.accumulate(entry - run)
    total = best + run
    return total, np.where(total < entry - 1e-9, 2, came).astype(np.int8)


def _shifted(values: Values, start: int, low: int, count: int) -> Values:
    """``values``, whose first stands at ``start``, as seen from ``low`` on; infinite where there are none."""
    out = np.full(count, np.inf)
    a, b = max(start, low), min(start + len(values), low + count)
    if a < b:
        out[a - low : b - low] = values[a - start : b - start]
    return out


def _walk_back(steps: list[NDArray[np.int8]], band: NDArray[np.int64]) -> Path:
    i, j = len(steps) - 1, int(band[-1, 1]) - 1
    path = [(i, j)]
    while i > 0 or j > 0:
        step = 2 if i == 0 else steps[i][j - band[i, 0]]
        if step != 2:
            i -= 1
        if step != 1:
            j -= 1
        j = max(j, 0)
        path.append((i, j))
    return np.array(path[::-1])
