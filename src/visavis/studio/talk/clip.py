"""Making a clip: frames rendered in one thread while another encodes them."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from visavis.kit.text import Language
from visavis.media.encode import stream_clip, write_clip
from visavis.media.provenance import label_frame
from visavis.media.values import RGB, Audio
from visavis.studio.talk.engine import FPS, Motion, Rig, TalkEngine

_AHEAD = 8
Progress = Callable[[float], None]


def make_clip(
    engine: TalkEngine,
    rig: Rig,
    motion: Motion,
    audio: Audio | None,
    out: Path,
    label: Language | None = None,
    progress: Progress | None = None,
) -> None:
    """Write an MP4 (H.264 and, with ``audio``, AAC) atomically: a broken run leaves no file.

    ``label`` writes "virtual person" into every frame in that language; ``progress`` hears the done share 0…1.
    """
    write_clip(out, _frames(engine, rig, motion, label, progress), audio, FPS)


def stream_talk(
    engine: TalkEngine, rig: Rig, motion: Motion, audio: Audio | None, label: Language | None = None
) -> Iterator[bytes]:
    """Yield a fragmented MP4 while it is made; the first bytes come long before the last frame."""
    return stream_clip(_frames(engine, rig, motion, label, None), audio, FPS)


def _frames(
    engine: TalkEngine, rig: Rig, motion: Motion, label: Language | None, progress: Progress | None
) -> Iterator[RGB]:
    for number, frame in enumerate(_ahead(engine.render(rig, motion)), start=1):
        yield label_frame(frame, label) if label else frame
        if progress:
            progress(number / motion.frames)


def _ahead(frames: Iterator[RGB]) -> Iterator[RGB]:
    """The same frames, made in a thread that is at most _AHEAD frames in front; its error is raised here."""
    made: queue.Queue[RGB | BaseException | None] = queue.Queue(_AHEAD)
    stop = threading.Event()
    thread = threading.Thread(target=_produce, args=(frames, made, stop), daemon=True)
    thread.start()
    try:
        while (item := made.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stop.set()
        while thread.is_alive():  # a full queue would hold the thread for ever
            _drain(made)
            thread.join(0.05)


def _produce(frames: Iterator[RGB], made: queue.Queue[RGB | BaseException | None], stop: threading.Event) -> None:
    try:
        for frame in frames:
            if stop.is_set():
                return
            made.put(frame)
        made.put(None)
    except BaseException as error:  # handed to the thread that waits
        made.put(error)


def _drain(made: queue.Queue[RGB | BaseException | None]) -> None:
    while not made.empty():
        made.get_nowait()
