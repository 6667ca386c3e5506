"""Tells a picture that stood still from a person who wasn't in view."""

from __future__ import annotations

import numpy as np

from visavis.kit.text import Text
from visavis.observe.series import Floats

STOOD_STILL = Text(
    ko="녹화한 영상이 자주 끊겨(초당 4장 미만) 측정하지 못했습니다. "
    "컴퓨터가 바쁘지 않을 때, 다른 프로그램을 닫고 다시 녹화해 보세요.",
    en="Not measured: the picture stood still too much (fewer than 4 frames a second). "
    "Close other programs, or use a less busy computer, and record again.",
)


def why_unseen(times_s: Floats, values: Floats, need_s: float, otherwise: Text) -> Text:
    """Why ``values`` of frames at ``times_s`` (both (n,), NaN unknown) gave less than ``need_s`` seconds to measure.

    STOOD_STILL when they would have been enough, had each frame lasted until the next; ``otherwise`` when not.
    """
    known = np.isfinite(values[:-1])
    return STOOD_STILL if float(np.diff(times_s)[known].sum()) >= need_s else otherwise
