"""Whether a drawing shows a face: real sketches can draw a face's parts again, and little of anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

from visavis.studio.sketch.engine import Part
from visavis.studio.sketch.lines import Plane

LEAST_PARTS = 2
"""From which a judgement is possible: a single circle may be the beginning of a face."""
_WHOLE = 4
"""From which a drawing counts as nearly whole."""
_ALIKE, _ALIKE_BEGUN = 0.4, 0.15
"""Hand-drawn faces begin at 0.45, cubes and stick figures end at 0.38; a nose between nothing is unusual as well."""
_BLUR_PX = 1.5
"""Of PART_PX: lines beside each other are alike."""


def shows_face(own: Mapping[Part, Plane], rebuilt: Mapping[Part, Plane], drawn: Sequence[Part]) -> bool:
    """Whether the drawn parts look like what their likest real sketches make of them."""
    least = _ALIKE if len(drawn) >= _WHOLE else _ALIKE_BEGUN
    return float(np.mean([alike(own[part], rebuilt[part]) for part in drawn])) >= least


def alike(one: Plane, other: Plane) -> float:
    """The correlation of two softened inks of the same size: 1 the same lines, about 0 unrelated ones."""
    a, b = (cv2.GaussianBlur(ink, (0, 0), _BLUR_PX) for ink in (one, other))
    a, b = a - a.mean(), b - b.mean()
    return float((a * b).sum() / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1e-6))
