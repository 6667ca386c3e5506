"""Untrusted work runs beside us, within limits, and its errors come back as ours."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from visavis.kit.errors import Failed
from visavis.media.errors import NotMedia, TooHeavy
from visavis.media.limits import BACKGROUND, Limits
from visavis.media.sandbox import run_limited


def double(value: int) -> int:
    return value * 2


def refuse() -> None:
    raise NotMedia


def eat_memory() -> int:
    return len(bytearray(3_000_000_000))


def never_end() -> None:
    while True:
        pass


def die() -> None:
    os._exit(3)


def count(upto: int, progress: Callable[[str, float], None]) -> str:
    for step in range(upto):
        progress("counting", step / upto)
    return "done"


def test_result_comes_back() -> None:
    assert run_limited(double, 21) == 42


def test_our_errors_come_back_with_their_message() -> None:
    with pytest.raises(NotMedia) as caught:
        run_limited(refuse)
    assert "영상" in caught.value.message.ko


def test_too_much_memory_is_too_heavy() -> None:
    with pytest.raises(TooHeavy):
        run_limited(eat_memory, limits=Limits(memory_mb=1500))


def test_too_long_is_too_heavy() -> None:
    with pytest.raises(TooHeavy):
        run_limited(never_end, limits=Limits(wall_s=1.5))


def test_a_child_that_dies_is_a_failure_that_says_so() -> None:
    with pytest.raises(Failed, match="exit 3"):
        run_limited(die)


def test_progress_arrives_in_order() -> None:
    heard: list[float] = []
    assert run_limited(count, 4, on_progress=lambda _, share: heard.append(share)) == "done"
    assert heard == [0.0, 0.25, 0.5, 0.75]


def write_then_tell(path: Path, upto: int, progress: Callable[[int], None]) -> None:
    for number in range(upto):
        path.write_text(str(number))
        progress(number)


def test_work_stands_still_while_its_progress_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "number"
    seen = []

    def hear(number: int) -> None:
        time.sleep(0.05)
        seen.append((number, int(path.read_text())))

    run_limited(write_then_tell, path, 20, on_progress=hear)
    assert seen == [(number, number) for number in range(20)]


def niceness() -> int:
    return os.nice(0)


def test_work_in_the_background_gives_way() -> None:
    own = os.nice(0)
    assert run_limited(niceness) == own
    assert run_limited(niceness, limits=BACKGROUND) == min(own + BACKGROUND.niceness, 19)
