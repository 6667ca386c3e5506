"""Ink at the sizes that drawings pass through, and as crisp as a pen leaves it."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from visavis.studio.sketch.engine import SKETCH_PX, Part
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.windows import WINDOWS, join_parts

_STEEP = 1.6
"""Shrinking thins lines out; this brings their blackness back."""
_REACH_PX = 5.0
"""Lines nearer than about twice this are taken for the same."""
_CLEARING_PX = 13.0
"""Decoded outlines nearer than about twice this give way: a second chin below the drawn one becomes a beard."""
_FAINT, _RISE = 0.2, 0.4
"""What is fainter is no line; what is this much darker is black."""


def shrink(ink: Plane, side: int) -> Plane:
    """Ink (…, S, S) at the smaller size (…, side, side), lines as black as before; S divides by side."""
    times = ink.shape[-1] // side
    if times == 1:
        return ink
    small = ink.reshape(*ink.shape[:-2], side, times, side, times).mean((-3, -1), dtype=np.float32)
    return np.asarray(np.clip(small * (_STEEP if times > 1 else 1), 0, 1), np.float32)


def mix_lines(made: Plane, own: Plane, t: Mapping[Part, float]) -> Plane:
    """Decoded ink (PART_PX, PART_PX) and the drawing's own (SKETCH_PX, SKETCH_PX), by each part's t.

    t = 0: decoded lines alone, 1: own lines alone. Between them an own line takes the place of decoded ones beside it,
    and is the stronger the more they agree; where nothing was drawn, decoded lines fill in.
    """
    large = cv2.resize(made, (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_CUBIC)
    crisp = np.clip((large - _FAINT) / _RISE, 0, 1)
    share = _spread(t)
    keep_own = np.clip(2 * share * (share + (1 - share) * _near(crisp, _REACH_PX)), 0, 1)
    keep_made = np.clip(2 - 2 * share, 0, 1) * (1 - np.minimum(2 * share, 1) * _cleared(own))
    return np.asarray(np.maximum(own * keep_own, crisp * keep_made), np.float32)


def _cleared(own: Plane) -> Plane:
    """Where decoded lines give way to own ones: farther around outlines than around features."""
    outline = _spread({part: float(part is Part.OUTLINE) for part in Part})
    return np.asarray(outline * _near(own, _CLEARING_PX) + (1 - outline) * _near(own, _REACH_PX), np.float32)


def _spread(t: Mapping[Part, float]) -> Plane:
    """Each part's t where the part lies: (SKETCH_PX, SKETCH_PX)."""
    flat = {part: np.full((WINDOWS[part].side, WINDOWS[part].side), t[part], np.float32) for part in Part}
    return np.asarray(cv2.resize(join_parts(flat), (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_LINEAR), np.float32)


def _near(ink: Plane, reach_px: float) -> Plane:
    """How close a line is, 1 on it."""
    return np.asarray(np.clip(cv2.GaussianBlur(ink, (0, 0), reach_px) * 0.8 * reach_px, 0, 1), np.float32)
