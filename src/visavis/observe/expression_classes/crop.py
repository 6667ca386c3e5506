"""How a face is cut for the networks, and its shape with the head's turn taken out: the same in the lab and here."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.mesh import FaceMesh
from visavis.face.pose import fit_pose
from visavis.media.values import RGB

FACE_PX = 80
"""Side of a cut face."""
_SPAN = 1.9
"""Side of a cut face in distances of the outer eye corners: brows and chin are in it, ears and background hardly."""
_DOWN = 0.85
"""How far the middle of the cut lies below the eyes, in ways from there to the base of the nose."""

Matrix = NDArray[np.float32]


def cut_face(image: RGB, face: FaceMesh, margin_px: int = 0) -> RGB:
    """The face upright as RGB (FACE_PX + 2·margin, FACE_PX + 2·margin, 3), at the same scale whatever the margin.

    Size and place hang on eyes and nose alone and on the head's pose, not on the mouth: a smile doesn't move the cut.
    Outside the picture the edge is repeated.
    """
    matrix, side = face_matrix(face), FACE_PX + 2 * margin_px
    shrink = float(np.hypot(*matrix[:, 0]))
    if shrink < 0.6:  # an affine warp samples single pixels: a large picture is made smaller by area first
        small = cv2.resize(image, None, fx=2 * shrink, fy=2 * shrink, interpolation=cv2.INTER_AREA)
        true = np.array([small.shape[1] / image.shape[1], small.shape[0] / image.shape[0]], np.float32)
        matrix[:, 2] += matrix[:, :2] @ (0.5 / true - 0.5)  # pixel centres lie half a pixel in
        matrix[:, :2] /= true
        image = small
    matrix[:, 2] += margin_px
    cut = cv2.warpAffine(image, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def face_matrix(face: FaceMesh) -> Matrix:
    """The (2, 3) similarity from picture pixels to those of the cut without margin."""
    points = face.points[:, :2].astype(np.float64)
    right = points[[at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER]].mean(0)
    left = points[[at.LEFT_EYE_OUTER, at.LEFT_EYE_INNER]].mean(0)
    eyes = (right + left) / 2
    middle = eyes + _DOWN * (points[at.NOSE_BASE] - eyes)
    along = (left - right) / max(1e-6, float(np.hypot(*(left - right))))
    scale = FACE_PX / (_SPAN * fit_pose(face).eyes_px)
    turn = scale * np.array([[along[0], along[1]], [-along[1], along[0]]])
    shift = np.array([FACE_PX / 2, FACE_PX / 2]) - 0.5 - turn @ middle
    return np.asarray(np.column_stack([turn, shift]), np.float32)


def level_shape(face: FaceMesh) -> NDArray[np.float32]:
    """The face's 468 points with head rotation, size and place taken out, (468, 3), in the reference face's axes."""
    return np.asarray(fit_pose(face).level(face.points[: at.FACE_POINTS]), np.float32)
