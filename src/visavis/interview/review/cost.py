"""Time by stage, for the bench and for whoever wonders what takes so long."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from visavis.interview.review.values import StageCost

T = TypeVar("T")


class Stopwatch:
    """Adds up wall time by stage: the libraries work in threads of their own, which no thread's clock would see."""

    def __init__(self) -> None:
        self._spent_s: dict[str, float] = {}
        self._calls: dict[str, int] = {}

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self._spent_s[stage] = self._spent_s.get(stage, 0.0) + time.perf_counter() - began
            self._calls[stage] = self._calls.get(stage, 0) + 1

    def measure_each(self, stage: str, items: Iterable[T]) -> Iterator[T]:
        """The same items; what it takes to make each of them is measured."""
        iterator = iter(items)
        while True:
            with self.measure(stage):
                try:
                    item = next(iterator)
                except StopIteration:
                    return
            yield item

    def costs(self) -> tuple[StageCost, ...]:
        return tuple(
            StageCost(stage, self._calls[stage], 1000.0 * spent / self._calls[stage])
            for stage, spent in self._spent_s.items()
        )
