"""The curves of a voice for the timeline, ten values a second."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from visavis.kit.text import Text
from visavis.observe.delivery import wording
from visavis.observe.values import Track
from visavis.voice.prosody import Prosody
from visavis.voice.prosody.values import Values

RATE_HZ = 10
_FRAMES = 100 // RATE_HZ
_LOWEST_DB = -40.0
_PACE_WINDOW_S = 4.0


def make_tracks(prosody: Prosody) -> tuple[Track, ...]:
    """Level in dB against the speaker's own median (not under −40), pitch in semitones against the speaker's own median
    (NaN unvoiced), speaking (share of the tenth of a second) and pace in syllables a minute over 4 s."""
    count = len(prosody.level_dbfs) // _FRAMES
    if not count:
        return ()
    times_s = (np.arange(count) + 0.5) / RATE_HZ
    speaking = _rows(prosody.speech.astype(np.float64), count).mean(axis=1)
    return (
        _track("voice.level", wording.LEVEL_TRACK, "dB", times_s, _level(prosody, count)),
        _track("voice.pitch", wording.PITCH_TRACK, "semitones", times_s, _pitch(prosody, count)),
        _track("voice.speaking", wording.SPEAKING_TRACK, "share", times_s, speaking),
        _track("voice.pace", wording.PACE_TRACK, "syllables/min", times_s, _pace(prosody, speaking)),
    )


def _track(key: str, title: Text, unit: str, times_s: Values, values: Values) -> Track:
    return Track(key, "voice", title, unit, times_s, values)


def _rows(values: Values, count: int) -> Values:
    return values[: count * _FRAMES].reshape(count, _FRAMES)


def _level(prosody: Prosody, count: int) -> Values:
    if not prosody.speech.any():
        return np.full(count, _LOWEST_DB)
    power = _rows(10 ** (prosody.level_dbfs / 10), count).mean(axis=1)
    own = float(np.median(prosody.level_dbfs[prosody.speech]))
    return np.asarray((10 * np.log10(power) - own).clip(_LOWEST_DB))


def _pitch(prosody: Prosody, count: int) -> Values:
    rows = _rows(prosody.f0_hz, count)
    voiced = np.isfinite(rows)
    filled = np.where(voiced, rows, 0.0).sum(axis=1)
    enough = voiced.sum(axis=1) >= 3
    pitch = np.full(count, np.nan)
    if enough.any():
        mean = filled[enough] / voiced.sum(axis=1)[enough]
        pitch[enough] = 12 * np.log2(mean / np.nanmedian(prosody.f0_hz))
    return pitch


def _pace(prosody: Prosody, speaking: Values) -> Values:
    """NaN where less than half of the window is speech."""
    counts, _ = np.histogram(prosody.nuclei_s, bins=np.arange(len(speaking) + 1) / RATE_HZ)
    size = round(_PACE_WINDOW_S * RATE_HZ)
    window = ndimage.uniform_filter1d(counts.astype(np.float64), size, mode="nearest") * RATE_HZ * 60
    share = ndimage.uniform_filter1d(speaking, size, mode="nearest")
    return np.where(share >= 0.5, window, np.nan)
