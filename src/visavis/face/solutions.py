"""MediaPipe's bundled networks, loaded without its chatter: the one place that imports the library.

MediaPipe writes start-up notices straight to file descriptor 2 and offers no switch for it, so they are dropped at the
descriptor while a network is built and runs for the first time.

Its graphs end the whole process, without an error that could be caught, on a picture with a side of 32,767 px or more.
So every picture goes to them through ``bounded``.
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

import cv2
import numpy as np

from visavis.media.values import RGB

T = TypeVar("T")
_lock = threading.Lock()
_NOISY_RUNS = 3
"""Some notices come with the first face rather than at start-up; a face that comes later than this may print one."""
MOST_SIDE_PX = 8192
"""Longest side that a graph ever gets: far from its limit, and no photograph of 50 megapixels loses anything by it."""


def bounded(image: RGB, most_px: int = MOST_SIDE_PX) -> RGB:
    """The picture (H, W, 3), contiguous, made smaller where a side is longer than ``most_px``; no side is under 1."""
    height, width = image.shape[:2]
    shrink = most_px / max(height, width)
    if shrink < 1:
        size = max(1, round(width * shrink)), max(1, round(height * shrink))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.ascontiguousarray(image)


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
        """What the network says of one picture (H, W, 3): places as shares of its sides, masks at the size of
        ``bounded``."""
        with self._turn:
            if self._runs > _NOISY_RUNS:
                return self._run(image)
            self._runs += 1
            with without_chatter():
                return self._run(image)

    def _run(self, image: RGB) -> T:
        result: T = self._inner.process(bounded(image))
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
