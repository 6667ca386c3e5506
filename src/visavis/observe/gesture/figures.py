"""What the looks at hands and shoulders amount to over time: touches, gestures, posture, figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.kit.text import Text
from visavis.observe.gesture import wording
from visavis.observe.series import RATE_HZ, Clock, Flags, Floats, Recorder, mean_of, smooth, spans_of
from visavis.observe.values import Event, Measure, Track

NEED_S = 2.0
_MOVING_CM_S = 20.0
_AT_FACE_S = 0.4


@dataclass(frozen=True)
class Hands:
    in_view: Flags
    at_face: Flags
    moving: Flags
    speed: Floats
    seen: Flags
    """Where both a face and the hands were looked at."""


@dataclass(frozen=True)
class Posture:
    tilt: Floats
    side_cm: Floats
    nearer: Floats
    """Share by which the head is larger than usual: + = leaning towards the camera."""


def lay_hands(rows: Recorder, clock: Clock, longest_s: float) -> Hands:
    # looks come more slowly than the clock ticks
    at_face, speed, count = (
        clock.hold(rows.times_s, rows.column(name), longest_s) for name in ("at_face", "speed", "hands")
    )
    return Hands(count > 0, at_face > 0.5, speed > _MOVING_CM_S, speed, np.isfinite(at_face))


def lay_posture(rows: Recorder, clock: Clock, longest_s: float) -> Posture:
    tilt, side_px, size = (
        smooth(clock.hold(rows.times_s, rows.column(name), longest_s), 0.3) for name in ("tilt", "side_px", "size")
    )
    side = side_px / _median(size)
    return Posture(tilt, side - _median(side), size / _median(size) - 1)


def _median(values: Floats) -> float:
    return float(np.nanmedian(values)) if np.isfinite(values).any() else float("nan")


def find_touches(hands: Hands, clock: Clock) -> list[Event]:
    spans = spans_of(hands.at_face, clock.times_s, _AT_FACE_S, bridge_s=0.4)
    return [Event("gesture.hand_to_face", "gesture", wording.HAND_TO_FACE, a, b, b - a) for a, b in spans]


def find_moves(hands: Hands, clock: Clock) -> list[Event]:
    spans = spans_of(hands.moving & ~hands.at_face, clock.times_s, 0.3, bridge_s=0.4)
    return [Event("gesture.moving", "gesture", wording.GESTURE, a, b, b - a) for a, b in spans]


def tracks_of(hands: Hands, posture: Posture, clock: Clock) -> tuple[Track, ...]:
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


def hand_measures(hands: Hands, touches: list[Event], why_not: Text) -> tuple[Measure, ...]:
    seen_s = float(hands.seen.sum()) / RATE_HZ
    enough = seen_s >= NEED_S
    trust = float(hands.seen.mean()) if len(hands.seen) else 0.0
    touched_s = sum(event.end_s - event.start_s for event in touches)
    from_hands = {
        "gesture.hand_to_face": float(len(touches)),
        "gesture.hand_to_face_share": min(1.0, touched_s / seen_s) if seen_s else 0.0,
        "gesture.gesturing_share": float((hands.moving & hands.seen).sum()) / RATE_HZ / seen_s if seen_s else 0.0,
        "gesture.hands_in_view": float((hands.in_view & hands.seen).sum()) / RATE_HZ / seen_s if seen_s else 0.0,
    }
    return tuple(
        wording.measure(key, value if enough else None, 0.8 * trust, why_not) for key, value in from_hands.items()
    )


def posture_measures(posture: Posture, why_not: Text) -> tuple[Measure, ...]:
    known = np.isfinite(posture.tilt)
    enough = known.sum() >= NEED_S * RATE_HZ
    trust = 0.6 * float(known.mean()) if len(known) else 0.0
    sway = float(np.nanstd(posture.side_cm)) if enough and np.isfinite(posture.side_cm).any() else None
    tilt = mean_of(np.abs(posture.tilt)) if enough else None
    return (
        wording.measure("gesture.shoulder_tilt_mean", tilt, trust, why_not),
        wording.measure("gesture.body_sway", sway, trust, why_not),
    )
