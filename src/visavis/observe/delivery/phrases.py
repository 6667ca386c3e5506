"""Phrases between pauses, and what happens in each: its end, its emphases."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from visavis.voice.prosody import STEP_S, Prosody, Span
from visavis.voice.prosody.activity import spans_of
from visavis.voice.prosody.values import Values

PHRASE_PAUSE_S = 0.2
TRAILING_DB = 10.0
EMPHASIS_SEMITONES, EMPHASIS_DB = 2.5, 2.0
RISING_SEMITONES = 2.0
_LEAST_SYLLABLES = 4
_NUCLEUS_FRAMES = 3
_EMPHASIS_APART_S = 0.5
_END_S = 0.35


@dataclass(frozen=True)
class Emphasis:
    """A syllable that stands out: how far above its phrase in pitch and in level."""

    time_s: float
    semitones: float
    db: float


@dataclass(frozen=True)
class Phrase:
    """A stretch of speech between pauses of 0.2 s or more.

    ``end_drop_db`` how much softer the end is than the rest, ``end_rise`` semitones over the last 0.35 s; None where
    the phrase has too few syllables or isn't voiced there.
    """

    span: Span
    syllables: int
    end_drop_db: float | None
    end_rise: float | None
    emphases: tuple[Emphasis, ...]


def find_phrases(prosody: Prosody) -> list[Phrase]:
    """The phrases of a recording in order."""
    level = ndimage.uniform_filter1d(prosody.level_dbfs, _NUCLEUS_FRAMES, mode="nearest")
    pitch = 12 * np.log2(prosody.f0_hz / 100.0)
    return [_phrase(span, prosody.nuclei_s, level, pitch) for span in _phrase_spans(prosody)]


def _phrase_spans(prosody: Prosody) -> list[Span]:
    joined: list[Span] = []
    for span in spans_of(prosody.speech):
        if joined and span.start_s - joined[-1].end_s < PHRASE_PAUSE_S:
            joined[-1] = Span(joined[-1].start_s, span.end_s)
        else:
            joined.append(span)
    return joined


def _phrase(span: Span, nuclei_s: Values, level: Values, pitch: Values) -> Phrase:
    low, high = np.searchsorted(nuclei_s, [span.start_s, span.end_s])
    times = nuclei_s[low:high]
    if len(times) < _LEAST_SYLLABLES:
        return Phrase(span, len(times), None, None, ())
    frames = (times / STEP_S).astype(int).clip(0, len(level) - 1)
    return Phrase(
        span,
        len(times),
        _end_drop(frames, level),
        _end_rise(span, pitch),
        _emphases(times, level[frames], _pitch_at(frames, pitch)),
    )


def _end_drop(frames: NDArray[np.int64], level: Values) -> float:
    """The last syllable against the median of the others."""
    return float(np.median(level[frames[:-1]]) - level[frames[-1]])


def _end_rise(span: Span, pitch: Values) -> float | None:
    last = int(span.end_s / STEP_S)
    part = pitch[max(last - round(_END_S / STEP_S), 0) : last]
    voiced = np.flatnonzero(np.isfinite(part))
    if len(voiced) * STEP_S < 0.4 * _END_S:
        return None
    slope = np.polyfit(voiced * STEP_S, part[voiced], 1)[0]
    return float(slope * (voiced[-1] - voiced[0]) * STEP_S)


def _pitch_at(frames: NDArray[np.int64], pitch: Values) -> Values:
    """Median pitch within 30 ms of each nucleus; NaN where unvoiced."""
    out = np.full(len(frames), np.nan)
    for i, frame in enumerate(frames):
        near = pitch[max(frame - 3, 0) : frame + 4]
        if np.isfinite(near).any():
            out[i] = np.nanmedian(near)
    return out


def _emphases(times: Values, level: Values, pitch: Values) -> tuple[Emphasis, ...]:
    """Syllables above the phrase's median in both, the stronger of two that are under 0.5 s apart."""
    if np.isfinite(pitch).sum() < _LEAST_SYLLABLES:
        return ()
    higher, louder = pitch - np.nanmedian(pitch), level - np.median(level)
    found = [
        Emphasis(float(t), float(st), float(db))
        for t, st, db in zip(times, higher, louder, strict=True)
        if st >= EMPHASIS_SEMITONES and db >= EMPHASIS_DB
    ]
    kept: list[Emphasis] = []
    for one in sorted(found, key=lambda e: -(e.semitones + e.db)):
        if all(abs(one.time_s - other.time_s) >= _EMPHASIS_APART_S for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda e: e.time_s))


def pauses_between(prosody: Prosody) -> list[Span]:
    """The pauses (0.12 s or longer) between the first and the last sound of speech."""
    return [Span(left.end_s, right.start_s) for left, right in pairwise(spans_of(prosody.speech))]
