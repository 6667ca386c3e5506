from __future__ import annotations

import threading
from collections.abc import Generator

import pytest

from visavis.interview.review.ahead import ahead


def test_items_come_in_order() -> None:
    assert list(ahead((n for n in range(100)), 3)) == list(range(100))


def test_error_comes_out_behind_the_items_before_it() -> None:
    taking = ahead((6 // (3 - n) for n in range(9)), 2)
    assert [next(taking) for _ in range(3)] == [2, 3, 6]
    with pytest.raises(ZeroDivisionError):
        next(taking)


def test_only_a_few_items_are_made_ahead() -> None:
    made: list[int] = []
    taking = ahead(_making(made, 1000), 2)
    next(taking)
    assert len(made) <= 5
    taking.close()


def test_stopping_early_closes_the_iterator_in_its_thread() -> None:
    closed = threading.Event()
    taking = ahead(_closing(closed), 2)
    next(taking)
    taking.close()
    assert closed.is_set()
    assert "ahead" not in {thread.name for thread in threading.enumerate()}


def _making(made: list[int], count: int) -> Generator[int, None, None]:
    for n in range(count):
        made.append(n)
        yield n


def _closing(closed: threading.Event) -> Generator[int, None, None]:
    try:
        while True:
            yield 1
    finally:
        closed.set()
