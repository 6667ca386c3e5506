"""A photo whose faces get detail back, or that becomes larger."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.media.image import Still
from visavis.shop.replacing import MOST_FACES
from visavis.studio.restore import RESTORE, RestoreWishes


@dataclass(frozen=True)
class RestoredPhoto:
    """``image`` (H, W, 3 or, with transparency, 4); ``faces``: how many got detail. Without any the photo is only
    enlarged."""

    image: NDArray[np.uint8]
    faces: int


def restore_photo(still: Still, wishes: RestoreWishes) -> RestoredPhoto:
    """All faces of a photo restored. Raises NotRestorable."""
    with MESH.lease() as mesh:
        faces = mesh.find(still.image, most=MOST_FACES)
    with RESTORE.lease() as engine:
        made = engine.restore(still.image, faces, wishes).image
    return RestoredPhoto(_enlarged(still, wishes.scale).keep_alpha(made), len(faces))


def _enlarged(still: Still, scale: int) -> Still:
    """The photo as cubic interpolation enlarges it."""
    if scale == 1:
        return still

    def enlarge(plane: NDArray[np.uint8]) -> NDArray[np.uint8]:
        size = (scale * plane.shape[1], scale * plane.shape[0])
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_CUBIC), np.uint8)

    alpha, bare = (None if one is None else enlarge(one) for one in (still.alpha, still.bare))
    return Still(enlarge(still.image), alpha, bare, still.frames)
