"""Hands and posture over time: hand to face, how much the hands move, leaning and shoulders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh.engine import FaceMesh
from visavis.face.pose import fit_pose
from visavis.media.values import RGB, Frame
from visavis.observe.engine import Subject
from visavis.observe.gesture import wording
from visavis.observe.gesture.engine import BodyTracker, HandPoints, Shoulders
from visavis.observe.series import RATE_HZ, Clock, Flags, Floats, Recorder, even_clock, mean_of, smooth, spans_of
from visavis.observe.values import Event, Measure, Observation, Track

_EYES_CM = 9.0
_MOVING_CM_S = 20.0
_AT_FACE_S = 0.4
_MEMORY_S = 1.0
"""A hand that covers the face hides it from the mesh: the face's last place counts this long."""
_NEED_S = 2.0
_SIDE_PX = 640
"""Longest side of the picture that the hand and pose networks get; they read 192 to 256 px themselves."""

Outline: TypeAlias = NDArray[np.float32]


class GestureReader:
    """Streams frames into hand and posture figures; looks for hands six and for shoulders three times a second.

    The caller owns ``tracker`` and closes it. Keeps 28 bytes for each look.
    """

    def __init__(self, tracker: BodyTracker, hands_hz: float = 6.0, shoulders_hz: float = 3.0) -> None:
        self._tracker = tracker
        self._subject = Subject()
        self._hands_due, self._shoulders_due = _Every(1 / hands_hz), _Every(1 / shoulders_hz)
        self._longest_gap_s = 1.5 / hands_hz
        self._face = _LastFace()
        self._hands: tuple[HandPoints, ...] = ()
        self._hands_at_s = -np.inf
        self._rows = Recorder("hands", "at_face", "speed")
        self._posture = Recorder("tilt", "side_px", "size")

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        face = self._subject.pick(faces)
        if face is not None:
            self._face = _LastFace(face, frame.time_s)
        if self._hands_due.now(frame.time_s):
            self._see_hands(frame)
        if self._shoulders_due.now(frame.time_s):
            self._see_shoulders(frame, face)

    def finish(self) -> Observation:
        clock = even_clock(self._rows.times_s)
        hands = _lay_hands(self._rows, clock)
        posture = _lay_posture(self._posture, clock)
        touches = _touches(hands, clock)
        moves = _moves(hands, clock)
        return Observation(
            tracks=_tracks(hands, posture, clock),
            events=tuple(sorted(touches + moves, key=lambda event: event.start_s)),
            measures=_measures(hands, posture, touches, clock),
        )

    def _see_hands(self, frame: Frame) -> None:
        picture, scale = _small(frame.image)
        hands = tuple(hand / np.float32(scale) for hand in self._tracker.hands(picture))
        values = {"hands": float(len(hands))}
        if self._face.known(frame.time_s):
            values["at_face"] = float(any(_touching(hand, self._face.outline) for hand in hands))
            values["speed"] = self._speed(hands, frame.time_s)
        self._hands, self._hands_at_s = hands, frame.time_s
        self._rows.add(frame.time_s, **values)

    def _speed(self, hands: tuple[HandPoints, ...], time_s: float) -> float:
        """The faster hand's speed in cm/s since the last look; 0 without hands, NaN when they have just come."""
        if not hands:
            return 0.0
        passed_s = time_s - self._hands_at_s
        if not self._hands or passed_s > self._longest_gap_s:
            return float("nan")
        return max(_nearest(hand, self._hands) for hand in hands) * self._face.cm_per_px / passed_s

    def _see_shoulders(self, frame: Frame, face: FaceMesh | None) -> None:
        values: dict[str, float] = {}
        if face is not None:  # without a face the pose network sees bodies in furniture
            values["size"] = 1 / self._face.cm_per_px
            picture, scale = _small(frame.image)
            shoulders = self._tracker.shoulders(picture)
            values |= {} if shoulders is None else _posture(shoulders, scale)
        self._posture.add(frame.time_s, **values)


class _Every:
    """Says when the next look is due, whatever the frame rate."""

    def __init__(self, period_s: float) -> None:
        self._period_s = period_s
        self._next_s = -np.inf

    def now(self, time_s: float) -> bool:
        if time_s < self._next_s - 1e-6:
            return False
        self._next_s = time_s + self._period_s
        return True


@dataclass(frozen=True)
class _LastFace:
    """Where the face was last seen."""

    face: FaceMesh | None = None
    at_s: float = -np.inf

    @cached_property
    def outline(self) -> Outline:
        points = np.empty((0, 2), np.float32) if self.face is None else self.face.points[:468, :2]
        return np.asarray(cv2.convexHull(np.ascontiguousarray(points)), np.float32)

    @cached_property
    def cm_per_px(self) -> float:
        return float("nan") if self.face is None else _EYES_CM / fit_pose(self.face).eyes_px

    def known(self, time_s: float) -> bool:
        return time_s - self.at_s <= _MEMORY_S


def _small(image: RGB) -> tuple[RGB, float]:
    scale = min(1.0, _SIDE_PX / max(image.shape[:2]))
    if scale == 1.0:
        return image, 1.0
    return cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), scale


def _touching(hand: HandPoints, outline: Outline) -> bool:
    """Whether at least two of the hand's points lie on the face's outline or inside."""
    inside = [cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0 for x, y in hand]
    return sum(inside) >= 2


def _nearest(hand: HandPoints, others: tuple[HandPoints, ...]) -> float:
    """Pixels from this hand's middle to the nearest hand of the last look."""
    return min(float(np.hypot(*(hand.mean(0) - other.mean(0)))) for other in others)


def _posture(shoulders: Shoulders, scale: float) -> dict[str, float]:
    right, left = np.array(shoulders.right) / scale, np.array(shoulders.left) / scale
    across = left - right
    tilt = float(np.degrees(np.arctan2(-across[1], across[0])))  # + = the own left shoulder is higher
    return {"tilt": tilt, "side_px": float((right + left)[0] / 2)}


@dataclass(frozen=True)
class _Hands:
    in_view: Flags
    at_face: Flags
    moving: Flags
    speed: Floats
    seen: Flags
    """Where both a face and the hands were looked at."""


@dataclass(frozen=True)
class _Posture:
    tilt: Floats
    side_cm: Floats
    nearer: Floats
    """Share by which the head is larger than usual: + = leaning towards the camera."""


def _lay_hands(rows: Recorder, clock: Clock) -> _Hands:
    at_face, speed, count = (_hold(rows, clock, name) for name in ("at_face", "speed", "hands"))
    return _Hands(count > 0, at_face > 0.5, speed > _MOVING_CM_S, speed, np.isfinite(at_face))


def _hold(rows: Recorder, clock: Clock, name: str) -> Floats:
    """Each look's value until the next look, because looks come more slowly than the clock ticks."""
    if not len(rows):
        return np.empty(0)
    last = np.searchsorted(rows.times_s, clock.times_s, side="right") - 1
    held: Floats = rows.column(name)[last.clip(0)]
    return held


def _lay_posture(rows: Recorder, clock: Clock) -> _Posture:
    size = _posture_column(rows, clock, "size")
    usual = float(np.nanmedian(size)) if np.isfinite(size).any() else float("nan")
    side = _posture_column(rows, clock, "side_px") / usual
    middle = float(np.nanmedian(side)) if np.isfinite(side).any() else 0.0
    return _Posture(_posture_column(rows, clock, "tilt"), side - middle, size / usual - 1)


def _posture_column(rows: Recorder, clock: Clock, name: str) -> Floats:
    if not len(rows):
        return np.full(len(clock.times_s), np.nan)
    return smooth(_hold(rows, clock, name), 0.3)


def _touches(hands: _Hands, clock: Clock) -> list[Event]:
    spans = spans_of(hands.at_face, clock.times_s, _AT_FACE_S, bridge_s=0.4)
    return [Event("gesture.hand_to_face", "gesture", wording.HAND_TO_FACE, a, b, b - a) for a, b in spans]


def _moves(hands: _Hands, clock: Clock) -> list[Event]:
    spans = spans_of(hands.moving & ~hands.at_face, clock.times_s, 0.3, bridge_s=0.4)
    return [Event("gesture.moving", "gesture", wording.GESTURE, a, b, b - a) for a, b in spans]


def _tracks(hands: _Hands, posture: _Posture, clock: Clock) -> tuple[Track, ...]:
    at_face = np.where(hands.seen, hands.at_face.astype(np.float64), np.nan)
    values = {
        "gesture.hand_speed": hands.speed,
        "gesture.hand_at_face": at_face,
        "gesture.lean_forward": 100 * posture.nearer,
    }
    values |= {"gesture.shoulder_tilt": posture.tilt, "gesture.lean_sideways": posture.side_cm}
    return tuple(
        Track(key, "gesture", wording.TITLES[key], wording.UNITS[key], clock.times_s, value)
        for key, value in values.items()
    )


def _measures(hands: _Hands, posture: _Posture, touches: list[Event], clock: Clock) -> tuple[Measure, ...]:
    seen_s = float(hands.seen.sum()) / RATE_HZ
    enough = seen_s >= _NEED_S
    trust = float(hands.seen.mean()) if len(hands.seen) else 0.0
    touched_s = sum(event.end_s - event.start_s for event in touches)
    from_hands = {
        "gesture.hand_to_face": float(len(touches)),
        "gesture.hand_to_face_share": min(1.0, touched_s / seen_s) if seen_s else 0.0,
        "gesture.gesturing_share": float((hands.moving & hands.seen).sum()) / RATE_HZ / seen_s if seen_s else 0.0,
        "gesture.hands_in_view": float((hands.in_view & hands.seen).sum()) / RATE_HZ / seen_s if seen_s else 0.0,
    }
    found = [
        wording.measure(key, value if enough else None, 0.8 * trust, wording.NO_FACE)
        for key, value in from_hands.items()
    ]
    return (*found, *_posture_measures(posture))


def _posture_measures(posture: _Posture) -> tuple[Measure, ...]:
    known = np.isfinite(posture.tilt)
    enough = known.sum() >= _NEED_S * RATE_HZ
    trust = 0.6 * float(known.mean()) if len(known) else 0.0
    sway = float(np.nanstd(posture.side_cm)) if enough and np.isfinite(posture.side_cm).any() else None
    tilt = mean_of(np.abs(posture.tilt)) if enough else None
    return (
        wording.measure("gesture.shoulder_tilt_mean", tilt, trust, wording.NO_SHOULDERS),
        wording.measure("gesture.body_sway", sway, trust, wording.NO_SHOULDERS),
    )
