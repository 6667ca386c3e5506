"""Faces cut out upright at a fixed size, the way that face networks want them."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import RGB

Template = Literal["arcface", "ffhq"]

_TEMPLATES: dict[Template, NDArray[np.float32]] = {
    # shares of the crop's side: the right eye, the left eye, the nose's tip, the right and the left mouth corner
    "arcface": np.array(
        [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]],
        np.float32,
    )
    / 112,
    "ffhq": np.array([[0.377, 0.480], [0.623, 0.480], [0.500, 0.613], [0.407, 0.728], [0.593, 0.728]], np.float32),
}


def template_points(template: Template) -> NDArray[np.float32]:
    """Where the five points lie in a crop, in shares of its side: float32 (5, 2)."""
    return _TEMPLATES[template]


def five_points(face: FaceMesh) -> NDArray[np.float32]:
    """Right eye, left eye, nose tip, right and left mouth corner: float32 (5, 2) pixels."""
    eyes = [
        face.points[[outer, inner], :2].mean(0)
        for outer, inner in ((at.RIGHT_EYE_OUTER, at.RIGHT_EYE_INNER), (at.LEFT_EYE_OUTER, at.LEFT_EYE_INNER))
    ]
    rest = face.points[[at.NOSE_TIP, at.MOUTH_RIGHT, at.MOUTH_LEFT], :2]
    points: NDArray[np.float32] = np.concatenate([np.array(eyes), rest]).astype(np.float32)
    return points


def align_face(
    image: RGB, face: FaceMesh, size_px: int, template: Template = "arcface"
) -> tuple[RGB, NDArray[np.float32]]:
    """The face as RGB (size_px, size_px, 3), and the (2, 3) matrix from picture to crop pixels.

    A similarity by least squares on five points (Umeyama 1991). Outside the picture the edge is repeated.
    """
    matrix = lay_on(five_points(face), _TEMPLATES[template] * size_px)
    crop = cv2.warpAffine(image, matrix, (size_px, size_px), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return crop, matrix


def lay_on(source: NDArray[np.float32], target: NDArray[np.float32]) -> NDArray[np.float32]:
    """The (2, 3) similarity that lays ``source`` (n, 2) on ``target``, as complex numbers: target = a·source + b."""
    z, w = source @ np.array([1, 1j]), target @ np.array([1, 1j])
    centred = z - z.mean()
    a = (np.conj(centred) @ (w - w.mean())) / (np.abs(centred) ** 2).sum()
    b = w.mean() - a * z.mean()
    matrix: NDArray[np.float32] = np.array([[a.real, -a.imag, b.real], [a.imag, a.real, b.imag]], np.float32)
    return matrix
