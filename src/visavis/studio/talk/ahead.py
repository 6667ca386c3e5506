"""Making frames in a thread of their own, a few ahead of whoever takes them: rendering and encoding share two cores."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")
_FRAMES = 8


def make_ahead(frames: Iterator[T]) -> Iterator[T]:
    """The same frames, made in a thread that is at most _FRAMES frames in front; its error is raised here."""
    made: queue.Queue[T | BaseException | None] = queue.Queue(_FRAMES)
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


def _produce(frames: Iterator[T], made: queue.Queue[T | BaseException | None], stop: threading.Event) -> None:
    try:
        for frame in frames:
            if stop.is_set():
                return
            made.put(frame)
        made.put(None)
    except BaseException as error:  # handed to the thread that waits
        made.put(error)


def _drain(made: queue.Queue[T | BaseException | None]) -> None:
    while not made.empty():
        made.get_nowait()
