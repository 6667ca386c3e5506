"""Streams a video's frames through the face mesh and the readers: one thread decodes, the other one looks."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.values import Progress
from visavis.media.decode import read_frames
from visavis.media.values import Frame
from visavis.observe.engine import Reader

MAX_SIDE_PX = 1280
"""Larger pictures are scaled down: the mesh network itself looks at 192 × 192 px of a face."""

FASTEST_FPS = 31.0
"""Frames that come faster are skipped: nothing that we measure is quicker than a blink (100–400 ms)."""

_AHEAD = 6
"""Decoded frames that may wait: enough to smooth the key frames' cost, little enough to stay in memory."""


@dataclass
class Seen:
    """Which frames were read, and in how many of them there were 0, 1, 2 or more faces."""

    frame_times_s: NDArray[np.float64]
    frames_by_faces: dict[int, int]


@dataclass
class _Tally:
    times_s: list[float] = field(default_factory=list)
    by_faces: dict[int, int] = field(default_factory=lambda: {0: 0, 1: 0, 2: 0})


def watch(path: Path, readers: Mapping[str, Reader], duration_s: float, watch_: Stopwatch, progress: Progress) -> Seen:
    """Show every frame to every reader. Raises NoPicture or CutOff as ``read_frames`` does."""
    tally = _Tally()
    with MESH.lease() as mesh:
        tracker = mesh.track(most=2)
        try:
            for frame in _decoded(path, watch_):
                with watch_.measure("mesh"):
                    faces = tracker.read(frame.image)
                _show(frame, faces, readers, watch_)
                _count(tally, frame, faces)
                if len(tally.times_s) % 25 == 0:
                    progress("picture", min(1.0, frame.time_s / duration_s) if duration_s else 0.0)
        finally:
            tracker.close()
    return Seen(np.array(tally.times_s, np.float64), tally.by_faces)


def _show(frame: Frame, faces: list[FaceMesh], readers: Mapping[str, Reader], watch_: Stopwatch) -> None:
    for name, reader in readers.items():
        with watch_.measure(name):
            reader.see(frame, faces)


def _count(tally: _Tally, frame: Frame, faces: list[FaceMesh]) -> None:
    tally.times_s.append(frame.time_s)
    tally.by_faces[min(2, len(faces))] += 1


def _decoded(path: Path, watch_: Stopwatch) -> Iterator[Frame]:
    """Frames in order, decoded ahead in a thread of their own; stops the thread when the caller stops."""
    ready: queue.Queue[Frame | BaseException | None] = queue.Queue(maxsize=_AHEAD)
    stop = threading.Event()
    thread = threading.Thread(target=_decode_into, args=(ready, stop, path, watch_), name="decode", daemon=True)
    thread.start()
    try:
        while (item := ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        while thread.is_alive():
            _drain(ready)
            thread.join(0.05)


def _decode_into(
    ready: queue.Queue[Frame | BaseException | None], stop: threading.Event, path: Path, watch_: Stopwatch
) -> None:
    try:
        last_s = -1.0
        for frame in watch_.measure_each("decode", read_frames(path, MAX_SIDE_PX)):
            if stop.is_set():
                return
            if frame.time_s - last_s >= 1 / FASTEST_FPS:
                last_s = frame.time_s
                ready.put(frame)
        ready.put(None)
    except BaseException as error:
        ready.put(error)


def _drain(ready: queue.Queue[Frame | BaseException | None]) -> None:
    try:
        while True:
            ready.get_nowait()
    except queue.Empty:
        pass
