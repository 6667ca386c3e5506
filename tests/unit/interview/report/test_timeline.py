"""The drawing of an answer stays readable and small however long the answer is."""

from __future__ import annotations

import re

import numpy as np
import pytest

from visavis.interview.report.parts import event_part, track_part, unrecorded_part
from visavis.interview.report.schema import AnswerPart, Replay
from visavis.interview.report.timeline import timeline_svg
from visavis.interview.review import Asked
from visavis.kit.text import Text
from visavis.observe.values import Event, Track

TITLE = Text(ko="가", en="a")


def answer_with(duration_s: float, values: list[float], blinks_s: list[float]) -> AnswerPart:
    """An answer with one curve, evenly spread, and a blink at each of ``blinks_s``."""
    times_s = np.linspace(0, duration_s, len(values))
    track = track_part(Track("head.yaw", "head", TITLE, "deg", times_s, np.array(values)))
    blinks = [event_part(Event("expression.blink", "expression", TITLE, at_s, at_s + 0.2)) for at_s in blinks_s]
    replay = Replay(duration_s=duration_s, has_video=True, has_audio=True, gaps=[])
    part = unrecorded_part(0, Asked(), None)
    return part.model_copy(update={"replay": replay, "tracks": [track], "events": blinks})


def lines_of(svg: str) -> list[int]:
    """How many points each line has."""
    return [len(points.split()) for points in re.findall(r'<polyline points="([^"]*)"', svg)]


@pytest.mark.parametrize("hours", [0.1, 1, 2, 3])
def test_a_curve_of_hours_is_one_line(hours: float) -> None:
    svg = timeline_svg(answer_with(3600 * hours, [float(n % 7) for n in range(int(90_000 * hours))], []), "en")
    assert len(lines_of(svg)) == 1
    assert 3000 < lines_of(svg)[0] <= 6001


def test_a_curve_breaks_where_nothing_was_measured() -> None:
    values = [*np.ones(250), *np.full(100, np.nan), *np.ones(250)]
    assert len(lines_of(timeline_svg(answer_with(24.0, values, []), "en"))) == 2


def test_blinks_that_lie_on_each_other_are_drawn_once_and_counted_all() -> None:
    apart = timeline_svg(answer_with(60.0, [], [5.0, 20.0, 40.0]), "en")
    assert apart.count('class="event"') == 3
    hours = timeline_svg(answer_with(10_800.0, [], [3.0 * n for n in range(3600)]), "en")
    assert 250 < hours.count('class="event"') < 300
    assert "×3600" in hours
