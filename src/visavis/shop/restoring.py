"""A photo whose faces get detail back, or that becomes larger."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.likeness import face_code
from visavis.face.mesh import MESH
from visavis.media.image import Still
from visavis.media.provenance import Maker
from visavis.shop.replacing import MOST_FACES
from visavis.studio.restore import RESTORE, RestoreWishes


@dataclass(frozen=True)
class RestoredPhoto:
    """``image`` (H, W, 3 or, with transparency, 4); ``alike``: for each face that got detail, how like itself it stayed
    (face.likeness; 1: the same). Without faces the photo is only enlarged. ``maker``: the engine that did it."""

    image: NDArray[np.uint8]
    alike: tuple[float, ...]
    maker: Maker


def restore_photo(still: Still, wishes: RestoreWishes, name: str | None = None) -> RestoredPhoto:
    """All faces of a photo restored by the named engine. Raises NotRestorable, Unavailable and NotFound."""
    with MESH.lease() as mesh:
        faces = mesh.find(still.image, most=MOST_FACES)
    with RESTORE.lease(name) as engine:
        made = engine.restore(still.image, faces, wishes).image
        maker = RESTORE.maker(engine.card.name)
    before = _enlarged(still, wishes.scale)
    shifted = (face.points * wishes.scale for face in faces)
    alike = tuple(float(face_code(before.image, points) @ face_code(made, points)) for points in shifted)
    return RestoredPhoto(before.keep_alpha(made), alike, maker)


def _enlarged(still: Still, scale: int) -> Still:
    """The photo as cubic interpolation enlarges it."""
    if scale == 1:
        return still

    def enlarge(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = (scale * plane.shape[1], scale * plane.shape[0])
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_CUBIC), np.uint8)

    alpha, bare = (None if one is None else enlarge(one) for one in (still.alpha, still.bare))
    return Still(enlarge(still.image), alpha, bare, still.frames)
