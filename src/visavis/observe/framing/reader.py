"""Framing and light over time: in view or not, alone or not, dark, backlit, off centre, near and far."""

from __future__ import annotations

import numpy as np

from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import Frame
from visavis.observe.engine import Subject
from visavis.observe.framing import wording
from visavis.observe.framing.check import count_people, face_size, measure_light, off_centre
from visavis.observe.series import Clock, Flags, Floats, Recorder, even_clock, mean_of, spans_of
from visavis.observe.values import Event, Measure, Observation, Track

_OUT_S = 1.0
_TWO_S = 1.0
_NEED_S = 0.5


class FramingReader:
    """Streams frames into framing and light; looks five times a second. Keeps 32 bytes for each look."""

    def __init__(self, looks_hz: float = 5.0) -> None:
        self._period_s = 1 / looks_hz
        self._next_s = -np.inf
        self._subject = Subject()
        self._rows = Recorder("people", "size", "face_light", "off_centre", "dark", "backlit")

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        if frame.time_s < self._next_s - 1e-6:
            return
        self._next_s = frame.time_s + self._period_s
        people = float(count_people(faces))
        face = self._subject.pick(faces)
        light = measure_light(frame.image, face)
        values = {"people": people, "dark": float(light.dark)}
        if face is not None:
            values |= {
                "size": face_size(face, frame.image),
                "face_light": light.face,
                "off_centre": float(off_centre(face, frame.image)),
                "backlit": float(light.backlit),
            }
        self._rows.add(frame.time_s, **values)

    def finish(self) -> Observation:
        clock = even_clock(self._rows.times_s)
        held = _Held(self._rows, clock)
        people = held("people")
        out = _events("out_of_view", people == 0, clock, _OUT_S)
        two = _events("two_faces", people > 1, clock, _TWO_S)
        return Observation(
            tracks=(
                _track("face_size", held("size"), clock),
                _track("face_brightness", held("face_light"), clock),
            ),
            events=tuple(sorted(out + two, key=lambda event: event.start_s)),
            measures=_measures(held, out, clock),
        )


class _Held:
    """Each look's value until the next look."""

    def __init__(self, rows: Recorder, clock: Clock) -> None:
        self._rows, self._clock = rows, clock

    def __call__(self, name: str) -> Floats:
        return self._clock.hold(self._rows.times_s, self._rows.column(name))


def _events(key: str, flags: Flags, clock: Clock, shortest_s: float) -> list[Event]:
    spans = spans_of(flags, clock.times_s, shortest_s, bridge_s=0.25)
    return [Event(f"framing.{key}", "framing", wording.EVENTS[key], a, b, b - a) for a, b in spans]


def _track(key: str, values: Floats, clock: Clock) -> Track:
    return Track(f"framing.{key}", "framing", wording.TITLES[key], "%", clock.times_s, 100 * values)


def _measures(held: _Held, out: list[Event], clock: Clock) -> tuple[Measure, ...]:
    people = held("people")
    enough = len(clock.times_s) > 0 and clock.times_s[-1] - clock.times_s[0] >= _NEED_S
    in_view = mean_of((people > 0).astype(np.float64)) if enough else None
    whole = {
        "face_in_view": in_view,
        "out_of_view": float(len(out)),
        "longest_out_of_view": max((b - a for a, b in spans_of(people == 0, clock.times_s)), default=0.0),
        "two_faces": mean_of((people > 1).astype(np.float64)),
    }
    faced = {
        "face_size": _percent(mean_of(held("size"))),
        "face_brightness": _percent(mean_of(held("face_light"))),
        "off_centre": mean_of(held("off_centre")),
        "too_dark": mean_of(held("dark")),
        "backlight": mean_of(held("backlit")),
    }
    return (
        *(wording.measure(key, value if enough else None, 1.0, needs_face=False) for key, value in whole.items()),
        *(wording.measure(key, value if enough else None, in_view or 0.0, True) for key, value in faced.items()),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
