"""A whole picture that a net painted is looked at: does it show somebody?"""

from __future__ import annotations

import cv2
import numpy as np

from visavis.face.mesh import MESH
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB

_MARGIN = 0.25
"""Room around the picture, as a share of its side, so that a face that fills it is found."""
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


def checked(picture: RGB) -> RGB:
    """The square picture of one large face. Raises NoFaceDrawn."""
    margin = round(_MARGIN * len(picture))
    wide = np.asarray(cv2.copyMakeBorder(picture, *(margin,) * 4, cv2.BORDER_REPLICATE), np.uint8)
    with MESH.lease() as mesh:
        faces = mesh.find(wide, most=1)
    if not faces or faces[0].side_px < _LEAST_FACE * len(picture):
        raise NoFaceDrawn
    return picture
