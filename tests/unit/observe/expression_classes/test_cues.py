"""Spoken cues: once a class has settled, rarely, and never of what the model can't tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from visavis.observe.expression_classes.cues import find_cues
from visavis.observe.expression_classes.looks import Looks

CLASSES = ("happy", "neutral", "other")
LETTERS = {"h": 0, "n": 1, "o": 2, "-": -1, ".": -1}


def looks(told: str, every_s: float = 0.2) -> Looks:
    """Five looks a second, a letter each: h, n, o, - where it can't tell, and . where nobody is seen."""
    labels = np.array([LETTERS[letter] for letter in told], np.int16)
    blank = np.zeros(len(told))
    yaw_deg = np.array([np.nan if letter == "." else 0.0 for letter in told])
    return Looks(CLASSES, np.arange(len(told)) * every_s, np.zeros((len(told), 3)), labels, {}, yaw_deg, blank)


def said(told: str) -> list[tuple[str, Any]]:
    return [(cue.name, pytest.approx(cue.time_s, abs=0.11)) for cue in find_cues(looks(told))]


def test_a_settled_class_is_said_once() -> None:
    assert said("n" * 60) == [("neutral", 1.0)]


def test_a_change_is_said_when_it_has_lasted_a_second() -> None:
    assert said("n" * 50 + "h" * 50) == [("neutral", 1.0), ("happy", 10.8)]
    assert find_cues(looks("n" * 50 + "h" * 50))[1].text.en == "looks happy to the model"


def test_two_cues_are_at_least_six_seconds_apart() -> None:
    times = [cue.time_s for cue in find_cues(looks(("h" * 10 + "n" * 10) * 20))]
    assert len(times) > 5
    assert min(np.diff(times)) >= 6


@pytest.mark.parametrize("every_s", [0.04, 0.2, 0.34, 0.36, 0.38, 0.55, 0.7, 0.9, 1.2, 2.0, 3.0])
def test_every_change_is_said_however_many_looks_there_are_a_second(every_s: float) -> None:
    turns = "".join("hn"[int(at * every_s / 10) % 2] for at in range(int(80 / every_s)))
    cues = find_cues(looks(turns, every_s))
    assert [cue.name for cue in cues] == ["happy", "neutral"] * 4
    late_s = [cue.time_s - 10 * turn for turn, cue in enumerate(cues)]
    assert 0.6 < min(late_s) <= max(late_s) <= 1 + 2 * every_s


def test_a_single_look_is_not_said_however_slow_they_come() -> None:
    assert [cue.name for cue in find_cues(looks("nnhnnhnnhn", 1.2))] == ["neutral"]
    assert find_cues(looks("hn" * 20, 3.0)) == []


def test_what_was_seen_before_a_long_pause_does_not_count() -> None:
    told = looks("hhhh")
    after = Looks(CLASSES, np.array([0, 60, 60.5, 61.0]), told.shares, told.labels, {}, told.yaw_deg, told.lips_apart)
    assert [cue.time_s for cue in find_cues(after)] == [61.0]


def test_flicker_is_not_said() -> None:
    assert said("n" * 40 + "nnnhn" * 20) == [("neutral", 1.0)]
    assert said("hno" * 40) == []


def test_what_it_cannot_tell_is_not_said_and_ends_nothing() -> None:
    assert said("n" * 40 + "-" * 50 + "n" * 40) == [("neutral", 1.0)]
    assert said("-" * 50) == []
    assert said("") == []


def test_that_somebody_has_gone_is_said_once() -> None:
    assert said("h" * 40 + "." * 100) == [("happy", 1.0), ("nobody", 8.8)]
    assert said("." * 40) == [("nobody", 1.0)]
    assert said("h" * 40 + "..." + "h" * 40) == [("happy", 1.0)]
    back = find_cues(looks("h" * 40 + "." * 40 + "h" * 40))
    assert [cue.name for cue in back] == ["happy", "nobody", "happy"]
    assert back[1].text.en == "nobody in view"
    assert back[1].text.ko == "화면에 아무도 없음"
