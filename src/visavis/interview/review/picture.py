"""Streams a video's frames through the face mesh and the readers: a thread decodes, one finds faces, one reads them."""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, FaceMesh
from visavis.interview.review.ahead import ahead
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.values import Progress
from visavis.media.decode import read_frames
from visavis.media.provenance import Maker
from visavis.media.values import Frame
from visavis.observe.engine import Reader

MAX_SIDE_PX = 1920
"""Larger pictures are scaled down. Smaller ones aren't: scaling 1080p to 720p costs as much as decoding it (4.5 ms of
processor time a frame), while the networks cut their own small pictures out of whatever they get."""

FASTEST_FPS = 40.0
"""Frames that come faster are skipped, so 60 fps become 30: nothing that we measure is quicker than a blink
(100–400 ms). Well above 30, because browsers' stamps jitter by several milliseconds."""

_AHEAD = 4
"""Frames that may wait between two threads: enough to even out key frames and hands, little enough for memory."""


def watch(
    path: Path,
    readers: Mapping[str, Reader],
    duration_s: float,
    watch_: Stopwatch,
    progress: Progress,
    most_faces: int = 2,
    makers: dict[str, Maker] | None = None,
) -> NDArray[np.float64]:
    """Show every frame to every reader; the times of the frames (n,). Raises as ``read_frames`` does.

    Who finds the faces is noted in ``makers``.
    """
    times_s, noted = array("d"), {} if makers is None else makers
    for frame, faces in ahead(_with_faces(path, watch_, most_faces, noted), _AHEAD):
        for name, reader in readers.items():
            with watch_.measure(name):
                reader.see(frame, faces)
        times_s.append(frame.time_s)
        if len(times_s) % 25 == 0:
            progress("picture", min(1.0, frame.time_s / duration_s) if duration_s else 0.0)
    return np.array(times_s, np.float64)


def _with_faces(
    path: Path, watch_: Stopwatch, most: int, makers: dict[str, Maker]
) -> Generator[tuple[Frame, list[FaceMesh]], None, None]:
    with MESH.lend(makers) as mesh:
        tracker = mesh.track(most)
        try:
            for frame in ahead(_not_too_fast(watch_.measure_each("decode", read_frames(path, MAX_SIDE_PX))), _AHEAD):
                with watch_.measure("mesh"):
                    faces = tracker.read(frame.image)
                yield frame, faces
        finally:
            tracker.close()


def _not_too_fast(frames: Iterator[Frame]) -> Generator[Frame, None, None]:
    last_s = -1.0
    for frame in frames:
        if frame.time_s - last_s >= 1 / FASTEST_FPS:
            last_s = frame.time_s
            yield frame
