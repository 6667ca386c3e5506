"""A face cut out upright for a network, as finely as its frame allows, and the place that the frame covers."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.tone import Colours
from visavis.media.values import RGB

Matrix = NDArray[np.float32]
"""(2, 3): from picture to frame pixels, a similarity."""
Cover = tuple[NDArray[np.float64], slice, slice]


def cover(matrix: Matrix, side: int, shape: tuple[int, ...]) -> Cover | None:
    """The matrix from the frame to the rows and columns of the picture under it, and those; None beside it."""
    back = cv2.invertAffineTransform(matrix)
    corners = np.array([[0, 0], [side, 0], [0, side], [side, side]]) @ back[:, :2].T + back[:, 2]
    low = np.maximum(np.floor(corners.min(0)), 0).astype(int)
    high = np.minimum(np.ceil(corners.max(0)) + 1, (shape[1], shape[0])).astype(int)
    if (high <= low).any():
        return None
    back[:, 2] -= low
    return back, slice(int(low[1]), int(high[1])), slice(int(low[0]), int(high[0]))


def cut_upright(picture: RGB, matrix: Matrix, side: int) -> Colours | None:
    """What lies in the frame, RGB float32 (side, side, 3) in [0, 1]; None when the frame lies beside the picture.

    A picture that is finer than the frame is smoothed before, so that nothing is torn. Outside it its edge is repeated.
    """
    under = cover(matrix, side, picture.shape)
    if under is None:
        return None
    _, rows, columns = under
    piece, scale = picture[rows, columns].astype(np.float32) / 255, float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 1:
        piece = np.asarray(cv2.GaussianBlur(piece, (0, 0), 0.5 / scale, borderType=cv2.BORDER_REPLICATE), np.float32)
    local = matrix.copy()
    local[:, 2] += matrix[:, :2] @ np.array([columns.start, rows.start], np.float32)
    cut = cv2.warpAffine(piece, local, (side, side), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut.clip(0, 1), np.float32)
