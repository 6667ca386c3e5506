"""The parts of a face as mesh points, and the triangles between its points."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay

from visavis.face import landmarks as at
from visavis.face.pose import reference

OVAL = (
    *(10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377),
    *(152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109),
)
OUTER_LIPS = (61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146)
INNER_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
BROWS = (70, 63, 105, 66, 107, 55, 65, 52, 53, 46), (300, 293, 334, 296, 336, 285, 295, 282, 283, 276)
NOSTRILS = (98, 97, 2, 326, 327, 94, 19, 1)
EYES = at.RIGHT_EYE_RIM, at.LEFT_EYE_RIM

Points = NDArray[np.float64]
"""(n, 3) mesh points in pixels."""


def face_width(points: Points) -> float:
    """Pixels between the cheeks."""
    return float(np.hypot(*(points[at.RIGHT_CHEEK, :2] - points[at.LEFT_CHEEK, :2])))


@cache
def triangles() -> NDArray[np.int64]:
    """(m, 3) mesh points: Delaunay of the reference face inside its outline; eyes and mouth are filled."""
    front = reference().points[:, :2]
    found = Delaunay(front).simplices
    outline = front[list(OVAL)].astype(np.float32).reshape(-1, 1, 2)
    inside = [cv2.pointPolygonTest(outline, (float(x), float(y)), False) >= 0 for x, y in front[found].mean(1)]
    return np.asarray(found[np.array(inside)], np.int64)
