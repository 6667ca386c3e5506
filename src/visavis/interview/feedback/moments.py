"""Finds the moment of an answer that shows best what a figure means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visavis.interview.feedback.values import Rule
from visavis.interview.report.schema import AnswerPart, TrackPart

WINDOW_S = 5.0
_LEAST_KNOWN = 0.4
"""Of a window: pitch is unvoiced about half of the time."""
_LEAST_S = 1.0


def find_moment(answer: AnswerPart, rule: Rule) -> tuple[float, float]:
    """Start and end in seconds: the longest fitting event, else where the track is furthest out, else the start."""
    for key in rule.moments:
        events = [event for event in answer.events if event.key == key]
        if events:
            longest = max(events, key=lambda e: (e.end_s - e.start_s, -e.start_s))
            return _within(answer, longest.start_s, max(longest.end_s, longest.start_s + _LEAST_S))
    track = next((t for t in answer.tracks if t.key == rule.track), None)
    if track is not None and any(value is not None for value in track.values):
        return _within(answer, *_furthest(track, rule))
    return _within(answer, 0.0, 2 * WINDOW_S)


def _furthest(track: TrackPart, rule: Rule) -> tuple[float, float]:
    """The window whose mean is furthest on the worse side, or whose values vary least."""
    times_s = np.array(track.times_s)
    values = np.array([np.nan if value is None else value for value in track.values])
    starts = [i for i in range(len(times_s)) if i == 0 or times_s[i] + WINDOW_S <= times_s[-1]]
    scores = [_score(values[(times_s >= times_s[i]) & (times_s < times_s[i] + WINDOW_S)], rule) for i in starts]
    start_s = float(times_s[starts[int(np.argmax(scores))]])
    return start_s, start_s + WINDOW_S


def _score(window: NDArray[np.float64], rule: Rule) -> float:
    known = window[np.isfinite(window)]
    if len(known) < _LEAST_KNOWN * len(window):
        return float("-inf")
    return -float(known.std()) if rule.flat else rule.sign * float(known.mean())


def _within(answer: AnswerPart, start_s: float, end_s: float) -> tuple[float, float]:
    duration_s = answer.replay.duration_s if answer.replay else end_s
    end_s = min(end_s, duration_s)
    return round(max(0.0, min(start_s, end_s - _LEAST_S)), 2), round(end_s, 2)
