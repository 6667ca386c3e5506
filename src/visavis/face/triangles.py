"""Triangles of a mesh: the weights of their corners at every place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def barycentric(corners: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For triangles (m, 3, 2): twice their signed areas (m,), and (m, 3, 3) such that (x, y, 1) @ it are the weights of
    the corners there. Flat triangles get zeros.

    Written out, because inverting thousands of small matrices wakes the threads of a linear-algebra library for each.
    """
    (x1, y1), (x2, y2), (x3, y3) = corners.transpose(1, 2, 0)
    area = (y2 - y3) * (x1 - x3) + (x3 - x2) * (y1 - y3)
    rows = [
        [y2 - y3, y3 - y1, y1 - y2],
        [x3 - x2, x1 - x3, x2 - x1],
        [x2 * y3 - x3 * y2, x3 * y1 - x1 * y3, x1 * y2 - x2 * y1],
    ]
    scale = np.divide(1.0, area, out=np.zeros_like(area), where=area != 0)
    return area, np.asarray(np.array(rows).transpose(2, 0, 1) * scale[:, None, None], np.float64)
