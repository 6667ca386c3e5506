"""Blinks from the opening of the lids, told apart from laughing squints and from long closures."""

from __future__ import annotations

import numpy as np
import scipy

from visavis.observe.expression import wording
from visavis.observe.series import RATE_HZ, Clock, Floats, spans_of
from visavis.observe.values import Event

_CLOSED_SHARE = 0.55
"""Lids closer than this share of the person's own open eye (around that moment) are closed; squints stay above."""
_BASELINE_S = 6.0
_LONGEST_BLINK_S = 0.5
_SLOWEST_RATE_HZ = 12.0


def find_closures(eyes_open: Floats, clock: Clock) -> list[Event]:
    """Blinks (up to 0.5 s) and longer closures, from the lid opening of each frame on the clock (m,), NaN unknown."""
    closed = eyes_open < _CLOSED_SHARE * open_baseline(eyes_open)
    events = []
    for start_s, end_s in spans_of(closed, clock.times_s, bridge_s=0.05):
        blink = end_s - start_s <= _LONGEST_BLINK_S
        key, title = ("expression.blink", wording.BLINK) if blink else ("expression.eyes_closed", wording.EYES_CLOSED)
        events.append(Event(key, "expression", title, start_s, end_s, end_s - start_s))
    return events


def open_baseline(eyes_open: Floats) -> Floats:
    """How far the person's eyes are open around each moment: the 70th percentile of ±3 s, at least 0.7 of the whole's.

    The floor keeps a closure of several seconds from becoming its own baseline.
    """
    known = np.isfinite(eyes_open)
    if not known.any():
        return np.full(len(eyes_open), np.nan)
    usual = float(np.percentile(eyes_open[known], 70))
    filled = np.where(known, eyes_open, usual)
    local: Floats = scipy.ndimage.percentile_filter(filled, 70, size=int(_BASELINE_S * RATE_HZ) | 1, mode="nearest")
    return np.maximum(local, 0.7 * usual)


def frame_rate_hz(frame_times_s: Floats) -> float:
    """The median frame rate; 0 with fewer than two frames."""
    return float(1 / np.median(np.diff(frame_times_s))) if len(frame_times_s) > 1 else 0.0


def fast_enough(frame_times_s: Floats) -> bool:
    """Whether a blink of 0.1–0.2 s can't fall between two frames."""
    return frame_rate_hz(frame_times_s) >= _SLOWEST_RATE_HZ
