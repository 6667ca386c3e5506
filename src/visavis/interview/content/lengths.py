"""How long an answer usually is: by what was asked for, and never longer than the interview lets one speak."""

from __future__ import annotations

from visavis.interview.content.engine import Shape

_USUAL_S: dict[Shape, tuple[int, int]] = {
    "story": (60, 120),
    "plan": (60, 120),
    "view": (60, 120),
    "opening": (45, 90),
    "closing": (15, 60),
}
"""60–120 s is a convention; an introduction of a minute and closing words are shorter."""


def usual_length(shape: Shape, limit_s: float | None = None) -> tuple[int, int]:
    """The shortest and longest usual length in seconds. A limit below the usual end takes its place, and then half of
    the limit is enough."""
    low, high = _USUAL_S[shape]
    if limit_s is None or limit_s >= high:
        return low, high
    return min(low, round(limit_s / 2)), round(limit_s)
