"""Sliders: their ends, and those who stand beyond."""

from __future__ import annotations

import pytest

from visavis.kit.errors import Invalid
from visavis.studio.generate.sliders import SLIDERS, reach

EYES, AGE = (scale for name in ("eyes", "age") for scale in SLIDERS if scale.name == name)


@pytest.mark.parametrize(("stands", "ends"), [(30, (18, 46)), (46, (18, 46)), (53.2, (18, 54)), (-2.4, (-3, 46))])
def test_ends_are_led_on_in_whole_steps_to_who_stands_beyond(stands: float, ends: tuple[float, float]) -> None:
    assert reach(EYES, stands) == ends
    for value in (*ends, stands):
        EYES.check(value, stands)
    for value in (ends[0] - 0.1, ends[1] + 0.1, float("nan")):
        with pytest.raises(Invalid, match=f"between {ends[0]} and {ends[1]}"):
            EYES.check(value, stands)


def test_nobody_is_led_below_the_youngest_age() -> None:
    assert reach(AGE, 12) == (20, 75)
