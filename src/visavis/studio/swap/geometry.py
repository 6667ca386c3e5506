"""Where the new face's mesh points go: the source laid on the target, each part as far as it may.

Brows, nose and cheeks follow the source; eyes and mouth keep the target's shape, so its expression, and move and grow
towards the source's; the outline stays nearly where it was (shared/design/face-replacement.md).
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.landmarks import FACE_POINTS
from visavis.face.parts import BROWS, EYES, INNER_LIPS, OUTER_LIPS, OVAL, Points, face_width
from visavis.face.pose import fit_weights, reference, umeyama

_OVAL_STRENGTH = 0.3
"""The outline moves by this share of the strength."""
_EYE_SHAPE, _MOUTH_SHAPE = 0.35, 0.0
"""How much of the source's own shape eyes and mouth take on: the rest is expression and stays."""
_SCALES = (0.8, 1.25)
_PART_REACH, _RIM_REACH = 0.06, 0.12
"""How far around a part its movement is felt, in units of the reference face."""
_MOST = 0.09
"""No point moves further than this share of the face's width."""


def place(source: Points, target: Points, strength: float) -> Points:
    """The mesh (468, 3) of the new face in the target's picture."""
    rotation, scale, shift = umeyama(source[:FACE_POINTS], target[:FACE_POINTS], fit_weights())
    laid, goal = scale * source[:FACE_POINTS] @ rotation.T + shift, target[:FACE_POINTS]
    move: Points = strength * (laid - goal)
    for part, shape in ((EYES[0], _EYE_SHAPE), (EYES[1], _EYE_SHAPE), ((*OUTER_LIPS, *INNER_LIPS), _MOUTH_SHAPE)):
        share = _around(part, _PART_REACH)[:, None]
        move = np.asarray(move * (1 - share) + _moved(laid, goal, list(part), strength, shape) * share, np.float64)
    rim = _around(OVAL, _RIM_REACH)[:, None]
    move = np.asarray(move * (1 - rim) + _OVAL_STRENGTH * strength * (laid - goal) * rim, np.float64)
    most, length = _MOST * face_width(goal), np.linalg.norm(move[:, :2], axis=1)
    return np.asarray(goal + move * (most / np.hypot(most, length))[:, None], np.float64)


def _moved(laid: Points, goal: Points, part: list[int], strength: float, shape: float) -> Points:
    """A part's points moved and scaled as one, and by ``shape`` each to its own place."""
    here, there = goal[part].mean(0), laid[part].mean(0)
    sizes = [np.sqrt(((mesh[part] - middle)[:, :2] ** 2).sum()) for mesh, middle in ((laid, there), (goal, here))]
    scale = np.clip(sizes[0] / sizes[1], *_SCALES) ** strength
    whole = strength * (there - here) + (scale - 1) * (goal - here)
    return np.asarray((1 - shape) * whole + shape * strength * (laid - goal), np.float64)


@cache
def _around(part: tuple[int, ...], reach: float) -> NDArray[np.float64]:
    """(468,): 1 at the points of a part, falling off around it."""
    front = reference().points[:, :2]
    gaps = np.linalg.norm(front[:, None] - front[list(part)][None], axis=2).min(1)
    return np.asarray(np.exp(-((gaps / reach) ** 2)), np.float64)


@cache
def above_brows() -> NDArray[np.float64]:
    """(468, 1): how high each point lies between the brows (0) and the hairline (1) of the reference face."""
    height = reference().points[:, 1]
    brows = float(np.mean([height[list(brow)].mean() for brow in BROWS]))
    return np.asarray((height - brows) / (height[at.FOREHEAD] - brows), np.float64)[:, None]
