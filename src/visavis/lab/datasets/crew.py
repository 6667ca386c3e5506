"""The line in several processes; a picture that kills its process doesn't take the run with it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from visavis.lab.datasets.desk import Store, judge, sit_down
from visavis.lab.datasets.ledger import Verdict
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.tree import Item

_AHEAD = 8
"""Pictures handed out for each worker: enough that none waits, few enough that a dead pool loses little."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Crew:
    """``workers`` processes that share out the items. ``work`` has to be importable."""

    def __init__(self, rules: Rules, store: Store, workers: int, work: Callable[[Item], Verdict] = judge) -> None:
        self._setting = (rules, store)
        self._workers = workers
        self._work = work
        for name in _THREADS:
            os.environ.setdefault(name, "1")  # for the children: the processes are the parallelism

    def judge(self, items: Iterator[Item]) -> Generator[Verdict]:
        """The verdicts in the order in which they come, one for every item."""
        while lost := (yield from self._run(items, self._workers, _AHEAD * self._workers)):
            suspects = iter(lost)
            while guilty := (yield from self._run(suspects, 1, 1)):  # one at a time shows which one it was
                yield Verdict(guilty[0], "breaks_decoder", {"detail": {}})

    def _run(self, items: Iterator[Item], workers: int, ahead: int) -> Generator[Verdict, None, list[Item]]:
        """Work until the items are out; returns those that were under way when a process died."""
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), sit_down, self._setting)
        running: dict[Future[Verdict], Item] = {}
        item = None
        try:
            while True:
                while len(running) < ahead and (item := next(items, None)) is not None:
                    if item.refusal is not None:
                        yield Verdict(item, item.refusal, {"detail": {}})
                    else:
                        running[pool.submit(self._work, item)] = item
                if not running:
                    return []
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    verdict = done.result()
                    del running[done]
                    yield verdict
        except BrokenProcessPool:
            under_way = list(running.values())
            return under_way if item is None or item in under_way else [*under_way, item]
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
