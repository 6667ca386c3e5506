"""Classes of expression over time: faces are cut a few times a second, judged in batches, and kept as numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import Frame
from visavis.observe.engine import Subject
from visavis.observe.expression_classes import terms, wording
from visavis.observe.expression_classes.engine import Cut, ExpressionEngine, cut_out
from visavis.observe.expression_classes.looks import LookRecorder, Looks
from visavis.observe.series import Floats
from visavis.observe.standstill import why_unseen
from visavis.observe.values import Event, Measure, Observation, Track
from visavis.observe.wording import NO_FACE

LOOKS_HZ = 5.0
_BATCH = 24
_NEED_S = 2.0
_SHORTEST_S = 0.6
"""Of a span of one class: a single look may be a blink or a word."""
_BRIDGE_S = 0.45
FORGET_S = 2.0
"""A face that comes back later than this counts as another person's."""


class ExpressionClassReader:
    """Streams frames into classes. The subject is read as by every reader; others in the picture are kept apart.

    The caller owns the engine. At most 24 cut faces wait at a time.
    """

    def __init__(self, engine: ExpressionEngine, looks_hz: float = LOOKS_HZ) -> None:
        self.engine = engine
        self._period_s = 1 / looks_hz
        self._next_s = -np.inf
        self._subject = Subject()
        self._first = LookRecorder(engine.classes)
        self._others: list[_Other] = []
        self._waiting: list[tuple[LookRecorder, float, Cut]] = []

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        subject = self._subject.pick(faces)
        if frame.time_s < self._next_s - 1e-6:
            return
        self._next_s = frame.time_s + self._period_s
        if subject is None:
            self._flush()
            self._first.add(frame.time_s)
        for face in faces:
            into = self._first if face is subject else self._other(face, frame.time_s)
            self._waiting.append((into, frame.time_s, cut_out(frame.image, face)))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def finish(self) -> Observation:
        return describe(self.subject(), self.engine, self._period_s)

    def subject(self) -> Looks:
        """The person whom all readers read."""
        self._flush()
        return self._first.looks()

    def others(self) -> list[Looks]:
        """Everybody else, in the order of their coming."""
        self._flush()
        return [other.looks.looks() for other in self._others]

    def _flush(self) -> None:
        judged = self.engine.judge([cut for _, _, cut in self._waiting])
        for (into, time_s, cut), told in zip(self._waiting, judged, strict=True):
            into.add(time_s, cut, told)
        self._waiting.clear()

    def _other(self, face: FaceMesh, time_s: float) -> LookRecorder:
        """Whoever was last seen nearest to this face, or somebody new."""
        middle = face.points[:, :2].mean(0)
        free = [one for one in self._others if one.at_s < time_s and time_s - one.at_s <= FORGET_S]
        near = min(free, key=lambda one: float(np.hypot(*(one.middle - middle))), default=None)
        if near is None or np.hypot(*(near.middle - middle)) > face.side_px:
            near = _Other(LookRecorder(self.engine.classes))
            self._others.append(near)
        near.middle, near.at_s = middle, time_s
        return near.looks


@dataclass
class _Other:
    """Somebody besides the subject: where and when they were seen last."""

    looks: LookRecorder
    middle: Floats = field(default_factory=lambda: np.zeros(2))
    at_s: float = -np.inf


def describe(looks: Looks, engine: ExpressionEngine, period_s: float = 1 / LOOKS_HZ) -> Observation:
    """One person's looks as tracks, spans and measures, each with the model's error rate beside it."""
    known = engine.reliability
    tracks = tuple(
        Track(terms.key_of(name), terms.FAMILY, terms.track_title(name, known), "%", looks.times_s, 100 * shares)
        for name, shares in zip(looks.classes, looks.shares.T, strict=True)
    )
    return Observation(tracks, tuple(spans_of(looks, period_s)), _measures(looks, engine, period_s))


def spans_of(looks: Looks, period_s: float = 1 / LOOKS_HZ) -> list[Event]:
    """Stretches of one class other than neutral; ``size`` is the mean probability in per cent."""
    events = []
    for number, name in enumerate(looks.classes):
        if name == "neutral":
            continue
        for first, last in _runs(looks, number, period_s):
            start_s, end_s = float(looks.times_s[first]), float(looks.times_s[last]) + period_s
            if end_s - start_s >= _SHORTEST_S:
                sure = 100 * float(np.nanmean(looks.shares[first : last + 1, number]))
                events.append(Event(terms.key_of(name), terms.FAMILY, wording.heading(name), start_s, end_s, sure))
    return sorted(events, key=lambda event: event.start_s)


def _runs(looks: Looks, number: int, period_s: float) -> list[tuple[int, int]]:
    """First and last look of each stretch; a single other look, or a short hole, doesn't end it."""
    runs: list[tuple[int, int]] = []
    for at in np.flatnonzero(looks.labels == number):
        if runs and looks.times_s[at] - looks.times_s[runs[-1][1]] <= max(_BRIDGE_S, 1.5 * period_s):
            runs[-1] = (runs[-1][0], int(at))
        else:
            runs.append((int(at), int(at)))
    return runs


def _measures(looks: Looks, engine: ExpressionEngine, period_s: float) -> tuple[Measure, ...]:
    seen = looks.shares[:, 0] if len(looks.times_s) else np.zeros(0)
    enough = np.isfinite(seen).sum() * period_s >= _NEED_S
    why = why_unseen(looks.times_s, seen, _NEED_S, NO_FACE)
    known = engine.reliability
    told = [
        terms.share_term(name, known).of(
            looks.share_of(name) if enough else None,
            looks.answered * known.accuracy,
            terms.NONE_TOLD if enough else why,
        )
        for name in looks.classes
    ]
    silent = terms.cant_tell_term(known).of(1 - looks.answered if len(looks.times_s) else None, 1.0, why)
    return (*told, silent)
