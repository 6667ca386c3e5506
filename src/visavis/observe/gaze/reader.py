"""Gaze over time: towards the camera or away, where to, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from visavis.face.mesh.engine import FaceMesh
from visavis.kit.text import Text
from visavis.media.values import Frame
from visavis.observe.engine import Subject
from visavis.observe.gaze import wording
from visavis.observe.gaze.calibration import GazeCalibration
from visavis.observe.gaze.eyes import read_eyes
from visavis.observe.series import RATE_HZ, Clock, Flags, Floats, Recorder, Span, even_clock, share, smooth, spans_of
from visavis.observe.standstill import why_unseen
from visavis.observe.values import Event, Measure, Observation, Track

_TOWARD_DEG = 7.0
"""A viewer takes a gaze within 7° below the camera for eye contact (Tam et al.)."""
_TOWARD_UNCALIBRATED_DEG = 10.0
_UPRIGHT = 1.4
"""Uncalibrated, up and down may be off by this much more than sideways: lids hide the iris, and tilt reads worse."""
_SHORTEST_AWAY_S = 0.4
_NEED_S = 2.0
_TRUST_CALIBRATED = 0.9
_TRUST_UNCALIBRATED = 0.5


class GazeReader:
    """Streams frames into gaze tracks, looks away and measures. Keeps 16 bytes for each frame."""

    def __init__(self, calibration: GazeCalibration | None = None) -> None:
        self._calibration = calibration if calibration is not None and calibration.usable else None
        self._subject = Subject()
        self._rows = Recorder("right", "up")

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        face = self._subject.pick(faces)
        reading = read_eyes(face) if face is not None else None
        if reading is None:
            self._rows.add(frame.time_s)
            return
        raw = (reading.right_deg, reading.up_deg)
        right, up = self._calibration.apply(reading) if self._calibration else raw
        self._rows.add(frame.time_s, right=right, up=up)

    def finish(self, speaking: Sequence[Span] | None = None) -> Observation:
        """Everything found; ``speaking`` are the spans in which the person speaks, None when that isn't known."""
        clock = even_clock(self._rows.times_s)
        gaze = _lay(self._rows, clock, self._calibration)
        aways = find_looks_away(gaze, clock)
        tracks = (
            Track("gaze.right", "gaze", wording.TITLES["gaze.right"], "deg", clock.times_s, gaze.right),
            Track("gaze.up", "gaze", wording.TITLES["gaze.up"], "deg", clock.times_s, gaze.up),
            Track("gaze.toward", "gaze", wording.TITLES["gaze.toward"], "share", clock.times_s, gaze.toward_track),
        )
        talking = None if speaking is None else clock.flag(speaking)
        unseen = why_unseen(self._rows.times_s, self._rows.column("right"), _NEED_S, wording.NO_EYES)
        return Observation(tracks, tuple(aways), _measures(gaze, aways, talking, unseen))


@dataclass(frozen=True)
class Gaze:
    """Clocked gaze in degrees from the camera (or from the usual direction), and what counts as towards it."""

    right: Floats
    up: Floats
    within_deg: float
    taller: float
    """How many times further up and down than sideways still counts as towards the camera."""
    calibrated: bool

    @property
    def seen(self) -> Flags:
        return np.isfinite(self.right)

    @property
    def toward(self) -> Flags:
        return np.hypot(self.right, self.up / self.taller) <= self.within_deg

    @property
    def toward_track(self) -> Floats:
        return np.where(self.seen, self.toward.astype(np.float64), np.nan)


def _lay(rows: Recorder, clock: Clock, calibration: GazeCalibration | None) -> Gaze:
    right, up = (smooth(clock.lay(rows.column(name)), 0.08) for name in ("right", "up"))
    if calibration is not None:
        return Gaze(right, up, max(_TOWARD_DEG, 1.5 * calibration.residual_deg), 1.0, calibrated=True)
    home_right, home_up = usual_direction(right, up)
    return Gaze(right - home_right, up - home_up, _TOWARD_UNCALIBRATED_DEG, _UPRIGHT, calibrated=False)


def usual_direction(right: Floats, up: Floats) -> tuple[float, float]:
    """The most frequent direction (mean-shift with a 5° kernel from the median), which stands in for the camera."""
    known = np.isfinite(right) & np.isfinite(up)
    if not known.any():
        return 0.0, 0.0
    points = np.stack([right[known], up[known]], axis=1)[:: max(1, int(known.sum()) // 5000)]
    best = max((_climb(points, start) for start in _starts(points)), key=lambda found: found[1])
    return float(best[0][0]), float(best[0][1])


def _starts(points: Floats) -> list[Floats]:
    return [np.median(points, axis=0), *(points[i] for i in np.linspace(0, len(points) - 1, 12).astype(int))]


def _climb(points: Floats, start: Floats) -> tuple[Floats, float]:
    """Where mean-shift ends from ``start``, and how dense it is there."""
    centre, weights = start, np.ones(len(points))
    for _ in range(25):
        weights = np.exp(-0.5 * ((points - centre) ** 2).sum(1) / 5.0**2)
        centre = (weights[:, None] * points).sum(0) / weights.sum()
    return centre, float(weights.sum())


def find_looks_away(gaze: Gaze, clock: Clock) -> list[Event]:
    """Spans of at least 0.4 s of gaze away from the camera; blinks inside are bridged. ``size`` is the mean offset."""
    events = []
    away = gaze.seen & ~gaze.toward
    for start_s, end_s in spans_of(away, clock.times_s, _SHORTEST_AWAY_S, bridge_s=0.25):
        inside = away & (clock.times_s >= start_s) & (clock.times_s < end_s)
        right, up = float(np.nanmean(gaze.right[inside])), float(np.nanmean(gaze.up[inside]))
        side = direction(right, up)
        events.append(
            Event(f"gaze.look_{side}", "gaze", wording.LOOKS[side], start_s, end_s, float(np.hypot(right, up)))
        )
    return events


def direction(right_deg: float, up_deg: float) -> str:
    """left, right, up or down, from the person's own side."""
    if abs(right_deg) >= abs(up_deg):
        return "right" if right_deg > 0 else "left"
    return "up" if up_deg > 0 else "down"


def _measures(gaze: Gaze, aways: list[Event], talking: Flags | None, unseen: Text) -> tuple[Measure, ...]:
    seen_s = float(gaze.seen.sum()) / RATE_HZ
    trust = (_TRUST_CALIBRATED if gaze.calibrated else _TRUST_UNCALIBRATED) * float(gaze.seen.mean() if seen_s else 0)
    enough = seen_s >= _NEED_S
    values: dict[str, float | None] = {"gaze.toward": share(gaze.toward, gaze.seen)}
    if talking is not None:
        values["gaze.toward_speaking"] = _share_long(gaze.toward, gaze.seen & talking)
        values["gaze.toward_listening"] = _share_long(gaze.toward, gaze.seen & ~talking)
    values["gaze.longest_away"] = max((event.end_s - event.start_s for event in aways), default=0.0)
    values["gaze.looks_away"] = len(aways) / (seen_s / 60) if enough else None
    for side in wording.LOOKS:
        away_s = sum(event.end_s - event.start_s for event in aways if event.key == f"gaze.look_{side}")
        values[f"gaze.away_{side}"] = away_s / seen_s if enough else None
    return tuple(
        wording.measure(
            key,
            value if enough else None,
            trust,
            gaze.calibrated,
            wording.TOO_BRIEF.get(key, unseen) if enough else unseen,
        )
        for key, value in values.items()
    )


def _share_long(flags: Flags, of: Flags) -> float | None:
    return share(flags, of) if of.sum() >= _NEED_S * RATE_HZ else None
