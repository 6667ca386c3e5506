"""Prosody of sound of any length: windows of a minute, with overlap, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from scipy import ndimage

from visavis.media.values import Audio, Samples
from visavis.voice.prosody.activity import find_speech
from visavis.voice.prosody.nuclei import find_nuclei, vowel_level
from visavis.voice.prosody.pitch import WIDEST_HZ, SpeakerRange, track_f0
from visavis.voice.prosody.values import SILENT_DBFS, STEP_S, Flags, Prosody, Values

WINDOW_S = 60.0
_MARGIN_S = 0.5
_FULL_SCALE = 0.985
_RUN = 3


@dataclass
class _Rows:
    """Frame values collected window by window."""

    f0_hz: list[Values] = field(default_factory=list)
    level_dbfs: list[Values] = field(default_factory=list)
    vowels_db: list[Values] = field(default_factory=list)
    clipped: list[Flags] = field(default_factory=list)


def read_prosody(chunks: Iterable[Audio]) -> Prosody:
    """Measure a recording given as consecutive chunks of one rate ; any chunk length.

    The rate must be a multiple of 100 Hz (16 kHz is enough), else ValueError: frames are whole samples.
    No chunk at all, or silence, gives a Prosody without speech. A speaker's pitch range is learned as the sound passes.
    """
    rows, speaker = _Rows(), SpeakerRange()
    total, rate_hz = 0, 16_000
    for window in _windows(chunks):
        rate_hz = window.rate_hz
        total += _measure(window, rows, speaker)
    f0, level, vowels = (_joined(part) for part in (rows.f0_hz, rows.level_dbfs, rows.vowels_db))
    clipped = np.concatenate(rows.clipped) if rows.clipped else np.zeros(0, bool)
    speech = find_speech(level, f0)
    return Prosody(
        duration_s=total / rate_hz,
        f0_hz=np.where(speech, _without_strays(f0), np.nan),
        level_dbfs=level,
        speech=speech,
        clipped=clipped,
        nuclei_s=find_nuclei(vowels, f0, speech),
        f0_range_hz=speaker.hz,
    )


@dataclass(frozen=True)
class _Window:
    """Samples with context; only those from ``keep_from`` to ``keep_to`` are to be reported."""

    samples: Samples
    rate_hz: int
    keep_from: int
    keep_to: int


def _windows(chunks: Iterable[Audio]) -> Iterator[_Window]:
    held, context, rate_hz = np.zeros(0, np.float32), 0, 16_000
    for chunk in chunks:
        rate_hz = chunk.rate_hz
        if rate_hz % round(1 / STEP_S):
            raise ValueError(f"{rate_hz} Hz is not a multiple of 100 Hz")
        step = round(rate_hz * STEP_S)
        margin, full = round(_MARGIN_S / STEP_S) * step, round(WINDOW_S / STEP_S) * step
        held = np.concatenate([held, chunk.samples])
        while len(held) >= full:
            window = held[:full]
            yield _Window(window, rate_hz, context, full - margin)
            held, context = held[full - 2 * margin :], margin
    if len(held) > context:
        yield _Window(held, rate_hz, context, len(held))


def _measure(window: _Window, rows: _Rows, speaker: SpeakerRange) -> int:
    """Append the kept frames of one window; the number of samples that they stand for."""
    samples, rate_hz = window.samples, window.rate_hz
    wide = track_f0(samples, rate_hz, WIDEST_HZ)
    speaker.learn(wide)
    f0 = track_f0(samples, rate_hz, speaker.hz) if speaker.hz != WIDEST_HZ else wide
    step = round(rate_hz * STEP_S)
    kept = slice(window.keep_from // step, window.keep_to // step)
    rows.f0_hz.append(f0[kept])
    rows.level_dbfs.append(_level(samples, step)[kept])
    rows.vowels_db.append(vowel_level(samples, rate_hz)[kept])
    rows.clipped.append(_clipped(samples, step)[kept])
    return window.keep_to - window.keep_from


def _level(samples: Samples, step: int) -> Values:
    """RMS level in dBFS of every whole 10 ms, over a Gaussian-weighted 30 ms as Praat's intensity does."""
    count = len(samples) // step
    power = (samples[: count * step].astype(np.float64).reshape(count, step) ** 2).mean(axis=1)
    power = ndimage.gaussian_filter1d(power, 0.8, mode="nearest", truncate=2.0) if count else power
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (SILENT_DBFS / 10))))


def _clipped(samples: Samples, step: int) -> Flags:
    """Frames with at least three consecutive samples at full scale on one side."""
    count = len(samples) // step
    run = np.zeros(len(samples), bool)
    for side in (samples, -samples):
        at_limit = (side >= _FULL_SCALE).astype(np.float32)
        run |= ndimage.minimum_filter1d(at_limit, _RUN) > 0
    return np.asarray(run[: count * step].reshape(count, step).any(axis=1))


def _without_strays(f0_hz: Values) -> Values:
    """Remove voiced islands under 30 ms and values more than 0.7 octaves from the median of their half second."""
    if not np.isfinite(f0_hz).any():
        return f0_hz
    labels, count = ndimage.label(np.isfinite(f0_hz))
    sizes = ndimage.sum_labels(np.ones(len(f0_hz)), labels, np.arange(1, count + 1))
    long_enough = np.concatenate([[False], np.atleast_1d(sizes) >= 3])[labels]
    f0 = np.where(long_enough, f0_hz, np.nan)
    voiced = np.flatnonzero(np.isfinite(f0))
    if len(voiced) < 5:
        return f0
    octaves = np.log2(f0[voiced])
    local = ndimage.median_filter(octaves, 51, mode="nearest")
    f0[voiced[np.abs(octaves - local) > 0.7]] = np.nan
    return f0


def _joined(parts: list[Values]) -> Values:
    return np.concatenate(parts) if parts else np.zeros(0)
