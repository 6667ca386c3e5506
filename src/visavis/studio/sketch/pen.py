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
_FAINT, _RISE = 0.16, 0.42
"""What is fainter is no line; what is this much darker is black."""


def shrink(ink: Plane, side: int) -> Plane:
    """Ink (…, S, S) at the smaller size (…, side, side), lines as black as before; S divides by side."""
    times = ink.shape[-1] // side
    if times == 1:
        return ink
    small = ink.reshape(*ink.shape[:-2], side, times, side, times).mean((-3, -1), dtype=np.float32)
    return np.asarray(np.clip(small * (_STEEP if times > 1 else 1), 0, 1), np.float32)


def mix_lines(made: Plane, own: Plane, shares: Mapping[Part, float]) -> Plane:
    """Decoded ink (PART_PX, PART_PX) as crisp lines, with shares of the drawing's own ink: (SKETCH_PX, SKETCH_PX)."""
    large = cv2.resize(made, (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_CUBIC)
    crisp = np.clip((large - _FAINT) / _RISE, 0, 1)
    flat = {
        part: np.full((WINDOWS[part].side, WINDOWS[part].side), share, np.float32) for part, share in shares.items()
    }
    share = cv2.resize(join_parts(flat), (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_LINEAR)
    return np.asarray(crisp * (1 - share) + own * share, np.float32)
