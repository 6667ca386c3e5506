"""Finds the moment of an answer that shows best what a figure means."""

from __future__ import annotations

from visavis.interview.feedback.values import Rule
from visavis.interview.report.schema import AnswerPart, TrackPart

WINDOW_S = 5.0
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
    """The window whose mean is highest (or lowest, for rules about too little)."""
    sign = 1.0 if rule.worse == "above" else -1.0
    points = [(t, sign * v) for t, v in zip(track.times_s, track.values, strict=True) if v is not None]
    best, best_start_s = float("-inf"), points[0][0]
    first, total = 0, 0.0
    for last, (time_s, value) in enumerate(points):
        total += value
        while time_s - points[first][0] > WINDOW_S:
            total -= points[first][1]
            first += 1
        mean = total / (last - first + 1)
        # a window that has only begun would make single values count as much as whole stretches
        if mean > best and (time_s - points[first][0] >= 0.8 * WINDOW_S or (last == len(points) - 1 and first == 0)):
            best, best_start_s = mean, points[first][0]
    return best_start_s, best_start_s + WINDOW_S


def _within(answer: AnswerPart, start_s: float, end_s: float) -> tuple[float, float]:
    duration_s = answer.replay.duration_s if answer.replay else end_s
    end_s = min(end_s, duration_s)
    return round(max(0.0, min(start_s, end_s - _LEAST_S)), 2), round(end_s, 2)
