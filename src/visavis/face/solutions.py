"""MediaPipe's bundled networks, loaded without its chatter: the one place that imports the library.

MediaPipe writes start-up notices straight to file descriptor 2 and offers no switch for it, so they are dropped at the
descriptor while a network is built and runs for the first time.
"""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Generic, TypeVar

import numpy as np

from visavis.media.values import RGB

T = TypeVar("T")
_lock = threading.Lock()
_NOISY_RUNS = 3
"""Some notices come with the first face rather than at start-up; a face that comes later than this may print one."""


def load_library() -> Any:
    """The ``mediapipe`` module."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mediapipe

    return mediapipe


@contextmanager
def without_chatter() -> Iterator[None]:
    """Drop what native code writes to standard error meanwhile (Python's own errors still raise)."""
    with _lock:
        sys.stderr.flush()
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


class Solution(Generic[T]):
    """One of ``mediapipe.solutions``, quiet, usable from several threads one after the other.

    ``build`` gets ``mediapipe.solutions`` and returns an object with ``process`` and ``close``.
    """

    def __init__(self, build: Callable[[Any], Any]) -> None:
        self._turn = threading.Lock()
        self._runs = 0
        with without_chatter():
            self._inner = build(load_library().solutions)
            # the first run loads the networks and writes its notices now instead of later
            self._inner.process(np.zeros((64, 64, 3), np.uint8))

    def process(self, image: RGB) -> T:
        """What the network says of one picture (H, W, 3)."""
        with self._turn:
            if self._runs > _NOISY_RUNS:
                return self._run(image)
            self._runs += 1
            with without_chatter():
                return self._run(image)

    def _run(self, image: RGB) -> T:
        result: T = self._inner.process(np.ascontiguousarray(image))
        return result

    def close(self) -> None:
        with self._turn:
            if self._inner is not None:
                self._inner.close()
                self._inner = None

    def __enter__(self) -> Solution[T]:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
