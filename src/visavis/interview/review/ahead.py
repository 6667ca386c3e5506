"""Makes the items of an iterator ahead of their use, in a thread of its own."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator
from typing import Generic, TypeVar

T = TypeVar("T")


class _End:
    """What stands in the queue behind the last item: nothing, or the error that ended it."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class _Maker(Generic[T]):
    def __init__(self, items: Generator[T, None, None], most: int) -> None:
        self._items = items
        self._ready: queue.Queue[T | _End] = queue.Queue(maxsize=most)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._make, name="ahead", daemon=True)
        self._thread.start()

    def take(self) -> T | _End:
        return self._ready.get()

    def stop(self) -> None:
        """Ends the thread, and the iterator inside it, whatever it is doing."""
        self._stop.set()
        while self._thread.is_alive():
            self._drain()
            self._thread.join(0.05)

    def _make(self) -> None:
        end = _End()
        try:
            for item in self._items:
                if self._stop.is_set():
                    break
                self._ready.put(item)
        except BaseException as error:
            end = _End(error)
        finally:
            self._items.close()
            self._ready.put(end)

    def _drain(self) -> None:
        while not self._ready.empty():
            self._ready.get_nowait()


def ahead(items: Generator[T, None, None], most: int) -> Generator[T, None, None]:
    """The same items in the same order, at most ``most`` of them made before they are asked for.

    An error of the iterator comes out here. When the caller stops early, the iterator is closed in its own thread.
    """
    maker = _Maker(items, most)
    try:
        while not isinstance(item := maker.take(), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        maker.stop()
