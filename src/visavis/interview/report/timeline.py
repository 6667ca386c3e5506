"""The timeline of one answer: a lane for each track and each kind of event, on a common clock.

One SVG for each family of measures, so that paper can break between them. Positions along time are percentages and
lanes have fixed heights, so that the drawing fills any width, from a phone to paper, while its letters keep their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from visavis.interview.report.schema import AnswerPart, EventPart, GapPart, TrackPart
from visavis.interview.report.words import FAMILIES, band, clock, label, pick
from visavis.kit.text import Language
from visavis.observe.values import Family

_LABEL_PX = 16
_TRACK_PX = 34
_EVENT_PX = 14
_SPACE_PX = 8
_AXIS_PX = 20
_LEAST_WIDTH = 0.35
"""Per cent of the width that even a blink is given, so that it can be seen."""


def timeline_svg(answer: AnswerPart, language: Language) -> str:
    """The drawing, or '' for an answer with nothing over time."""
    duration_s = answer.replay.duration_s if answer.replay else 0.0
    if not duration_s or not (answer.tracks or answer.events):
        return ""
    drawings = (_family_svg(answer, family, duration_s, language) for family in FAMILIES)
    return f'<figure class="timeline">{"".join(drawings)}</figure>'


def _family_svg(answer: AnswerPart, family: Family, duration_s: float, language: Language) -> str:
    lanes: list[str] = []
    top = 0
    for height, drawing in _family_lanes(answer, family, duration_s, language):
        lanes.append(f'<svg y="{top}" height="{height}" width="100%">{drawing}</svg>')
        top += height + _SPACE_PX
    if not lanes:
        return ""
    gaps = _gaps(answer.replay.gaps if answer.replay else [], duration_s, top, language)
    axis = f'<svg y="{top}" height="{_AXIS_PX}" width="100%" class="axis">{_axis(duration_s)}</svg>'
    title = escape(f"{FAMILIES[family].in_language(language)}, {label('answer', language, n=answer.index + 1)}")
    return (
        f'<svg class="{family}" role="img" aria-label="{title}" width="100%" height="{top + _AXIS_PX}">'
        f"{_grid(duration_s, top)}{''.join(lanes)}{gaps}{axis}</svg>"
    )


def _family_lanes(
    answer: AnswerPart, family: Family, duration_s: float, language: Language
) -> Iterator[tuple[int, str]]:
    for track in answer.tracks:
        if track.family == family and any(value is not None for value in track.values):
            yield _LABEL_PX + _TRACK_PX, _track_lane(track, duration_s, language)
    events = [event for event in answer.events if event.family == family]
    for key in dict.fromkeys(event.key for event in events):
        yield _LABEL_PX + _EVENT_PX, _event_lane([e for e in events if e.key == key], duration_s, language)


def _track_lane(track: TrackPart, duration_s: float, language: Language) -> str:
    measured = [value for value in track.values if value is not None]
    low, high = min(measured), max(measured)
    span = band(low, high, track.unit, language)
    lines = "".join(f'<polyline points="{points}"/>' for points in _runs(track, duration_s, low, high))
    return (
        f'<text x="0" y="11">{escape(pick(track.title, language))}</text>'
        f'<text x="100%" y="11" text-anchor="end" class="span">{escape(span)}</text>'
        f'<svg y="{_LABEL_PX}" height="{_TRACK_PX}" width="100%" viewBox="0 0 1000 100" preserveAspectRatio="none">'
        f'<rect class="bed" width="1000" height="100"/>{lines}</svg>'
    )


def _runs(track: TrackPart, duration_s: float, low: float, high: float) -> Iterator[str]:
    """Polyline points of each stretch that was measured: what wasn't leaves a hole."""
    scale = 90.0 / (high - low) if high > low else 0.0
    usual_s = (track.times_s[-1] - track.times_s[0]) / max(1, len(track.times_s) - 1)
    longest_s = max(1.0, 2 * usual_s)  # of hours there is a value every few seconds only
    run: list[str] = []
    last_s = 0.0
    for time_s, value in zip(track.times_s, track.values, strict=True):
        if run and (value is None or time_s - last_s > longest_s):
            yield " ".join(run)
            run = []
        if value is not None:
            y = 95.0 - scale * (value - low) if scale else 50.0
            run.append(f"{1000 * time_s / duration_s:.1f},{y:.1f}")
        last_s = time_s
    if run:
        yield " ".join(run)


def _event_lane(events: list[EventPart], duration_s: float, language: Language) -> str:
    name = escape(pick(events[0].title, language))
    bars = "".join(_bar(start_s, end_s, duration_s, name) for start_s, end_s in _drawn(events, duration_s))
    return (
        f'<text x="0" y="11">{name}</text><text x="100%" y="11" text-anchor="end" class="span">×{len(events)}</text>'
        f'<rect class="bed" y="{_LABEL_PX}" width="100%" height="{_EVENT_PX}"/>{bars}'
    )


def _drawn(events: list[EventPart], duration_s: float) -> list[tuple[float, float]]:
    """Start and end of each bar: what would lie on each other is one, so that hours of blinks stay a small drawing."""
    least_s = duration_s * _LEAST_WIDTH / 100
    bars: list[tuple[float, float]] = []
    for event in sorted(events, key=lambda one: one.start_s):
        if bars and event.start_s < max(bars[-1][1], bars[-1][0] + least_s):
            bars[-1] = (bars[-1][0], max(bars[-1][1], event.end_s))
        else:
            bars.append((event.start_s, event.end_s))
    return bars


def _bar(start_s: float, end_s: float, duration_s: float, name: str) -> str:
    left = min(100.0 - _LEAST_WIDTH, 100 * start_s / duration_s)
    width = max(_LEAST_WIDTH, 100 * (end_s - start_s) / duration_s)
    return (
        f'<rect class="event" x="{left:.2f}%" y="{_LABEL_PX}" width="{width:.2f}%" height="{_EVENT_PX}" rx="2">'
        f"<title>{name} {clock(start_s)}–{clock(end_s)}</title></rect>"
    )


def _ticks(duration_s: float) -> Iterable[float]:
    step = next((s for s in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800) if duration_s / s <= 8), 3600)
    return range(0, int(duration_s) + 1, step)


def _grid(duration_s: float, bottom: int) -> str:
    at = (100 * tick / duration_s for tick in _ticks(duration_s))
    return "".join(f'<line class="grid" x1="{x:.2f}%" x2="{x:.2f}%" y1="0" y2="{bottom}"/>' for x in at)


def _axis(duration_s: float) -> str:
    return "".join(_tick_label(tick, 100 * tick / duration_s) for tick in _ticks(duration_s))


def _tick_label(tick: float, at: float) -> str:
    anchor = "start" if at < 2 else "end" if at > 95 else "middle"
    return f'<text x="{at:.2f}%" y="14" text-anchor="{anchor}">{clock(tick)}</text>'


def _gaps(gaps: Iterable[GapPart], duration_s: float, bottom: int, language: Language) -> str:
    title = escape(label("gap", language))
    return "".join(
        f'<line class="gap" x1="{100 * g.at_s / duration_s:.2f}%" x2="{100 * g.at_s / duration_s:.2f}%" y1="0" '
        f'y2="{bottom}"><title>{title}</title></line>'
        for g in gaps
    )
