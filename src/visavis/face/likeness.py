"""How alike two faces are: gradients (HOG, Dalal and Triggs 2005) of the face as seen from the front, on axes that tell
the same face in other photos from other faces (linear discriminants, Fisher 1936).

The axes are learned by ``python -m visavis.lab.likeness`` from virtual people only, whose faces were put into many
photos. Made for comparing such results; no network, 5 ms.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.drawing import Drawn, draw, take
from visavis.face.landmarks import FACE_POINTS
from visavis.face.parts import face_width
from visavis.face.pose import reference
from visavis.media.values import RGB

SIDE_PX = 96
_EDGE_PX, _SHRUNK = 2, 0.5
_CELL, _BLOCK, _DIRECTIONS = 8, 16, 9

Code = NDArray[np.float32]
"""(k,) of length 1: the scalar product of two says how alike the faces are, 1 for the same picture."""


def face_code(image: RGB, points: NDArray[np.float32]) -> Code:
    """The code of a face whose mesh (478, 3) lies in the picture (H, W, 3)."""
    middle, axes = _axes()
    code = (describe(image, points) - middle) @ axes
    return np.asarray(code / (np.linalg.norm(code) + 1e-9), np.float32)


def describe(image: RGB, points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The face seen from the front as numbers, (4356,)."""
    mesh = points[:FACE_POINTS].astype(np.float64)
    shrunk = face_width(mesh) / SIDE_PX
    if shrunk > 1:  # the warp reads single pixels
        image = np.asarray(cv2.GaussianBlur(image, (0, 0), _SHRUNK * shrunk), np.uint8)
    front = take(image, _front().spread(mesh[:, :2]), cv2.INTER_LINEAR).clip(0, 255).astype(np.uint8)
    grey = cv2.cvtColor(front, cv2.COLOR_RGB2GRAY)
    window, block, cell = ((side, side) for side in (SIDE_PX, _BLOCK, _CELL))
    return np.asarray(cv2.HOGDescriptor(window, block, cell, cell, _DIRECTIONS).compute(grey), np.float32).ravel()


@cache
def _front() -> Drawn:
    """The reference face drawn from the front."""
    points = reference().points * (1, -1, -1)
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    scale = (SIDE_PX - 2 * _EDGE_PX) / (high - low).max()
    points = points * scale
    points[:, :2] += SIDE_PX / 2 - scale * (low + high) / 2
    return draw(points, (SIDE_PX, SIDE_PX))


@cache
def _axes() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    with (files("visavis.face") / "likeness.npz").open("rb") as file:
        held = np.load(file)
        return held["middle"].astype(np.float32), held["axes"].astype(np.float32)
