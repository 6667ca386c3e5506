"""A head is cut out of a picture of one face: who belongs to it, and where the face begins and ends."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.image import resize
from visavis.media.values import RGB, Mask
from visavis.studio.generate.engine import Cutout

SIZE_PX = 256
"""The side at which heads are handed on, whatever the net's own is: they are dressed at this size."""
_MARGIN_PX = 64
_BESIDE_CHIN = (148, 377)
_LEAST_FACE = 0.25
"""A smaller face, as a share of the picture's side, is something that a net painted beside the point."""


class NoFaceDrawn(Invalid):
    """A picture that shows no face."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="이 번호로는 얼굴이 그려지지 않았습니다. 다른 번호를 쓰거나 truncation을 낮춰 주세요.",
                en="No face came out of this seed. Take another one, or a lower truncation.",
            )
        )


def cut_out(picture: RGB) -> Cutout:
    """The head in a square picture of one large face, at SIZE_PX. Raises NoFaceDrawn."""
    image = picture if len(picture) == SIZE_PX else resize(picture, SIZE_PX, SIZE_PX)
    with MESH.lease() as mesh, MASK.lease() as masker:
        wide = cv2.copyMakeBorder(image, *(_MARGIN_PX,) * 4, cv2.BORDER_REPLICATE)
        faces = mesh.find(np.asarray(wide, np.uint8), most=1)
        if not faces or faces[0].side_px < _LEAST_FACE * SIZE_PX:
            raise NoFaceDrawn
        mask = masker.cut_out(image)
    points = faces[0].points[:, :2].astype(np.float64) - _MARGIN_PX
    alpha = _own(mask, points)
    head = np.round(image * alpha[..., None]).astype(np.uint8)
    return Cutout(head, alpha, _place(points[[at.FOREHEAD]]), _place(points[list(_BESIDE_CHIN)]))


def _own(mask: Mask, points: NDArray[np.float64]) -> Mask:
    """The person whose face it is, with an edge of one or two pixels. Raises NoFaceDrawn where the mask has nobody."""
    x, y = np.round(points.mean(0)).astype(int).clip(0, SIZE_PX - 1)
    _, parts = cv2.connectedComponents((mask > 0.5).astype(np.uint8))
    if parts[y, x] == 0:
        raise NoFaceDrawn
    own = cv2.dilate((parts == parts[y, x]).astype(np.uint8), np.ones((7, 7), np.uint8)).astype(np.float32)
    near = cv2.GaussianBlur(own, (0, 0), 1.5)
    return np.asarray(((mask * near - 0.3) / 0.4).clip(0, 1), np.float32)


def _place(points: NDArray[np.float64]) -> tuple[float, float]:
    x, y = points.mean(0)
    return float(x), float(y)
