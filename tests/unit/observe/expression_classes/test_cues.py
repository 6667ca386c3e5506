"""Spoken cues: once a class has settled, rarely, and never of what the model can't tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from visavis.observe.expression_classes.cues import find_cues
from visavis.observe.expression_classes.looks import Looks

CLASSES = ("happy", "neutral", "other")
LETTERS = {"h": 0, "n": 1, "o": 2, "-": -1}


def looks(told: str) -> Looks:
    """Five looks a second, a letter each: h, n, o, and - where it can't tell."""
    labels = np.array([LETTERS[letter] for letter in told], np.int16)
    blank = np.zeros(len(told))
    return Looks(CLASSES, np.arange(len(told)) / 5, np.zeros((len(told), 3)), labels, {}, blank, blank)


def said(told: str) -> list[tuple[str, Any]]:
    return [(cue.name, pytest.approx(cue.time_s, abs=0.11)) for cue in find_cues(looks(told))]


def test_a_settled_class_is_said_once() -> None:
    assert said("n" * 60) == [("neutral", 0.8)]


def test_a_change_is_said_when_it_has_lasted_a_second() -> None:
    assert said("n" * 50 + "h" * 50) == [("neutral", 0.8), ("happy", 10.8)]
    assert find_cues(looks("n" * 50 + "h" * 50))[1].text.en == "looks happy to the model"


def test_two_cues_are_at_least_six_seconds_apart() -> None:
    times = [cue.time_s for cue in find_cues(looks(("h" * 10 + "n" * 10) * 20))]
    assert len(times) > 5
    assert min(np.diff(times)) >= 6


def test_flicker_is_not_said() -> None:
    assert said("n" * 40 + "nnnhn" * 20) == [("neutral", 0.8)]
    assert said("hno" * 40) == []


def test_what_it_cannot_tell_is_not_said_and_ends_nothing() -> None:
    assert said("n" * 40 + "-" * 50 + "n" * 40) == [("neutral", 0.8)]
    assert said("-" * 50) == []
    assert said("") == []
