from __future__ import annotations

import numpy as np
import pytest

from visavis.interview.report.parts import MOST_POINTS, answer_part, measure_part, track_part, unrecorded_part
from visavis.interview.review import Asked, Review, Said
from visavis.kit.text import Text
from visavis.observe.values import Measure, Track

TITLE = Text(ko="가", en="a")


def _track(times_s: list[float], values: list[float]) -> Track:
    return Track("voice.level", "voice", TITLE, "dB", np.array(times_s), np.array(values))


def test_track_is_thinned_to_ten_values_a_second_by_their_mean() -> None:
    part = track_part(_track([0.0, 0.04, 0.08, 0.12, 0.16], [1, 2, 3, 4, 6]))
    assert part.times_s == [0.05, 0.15]
    assert part.values == [2.0, 5.0]


def test_what_was_not_measured_is_null() -> None:
    part = track_part(_track([0.0, 0.1, 0.2, 0.25], [1, np.nan, np.nan, 3]))
    assert part.values == [1.0, None, 3.0]


def test_hours_of_track_stay_small() -> None:
    times_s = np.arange(0, 3 * 3600, 0.04)
    part = track_part(Track("k", "gaze", TITLE, "deg", times_s, np.sin(times_s)))
    assert len(part.times_s) <= MOST_POINTS + 1


def test_empty_track_stays_empty() -> None:
    assert track_part(_track([], [])).times_s == []


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_measure_without_a_number_is_null_with_a_reason_and_no_confidence(value: float | None) -> None:
    part = measure_part(Measure("k", "gaze", TITLE, TITLE, "deg", value, 0.9))
    assert part.value is None
    assert part.confidence == 0.0
    assert part.why_not is not None


def test_measure_is_rounded_to_what_it_can_mean() -> None:
    assert measure_part(Measure("k", "gaze", TITLE, TITLE, "deg", 12.345678, 0.5)).value == 12.35


def test_reviewed_answer_is_measured(answer_review: Review) -> None:
    assert answer_part(3, answer_review).state == "measured"
    assert answer_part(3, answer_review).index == 3


def test_answer_that_was_skipped_has_no_replay() -> None:
    part = unrecorded_part(1, Asked("Why us?", "personality", "organisation"), None)
    assert part.state == "no_answer"
    assert part.replay is None
    assert part.question.kind_title is not None


def test_typed_answer_keeps_its_text() -> None:
    part = unrecorded_part(1, Asked(), Said("I would ask the users.", "typed"))
    assert part.transcript is not None
    assert part.state == "partly_measured"
