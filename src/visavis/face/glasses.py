"""Whether somebody wears glasses: gradients around the eyes (HOG, Dalal and Triggs 2005), read linearly.

The weights are fitted by ``python -m visavis.lab.glasses`` on synthetic faces; no network, 1 ms.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.align import lay_on
from visavis.media.values import RGB

_WIDE, _HIGH = 96, 64
_CORNERS = np.array([[18, 24], [78, 24]], np.float32)
"""Where the outer eye corners lie in the window."""
_COARSE, _SHARE = (24, 16), 0.15
_CALM = 8.0
"""Grey levels: keeps even windows from being stretched to noise."""
_SHRUNK = 0.5


def glasses_score(image: RGB, points: NDArray[np.float32]) -> float:
    """Above 0: glasses, of a face whose mesh (478, 3) lies in the picture. About -1 without and 1 with them."""
    slope, offset = _weights()
    return float(describe(image, points) @ slope + offset)


def describe(image: RGB, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The window around the eyes as numbers, (3156,)."""
    eyes = np.array([points[at.RIGHT_EYE_OUTER, :2], points[at.LEFT_EYE_OUTER, :2]], np.float32)
    move = lay_on(eyes, _CORNERS)
    scale = float(np.hypot(*move[0, :2]))
    if scale < _SHRUNK:  # the warp reads single pixels
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        move[:, :2] /= scale
    window = cv2.warpAffine(image, move, (_WIDE, _HIGH), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    grey = cv2.cvtColor(window, cv2.COLOR_RGB2GRAY)
    gradients = np.asarray(cv2.HOGDescriptor((_WIDE, _HIGH), (16, 16), (8, 8), (8, 8), 9).compute(grey)).ravel()
    small = cv2.resize(grey, _COARSE, interpolation=cv2.INTER_AREA).astype(np.float32).ravel()
    even = _SHARE * (small - small.mean()) / (small.std() + _CALM)
    return np.asarray(np.concatenate([gradients, even]), np.float32)


@cache
def _weights() -> tuple[NDArray[np.float32], float]:
    with (files("visavis.face") / "glasses.npz").open("rb") as file:
        held = np.load(file)
        return held["slope"].astype(np.float32), float(held["offset"])
