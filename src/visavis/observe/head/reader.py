"""Head movement: where the head points, how far it travels, turns and nods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from visavis.face.heading import Heading, HeadingEngine
from visavis.face.heading.mesh import MeshHeading
from visavis.face.mesh.engine import FaceMesh
from visavis.face.pose import fit_pose
from visavis.kit.text import Text
from visavis.media.values import Frame
from visavis.observe.engine import Subject
from visavis.observe.head import wording
from visavis.observe.series import RATE_HZ, Clock, Floats, Recorder, even_clock, mean_of, smooth, spans_of
from visavis.observe.standstill import why_unseen
from visavis.observe.values import Event, Measure, Observation, Track
from visavis.observe.wording import NO_FACE

_EYES_CM = 9.0
"""Distance of the outer eye corners, the mean of adults (Farkas 1994): turns pixels into about centimetres."""
_TURN_DEG = 20.0
_NOD_DEG = 8.0
_NODS_NEED_S = 10.0
_NEED_S = 2.0


class HeadReader:
    """Streams frames into head tracks, turns, nods and measures. Keeps 32 bytes for each frame.

    ``heading`` judges where the head points; the embedded engine where none is given.
    """

    def __init__(self, heading: HeadingEngine | None = None) -> None:
        self._heading, self._subject = heading or MeshHeading(), Subject()
        self._rows = Recorder("yaw", "pitch", "roll", "x", "y", "eyes")

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        face = self._subject.pick(faces)
        if face is None:
            self._rows.add(frame.time_s)
            return
        self._rows.add(frame.time_s, **_row(face, self._heading.read(frame.image, face)))

    def finish(self) -> Observation:
        clock = even_clock(self._rows.times_s)
        motion = _lay(self._rows, clock)
        nods, turns = find_nods(motion, clock), find_turns(motion, clock)
        return Observation(
            tracks=_tracks(motion, clock),
            events=tuple(sorted(nods + turns, key=lambda event: event.start_s)),
            measures=_measures(motion, clock, nods, turns, self._why_unseen(motion)),
        )

    def _why_unseen(self, motion: HeadMotion) -> _Reasons:
        times_s, seen = self._rows.times_s, self._rows.column("yaw")
        no_face = why_unseen(times_s, seen, _NEED_S, NO_FACE)
        too_short = why_unseen(times_s, seen, _NODS_NEED_S, wording.TOO_SHORT)
        return _Reasons(no_face, nods=no_face if motion.seen_s < _NEED_S else too_short)


@dataclass(frozen=True)
class _Reasons:
    """Why the measures have no value, where they have none."""

    all: Text
    nods: Text


@dataclass(frozen=True)
class HeadMotion:
    """Clocked head angles in degrees, relative to the person's own median, and speed."""

    yaw: Floats
    pitch: Floats
    roll: Floats
    speed_cm_s: Floats

    @property
    def seen_s(self) -> float:
        return float(np.isfinite(self.yaw).sum()) / RATE_HZ


def _row(face: FaceMesh, heading: Heading) -> dict[str, float]:
    x, y = face.points[:, :2].mean(0)
    return {
        "yaw": heading.yaw_deg,
        "pitch": heading.pitch_deg,
        "roll": heading.roll_deg,
        "x": float(x),
        "y": float(y),
        "eyes": fit_pose(face).eyes_px,
    }


def _lay(rows: Recorder, clock: Clock) -> HeadMotion:
    def own(name: str) -> Floats:
        values = smooth(clock.lay(rows.column(name)), 0.06)
        return values - np.nanmedian(values) if np.isfinite(values).any() else values

    cm = _EYES_CM / smooth(clock.lay(rows.column("eyes")), 0.5)
    x, y = (smooth(clock.lay(rows.column(name)), 0.12) * cm for name in ("x", "y"))
    speed = np.hypot(_rate(x), _rate(y)) if len(x) > 1 else np.full(len(x), np.nan)
    return HeadMotion(own("yaw"), own("pitch"), own("roll"), speed)


def _rate(values: Floats) -> Floats:
    slope: Floats = np.gradient(values) * RATE_HZ
    return slope


def find_turns(motion: HeadMotion, clock: Clock) -> list[Event]:
    """Spans of at least 0.3 s in which the head points more than 20° off the person's usual direction."""
    events = []
    for start_s, end_s in spans_of(np.abs(motion.yaw) > _TURN_DEG, clock.times_s, shortest_s=0.3, bridge_s=0.3):
        inside = (clock.times_s >= start_s) & (clock.times_s < end_s)
        most = float(motion.yaw[inside][np.nanargmax(np.abs(motion.yaw[inside]))])
        title = wording.TURN_RIGHT if most > 0 else wording.TURN_LEFT
        events.append(Event("head.turn", "head", title, start_s, end_s, most))
    return events


def find_nods(motion: HeadMotion, clock: Clock) -> list[Event]:
    """Dips of the head by at least 8° and back within 1.2 s; dips less than 0.6 s apart are one nod."""
    if motion.seen_s < 0.5:
        return []
    known = np.isfinite(motion.pitch)
    dip = smooth(motion.pitch, 1.0) - motion.pitch
    filled = np.where(known, dip, 0.0)
    # the height keeps the flat places out, of which a prominence can't be told
    peaks, about = scipy.signal.find_peaks(
        filled, height=0.5, prominence=_NOD_DEG, width=(0.1 * RATE_HZ, 0.8 * RATE_HZ), wlen=int(1.6 * RATE_HZ)
    )
    nods: list[Event] = []
    for peak, size in zip(peaks, about["prominences"], strict=True):
        start_s, end_s = _around(clock, int(peak))
        if not known[max(0, peak - 8) : peak + 9].all():
            continue
        if nods and start_s - nods[-1].end_s < 0.2:
            size, start_s = max(float(size), nods[-1].size or 0.0), nods.pop().start_s
        nods.append(Event("head.nod", "head", wording.NOD, start_s, end_s, float(size)))
    return nods


def _around(clock: Clock, index: int) -> tuple[float, float]:
    reach = int(0.3 * RATE_HZ)
    times = clock.times_s
    return float(times[max(0, index - reach)]), float(times[min(len(times) - 1, index + reach)])


def _tracks(motion: HeadMotion, clock: Clock) -> tuple[Track, ...]:
    values = {"head.yaw": motion.yaw, "head.pitch": motion.pitch, "head.roll": motion.roll}
    values["head.speed"] = motion.speed_cm_s
    return tuple(
        Track(key, "head", wording.TITLES[key], wording.UNITS[key], clock.times_s, value)
        for key, value in values.items()
    )


def _measures(
    motion: HeadMotion, clock: Clock, nods: list[Event], turns: list[Event], why_not: _Reasons
) -> tuple[Measure, ...]:
    minutes = motion.seen_s / 60
    enough = motion.seen_s >= _NEED_S
    turning = np.hypot(_rate(motion.yaw), _rate(motion.pitch)) if enough else np.empty(0)
    values = {
        "head.travel": _per_minute(float(np.nansum(motion.speed_cm_s)) / RATE_HZ, minutes),
        "head.turning": mean_of(turning),
        "head.yaw_spread": float(np.nanstd(motion.yaw)) if enough else None,
        "head.turns": _per_minute(len(turns), minutes),
        "head.nods": _per_minute(len(nods), minutes),
        "head.off_axis": float((np.abs(motion.yaw) > _TURN_DEG).sum()) / RATE_HZ / motion.seen_s if enough else None,
    }
    coverage = motion.seen_s * RATE_HZ / len(clock.times_s) if len(clock.times_s) else 0.0
    if motion.seen_s < _NODS_NEED_S:
        values["head.nods"] = None
    return tuple(
        wording.measure(key, value if enough else None, coverage, why_not.nods if key == "head.nods" else why_not.all)
        for key, value in values.items()
    )


def _per_minute(amount: float, minutes: float) -> float | None:
    return amount / minutes if minutes > 0 else None
