"""Where somebody speaks: level above the room's noise, confirmed by voicing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from visavis.voice.prosody.values import SILENT_DBFS, STEP_S, Flags, Values

SHORTEST_PAUSE_S = 0.12
"""Shorter gaps are closures of stops (Korean ㄲㄸㅃ hold up to 0.12 s), not pauses."""
_SHORTEST_SPEECH_S = 0.10
_LEAST_VOICED_S = 0.05
_FLOOR_BLOCK_S = 15.0
_ABOVE_FLOOR_DB = 7.0
_BELOW_SPEECH_DB = 26.0
_QUIETEST_SPEECH_DBFS = -58.0


@dataclass(frozen=True)
class Span:
    """A stretch of time in seconds."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


def find_speech(level_dbfs: Values, f0_hz: Values) -> Flags:
    """Voice activity (n,) for 10 ms frames: no learned model, no look at words.

    A frame is active when its level is 7 dB above the floor of its surroundings and no more than 26 dB under the
    recording's voiced level; an active stretch counts when at least 50 ms of it are voiced. Gaps under 0.12 s are
    closed, stretches under 0.1 s dropped. Nothing is speech in a recording whose voiced level is under −58 dBFS.
    """
    voiced = np.isfinite(f0_hz)
    if voiced.sum() * STEP_S < _LEAST_VOICED_S:
        return np.zeros(len(level_dbfs), bool)
    loud = float(np.percentile(level_dbfs[voiced], 80))
    if loud < _QUIETEST_SPEECH_DBFS:
        return np.zeros(len(level_dbfs), bool)
    smooth = ndimage.uniform_filter1d(level_dbfs, 3, mode="nearest")
    floor = np.minimum(_noise_floor(level_dbfs), loud - 12.0)
    active = smooth > np.maximum(floor + _ABOVE_FLOOR_DB, loud - _BELOW_SPEECH_DB)
    active = _close_gaps(active, SHORTEST_PAUSE_S)
    return _confirmed(active, voiced)


def spans_of(flags: Flags) -> list[Span]:
    """The stretches of True, in seconds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [Span(start * STEP_S, end * STEP_S) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _noise_floor(level_dbfs: Values) -> Values:
    """The level that a tenth of the surrounding half minute stays under, interpolated between blocks."""
    size = round(_FLOOR_BLOCK_S / STEP_S)
    starts = range(0, max(len(level_dbfs) - size // 2, 1), size)
    centres = [start + size / 2 for start in starts]
    floors = [
        max(float(np.percentile(level_dbfs[max(start - size // 2, 0) : start + size + size // 2], 10)), SILENT_DBFS)
        for start in starts
    ]
    return np.interp(np.arange(len(level_dbfs)), centres, floors)


def _close_gaps(active: Flags, longest_s: float) -> Flags:
    size = round(longest_s / STEP_S)
    padded = np.pad(active, size)
    return np.asarray(ndimage.binary_closing(padded, np.ones(size, bool))[size:-size])


def _confirmed(active: Flags, voiced: Flags) -> Flags:
    """Drop the stretches that are too short or without voice: knocks, clicks, paper, breath."""
    labels, count = ndimage.label(active)
    index = np.arange(1, count + 1)
    lengths = ndimage.sum_labels(active, labels, index)
    voices = ndimage.sum_labels(voiced & active, labels, index)
    keep = (lengths * STEP_S >= _SHORTEST_SPEECH_S) & (voices * STEP_S >= _LEAST_VOICED_S)
    return np.asarray(np.concatenate([[False], keep])[labels])
