"""Syllable nuclei without a transcript, after de Jong and Wempe (2009)."""

from __future__ import annotations

import numpy as np
from scipy import ndimage, signal

from visavis.media.values import Samples
from visavis.voice.prosody.values import SILENT_DBFS, STEP_S, Flags, Values

_BAND_HZ = (300.0, 3300.0)
_DIP_DB = 1.0
_BELOW_PEAK_DB = 25.0
_SHORTEST_SYLLABLE_S = 0.07
_SMOOTH_FRAMES = 1.3


def vowel_level(samples: Samples, rate_hz: int) -> Values:
    """Level in dB (whole 10 ms frames) of the band where vowels stand out from fricatives and from hum."""
    size = round(rate_hz * STEP_S)
    count = len(samples) // size
    if count < 10:
        return np.full(count, SILENT_DBFS)
    sos = signal.butter(2, _BAND_HZ, "bandpass", fs=rate_hz, output="sos")
    band = signal.sosfiltfilt(sos, samples.astype(np.float64))
    power = (band[: count * size].reshape(count, size) ** 2).mean(axis=1)
    return np.asarray(10 * np.log10(np.maximum(power, 10 ** (SILENT_DBFS / 10))))


def find_nuclei(vowels_db: Values, f0_hz: Values, speech: Flags) -> Values:
    """Times in seconds of the syllable nuclei: voiced peaks within speech with a dip of 1 dB before the next."""
    if not speech.any():
        return np.zeros(0)
    smooth = ndimage.gaussian_filter1d(vowels_db, _SMOOTH_FRAMES)
    top = float(np.percentile(smooth[speech], 98))
    peaks, _ = signal.find_peaks(
        smooth, height=top - _BELOW_PEAK_DB, prominence=_DIP_DB, distance=round(_SHORTEST_SYLLABLE_S / STEP_S)
    )
    voiced = ndimage.binary_dilation(np.isfinite(f0_hz), iterations=1)
    kept = peaks[voiced[peaks] & speech[peaks]]
    return np.asarray((kept + 0.5) * STEP_S, dtype=np.float64)
