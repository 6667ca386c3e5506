"""The line drawing that a dataset keeps beside each aligned face."""

from __future__ import annotations

import numpy as np

from visavis.media.values import RGB
from visavis.studio.sketch.lines import draw_lines


def draw_sketch(face: RGB) -> RGB:
    """Dark lines on white, RGB of the face's size (H, W, 3)."""
    return np.repeat(draw_lines(face)[..., None], 3, axis=2)
