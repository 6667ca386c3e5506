"""The embedded identity engine: gradients of the face seen from the front (``face/likeness``)."""

from __future__ import annotations

from visavis.engines import Card
from visavis.face.likeness import Code, face_code
from visavis.face.mesh.engine import FaceMesh
from visavis.kit.text import Text
from visavis.media.values import RGB

CARD = Card(
    name="likeness",
    kind="embedded",
    good_at=Text(
        ko="만든 인물끼리 얼마나 닮았는지 네트워크 없이 5 ms에 비교합니다. 본인 확인용이 아닙니다.",
        en="Compares how alike made faces are in 5 ms, without a network. Not for checking who somebody is.",
    ),
    licence_code="Apache-2.0",
    licence_weights="Apache-2.0",
    origin="Visavis: linear discriminants over HOG, learned from virtual people",
    inputs="RGB uint8 (H, W, 3) and a face mesh (478, 3)",
    outputs="float32 (d,) of length 1",
)


class LikenessIdentity:
    """Keeps IdentityEngine by ``face_code``."""

    card = CARD

    def encode(self, picture: RGB, mesh: FaceMesh) -> Code:
        return face_code(picture, mesh.points)
