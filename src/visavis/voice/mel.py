"""The mel spectrogram that Wav2Lip, and what was built on it, hears.

As github.com/Rudrabha/Wav2Lip makes it with librosa: pre-emphasis, 50 ms Hann windows every 12.5 ms, 80 Slaney mel
bands from 55 to 7600 Hz, decibels against a reference of 20 dB, laid on [-4, 4]. The ends are padded by reflection.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
import scipy
from numpy.typing import NDArray

from visavis.media.values import Audio, Samples

Mel: TypeAlias = NDArray[np.float32]
"""(80, T) in [-4, 4]; column k is centred on k · 12.5 ms."""

RATE_HZ = 16_000
COLUMNS_A_SECOND = 80
BANDS, WINDOW = 80, 16
"""What a network looks at for one picture: WINDOW columns, the 200 ms from that picture on."""
LOUDEST = 4.0
_SIZE, _HOP = 800, 200
_LOW_HZ, _HIGH_HZ = 55.0, 7600.0
_QUIETEST_DB, _REFERENCE_DB = -100.0, 20.0
_AT_ONCE = 4000
"""Columns that are transformed together, so that the memory of a long sound stays small."""


def mel_of(audio: Audio) -> Mel:
    """The spectrogram of a sound of any rate: len · 16000 / rate // 200 + 1 columns."""
    samples = _at_rate(audio)
    if len(samples) == 0:
        return np.full((BANDS, 1), -LOUDEST, np.float32)
    spoken = np.asarray(scipy.signal.lfilter([1.0, -0.97], [1.0], samples.astype(np.float64)), np.float64)
    padded = np.pad(spoken, _SIZE // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, _SIZE)[::_HOP]
    parts = [_columns(windows[start : start + _AT_ONCE]) for start in range(0, len(windows), _AT_ONCE)]
    return np.asarray(np.concatenate(parts).T, np.float32)


def mel_windows(mel: Mel, frames: range, fps: float) -> NDArray[np.float32]:
    """What is heard from each of these pictures on: (len(frames), 80, 16); the last window that fits serves the end.

    A sound of less than 200 ms is followed by silence.
    """
    missing = WINDOW - mel.shape[1]
    heard = np.pad(mel, ((0, 0), (0, missing)), constant_values=-LOUDEST) if missing > 0 else mel
    starts = [min(int(frame * COLUMNS_A_SECOND / fps), heard.shape[1] - WINDOW) for frame in frames]
    return np.stack([heard[:, start : start + WINDOW] for start in starts])


def _at_rate(audio: Audio) -> Samples:
    if audio.rate_hz == RATE_HZ:
        return audio.samples
    common = int(np.gcd(audio.rate_hz, RATE_HZ))
    made = scipy.signal.resample_poly(audio.samples, RATE_HZ // common, audio.rate_hz // common)
    return np.asarray(made, np.float32)


def _columns(windows: NDArray[np.float64]) -> NDArray[np.float64]:
    """(n, 800) pieces of sound to (n, 80)."""
    hann = scipy.signal.windows.hann(_SIZE, sym=False)
    heard = np.abs(np.fft.rfft(windows * hann)) @ _filters().T
    level_db = 20 * np.log10(np.maximum(10 ** (_QUIETEST_DB / 20), heard)) - _REFERENCE_DB
    laid = 2 * LOUDEST * (level_db - _QUIETEST_DB) / -_QUIETEST_DB - LOUDEST
    return np.asarray(laid.clip(-LOUDEST, LOUDEST))


@cache
def _filters() -> NDArray[np.float64]:
    """(80, 401): triangles of equal area on Slaney's mel scale (Auditory Toolbox, 1998)."""
    low, high = _to_mel(np.array([_LOW_HZ, _HIGH_HZ]))
    edges = _to_hz(np.linspace(low, high, BANDS + 2))
    hz = np.fft.rfftfreq(_SIZE, 1 / RATE_HZ)
    rise = (hz - edges[:-2, None]) / np.diff(edges)[:-1, None]
    fall = (edges[2:, None] - hz) / np.diff(edges)[1:, None]
    area = 2 / (edges[2:] - edges[:-2])
    return np.asarray(np.minimum(rise, fall).clip(0) * area[:, None])


_LINEAR_TO_HZ, _HZ_A_MEL, _LOG_STEP = 1000.0, 200 / 3, np.log(6.4) / 27


def _to_mel(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Linear up to 1 kHz, logarithmic above."""
    above = _LINEAR_TO_HZ / _HZ_A_MEL + np.log(np.maximum(hz, _LINEAR_TO_HZ) / _LINEAR_TO_HZ) / _LOG_STEP
    return np.where(hz < _LINEAR_TO_HZ, hz / _HZ_A_MEL, above)


def _to_hz(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    bend = _LINEAR_TO_HZ / _HZ_A_MEL
    return np.where(mel < bend, mel * _HZ_A_MEL, _LINEAR_TO_HZ * np.exp(_LOG_STEP * (np.maximum(mel, bend) - bend)))
