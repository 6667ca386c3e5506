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
from visavis.kit.text import Text
from visavis.media.values import RGB, Frame
from visavis.observe.engine import Subject
from visavis.observe.gesture import figures, wording
from visavis.observe.gesture.engine import BodyTracker, HandPoints, Shoulders
from visavis.observe.series import Recorder, even_clock
from visavis.observe.standstill import why_unseen
from visavis.observe.values import Observation

_EYES_CM = 9.0
_MEMORY_S = 1.0
"""A hand that covers the face hides it from the mesh: the face's last place counts this long."""
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
        # a slow camera's looks come this late; later ones mean that the picture stood still
        self._hands_apart_s, self._shoulders_apart_s = 2 / hands_hz, 2 / shoulders_hz
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
        hands = figures.lay_hands(self._rows, clock, self._hands_apart_s)
        posture = figures.lay_posture(self._posture, clock, self._shoulders_apart_s)
        touches = figures.find_touches(hands, clock)
        moves = figures.find_moves(hands, clock)
        return Observation(
            tracks=figures.tracks_of(hands, posture, clock),
            events=tuple(sorted(touches + moves, key=lambda event: event.start_s)),
            measures=(
                *figures.hand_measures(hands, touches, self._why_no_hands()),
                *figures.posture_measures(posture, self._why_no_shoulders()),
            ),
        )

    def _why_no_hands(self) -> Text:
        return why_unseen(self._rows.times_s, self._rows.column("at_face"), figures.NEED_S, wording.NO_FACE)

    def _why_no_shoulders(self) -> Text:
        return why_unseen(self._posture.times_s, self._posture.column("tilt"), figures.NEED_S, wording.NO_SHOULDERS)

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
        if not self._hands or passed_s > self._hands_apart_s:
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
