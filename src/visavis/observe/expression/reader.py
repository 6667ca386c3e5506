"""Blinks, mouth corners and brows over time, against the person's own baseline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.face.mesh.engine import FaceMesh
from visavis.kit.text import Text
from visavis.media.values import Frame
from visavis.observe.engine import Subject
from visavis.observe.expression import wording
from visavis.observe.expression.blinks import fast_enough, find_closures
from visavis.observe.expression.shape import read_shape
from visavis.observe.series import RATE_HZ, Clock, Flags, Floats, Recorder, even_clock, smooth, spans_of
from visavis.observe.standstill import why_unseen
from visavis.observe.values import Event, Measure, Observation, Track
from visavis.observe.wording import NO_FACE

_SMILE = 0.10
"""Corner raise plus widening in outer-eye distances; neutral to happy faces differ by 0.20 in the median."""
_SMILE_S = 0.5
_BROW = 0.03
_BROW_S = 0.3
_NEED_S = 2.0
_BLINKS_NEED_S = 10.0


class ExpressionReader:
    """Streams frames into blinks, smiles and brow raises. Keeps 24 bytes for each frame."""

    def __init__(self) -> None:
        self._subject = Subject()
        self._rows = Recorder("eyes", "corner", "width", "brow")

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        face = self._subject.pick(faces)
        if face is None:
            self._rows.add(frame.time_s)
            return
        shape = read_shape(face)
        self._rows.add(
            frame.time_s,
            eyes=shape.eyes_open,
            corner=shape.corner_height,
            width=shape.mouth_width,
            brow=shape.brow_height,
        )

    def finish(self) -> Observation:
        clock = even_clock(self._rows.times_s)
        found = _lay(self._rows, clock)
        events = found.closures + _spans("expression.smile", found.smile > _SMILE, found.smile, clock, _SMILE_S)
        events += _spans("expression.brow_raise", found.brow > _BROW, found.brow, clock, _BROW_S)
        tracks = tuple(
            Track(key, "expression", wording.TITLES[key], "%", clock.times_s, 100 * values)
            for key, values in (("expression.mouth_corner_raise", found.smile), ("expression.brow_raise", found.brow))
        )
        eyes = Track(
            "expression.eyes_open",
            "expression",
            wording.TITLES["expression.eyes_open"],
            "%",
            clock.times_s,
            100 * found.eyes,
        )
        why_not = self._reasons(found)
        # what can't be counted isn't shown one by one either
        shown = [event for event in events if why_not.blinks is None or event.key != "expression.blink"]
        return Observation(
            (*tracks, eyes),
            tuple(sorted(shown, key=lambda event: event.start_s)),
            _measures(found, events, why_not),
        )

    def _reasons(self, found: _Found) -> _Reasons:
        times_s, seen = self._rows.times_s, self._rows.column("corner")
        no_face = why_unseen(times_s, seen, _NEED_S, NO_FACE)
        if found.seen_s < _NEED_S:
            return _Reasons(no_face, blinks=no_face)
        if not fast_enough(times_s):
            return _Reasons(no_face, blinks=wording.TOO_SLOW)
        if found.seen_s < _BLINKS_NEED_S:
            return _Reasons(no_face, blinks=why_unseen(times_s, seen, _BLINKS_NEED_S, wording.TOO_SHORT))
        return _Reasons(no_face, blinks=None)


@dataclass(frozen=True)
class _Reasons:
    """Why there is no value, where there is none; ``blinks`` None: they can be counted."""

    all: Text
    blinks: Text | None


@dataclass(frozen=True)
class _Found:
    """Clocked shapes: ``smile`` and ``brow`` above the person's baseline, in outer-eye distances."""

    eyes: Floats
    smile: Floats
    brow: Floats
    closures: list[Event]

    @property
    def seen_s(self) -> float:
        return float(np.isfinite(self.smile).sum()) / RATE_HZ

    @property
    def coverage(self) -> float:
        return float(np.isfinite(self.smile).mean()) if len(self.smile) else 0.0


def _lay(rows: Recorder, clock: Clock) -> _Found:
    eyes = clock.lay(rows.column("eyes"))
    smile = smooth(clock.lay(rows.column("corner") + rows.column("width")), 0.15)
    brow = smooth(clock.lay(rows.column("brow")), 0.12)
    # below the median, because somebody may smile for nearly half of an answer
    return _Found(eyes, _above(smile, 35), _above(brow, 40), find_closures(eyes, clock))


def _above(values: Floats, percentile: float) -> Floats:
    known = values[np.isfinite(values)]
    return values - np.percentile(known, percentile) if len(known) else values


def _spans(key: str, flags: Flags, size: Floats, clock: Clock, shortest_s: float) -> list[Event]:
    events = []
    for start_s, end_s in spans_of(flags, clock.times_s, shortest_s, bridge_s=0.2):
        inside = (clock.times_s >= start_s) & (clock.times_s < end_s)
        peak = 100 * float(np.nanmax(size[inside]))
        events.append(Event(key, "expression", wording.EVENTS[key], start_s, end_s, peak))
    return events


def _measures(found: _Found, events: list[Event], why_not: _Reasons) -> tuple[Measure, ...]:
    enough = found.seen_s >= _NEED_S
    blinks = _count(events, "expression.blink") / found.seen_s * 60 if why_not.blinks is None else None
    values = {
        "expression.smile_share": (_share(events, "expression.smile", found.seen_s) if enough else None, 0.8),
        "expression.smiles": (_count(events, "expression.smile"), 0.8),
        "expression.brow_raises": (_count(events, "expression.brow_raise"), 0.6),
    }
    return (
        wording.measure("expression.blinks", blinks, found.coverage, why_not.blinks or why_not.all),
        *(
            wording.measure(key, value if enough else None, sure * found.coverage, why_not.all)
            for key, (value, sure) in values.items()
        ),
    )


def _share(events: list[Event], key: str, seen_s: float) -> float:
    return min(1.0, sum(event.end_s - event.start_s for event in events if event.key == key) / seen_s)


def _count(events: list[Event], key: str) -> float:
    return float(sum(event.key == key for event in events))
