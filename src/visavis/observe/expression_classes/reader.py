"""Classes of expression over time: faces are cut a few times a second, judged in batches, and kept as numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import Frame
from visavis.observe.engine import Subject
from visavis.observe.expression_classes import terms, wording
from visavis.observe.expression_classes.covered import HELD_S, hand_before
from visavis.observe.expression_classes.engine import Cut, ExpressionEngine, Shares, cut_out
from visavis.observe.expression_classes.looks import LookRecorder, Looks
from visavis.observe.series import Flags, Floats
from visavis.observe.standstill import why_unseen
from visavis.observe.values import Event, Measure, Observation, Track
from visavis.observe.wording import NO_FACE

LOOKS_HZ = 5.0
_BATCH = 24
_NEED_S = 2.0
_SHORTEST_S = 0.6
"""Of a span of one class: a single look may be a blink or a word."""
_BRIDGE_S = 0.45
_STANDS_FOR = 1.501
"""Periods that a look stands for at most, until the next one; where there are fewer than about four frames a second the
picture stood still, as for the other readers."""
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
            if hand_before(frame.image, face):
                into.hand_s = frame.time_s
            covered = frame.time_s - into.hand_s <= HELD_S
            self._waiting.append((into, frame.time_s, replace(cut_out(frame.image, face), covered=covered)))
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
    times_s, every = _with_holes(looks, period_s)
    tracks = tuple(
        Track(terms.key_of(name), terms.FAMILY, terms.track_title(name, known), "%", times_s, 100 * shares)
        for name, shares in zip(looks.classes, every.T, strict=True)
    )
    return Observation(tracks, tuple(spans_of(looks, period_s)), _measures(looks, engine, period_s))


def _with_holes(looks: Looks, period_s: float) -> tuple[Floats, Shares]:
    """Times and shares with an unknown look in the middle of every pause: nobody looked there, so no curve leads
    through it."""
    pauses = np.flatnonzero(np.diff(looks.times_s) > _STANDS_FOR * period_s)
    middles = (looks.times_s[pauses] + looks.times_s[pauses + 1]) / 2
    return np.insert(looks.times_s, pauses + 1, middles), np.insert(looks.shares, pauses + 1, np.nan, axis=0)


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
    shown = looks.shares[:, 0] if len(looks.times_s) else np.zeros(0)
    enough = np.isfinite(shown).sum() * period_s >= _NEED_S
    why = why_unseen(looks.times_s, shown, _NEED_S, NO_FACE)
    known, evidence = engine.reliability, partial(_evidence, looks, period_s)
    told = [
        terms.share_term(name, known, looks).of(
            looks.share_of(name) if enough else None,
            evidence(looks.labels >= 0) * known.accuracy,
            terms.NONE_TOLD if enough else why,
        )
        for name in looks.classes
    ]
    silent = terms.cant_tell_term(known, looks).of(looks.cant_tell, evidence(looks.is_seen), why)
    whole = evidence(np.ones(len(looks.times_s), np.bool_))
    nobody = terms.nobody_term().of(looks.nobody if len(looks.times_s) else None, whole, why)
    return (*told, silent, nobody)


def _evidence(looks: Looks, period_s: float, some: Flags) -> float:
    """The share of the time that some looks stand for, each until the next one, but for 1.5 periods at most: a
    recording that stood still shows little."""
    if not len(looks.times_s):
        return 0.0
    until_s = np.append(np.diff(looks.times_s), period_s)
    return float(until_s.clip(max=_STANDS_FOR * period_s)[some].sum() / until_s.sum())
