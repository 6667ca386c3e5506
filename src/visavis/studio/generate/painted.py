"""A head is cut out of a whole picture that a net painted: who belongs to it, and where the face begins and ends."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.mask import MASK
from visavis.face.mesh import MESH, FaceMesh, MeshEngine
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.generate.cutting import cut_head
from visavis.studio.generate.engine import Cutout
from visavis.studio.generate.inverting import lay

_MARGIN = 0.25
"""Room around the picture, as a share of its side, so that a face that fills it is found."""
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
    """The head in a square picture of one large face, laid as all heads lie. Raises NoFaceDrawn."""
    margin = round(_MARGIN * len(picture))
    wide = np.asarray(cv2.copyMakeBorder(picture, *(margin,) * 4, cv2.BORDER_REPLICATE), np.uint8)
    with MESH.lease() as mesh, MASK.lease() as masker:
        face = _find(mesh, wide, _LEAST_FACE * len(picture))
        painted = np.zeros_like(wide)
        painted[margin:-margin, margin:-margin] = 1
        image, inside = lay(wide, face), lay(painted, face, edge=cv2.BORDER_CONSTANT)[..., 0]
        face = _find(mesh, image, 0)
        alpha = cut_head(image, masker.cut_out(image), face) * inside
    head = np.round(image * alpha[..., None]).astype(np.uint8)
    points = face.points[:, :2].astype(np.float64)
    return Cutout(head, alpha, _place(points[[at.FOREHEAD]]), _place(points[list(_BESIDE_CHIN)]))


def _find(mesh: MeshEngine, image: RGB, least_px: float) -> FaceMesh:
    faces = mesh.find(image, most=1)
    if not faces or faces[0].side_px < least_px:
        raise NoFaceDrawn
    return faces[0]


def _place(points: NDArray[np.float64]) -> tuple[float, float]:
    x, y = points.mean(0)
    return float(x), float(y)
