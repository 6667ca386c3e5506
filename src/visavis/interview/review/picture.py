"""Streams a video's frames through the face mesh and the readers: one thread decodes, the other one looks."""

from __future__ import annotations

import queue
import threading
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.values import Progress
from visavis.media.decode import read_frames
from visavis.media.values import Frame
from visavis.observe.engine import Reader

MAX_SIDE_PX = 1920
"""Larger pictures are scaled down. Smaller ones aren't: scaling 1080p to 720p costs as much as decoding it (4.5 ms of
processor time a frame), while the networks cut their own small pictures out of whatever they get."""

FASTEST_FPS = 31.0
"""Frames that come faster are skipped: nothing that we measure is quicker than a blink (100–400 ms)."""

_AHEAD = 6
"""Decoded frames that may wait: enough to smooth the key frames' cost, little enough to stay in memory."""


def watch(
    path: Path, readers: Mapping[str, Reader], duration_s: float, watch_: Stopwatch, progress: Progress
) -> NDArray[np.float64]:
    """Show every frame to every reader; the times of the frames (n,). Raises as ``read_frames`` does."""
    times_s = array("d")
    with MESH.lease() as mesh:
        tracker = mesh.track(most=2)
        try:
            for frame in _decoded(path, watch_):
                with watch_.measure("mesh"):
                    faces = tracker.read(frame.image)
                _show(frame, faces, readers, watch_)
                times_s.append(frame.time_s)
                if len(times_s) % 25 == 0:
                    progress("picture", min(1.0, frame.time_s / duration_s) if duration_s else 0.0)
        finally:
            tracker.close()
    return np.array(times_s, np.float64)


def _show(frame: Frame, faces: list[FaceMesh], readers: Mapping[str, Reader], watch_: Stopwatch) -> None:
    for name, reader in readers.items():
        with watch_.measure(name):
            reader.see(frame, faces)


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
