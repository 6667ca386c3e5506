"""What is done to a photo after the face was replaced: make-up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from visavis.face.mesh import MESH, FaceMesh
from visavis.media.values import RGB
from visavis.studio.makeup import MAKEUP, NONE, Shares, find_preset
from visavis.studio.swap import Replaced

_NEAR = 0.5
"""A face found again lies within this share of its size of where it was."""


@dataclass(frozen=True)
class Finish:
    """``makeup``: the id of a look of the list, "none" for nothing; ``shares``: how strongly each region is made up.

    A title in either language becomes the id. Raises NoSuchMakeup.
    """

    makeup: str = NONE
    shares: Shares = field(default_factory=Shares)

    def __post_init__(self) -> None:
        object.__setattr__(self, "makeup", find_preset(self.makeup).id)


def finish(replaced: Replaced, face: FaceMesh, wanted: Finish) -> Replaced:
    """The replaced face finished; ``face`` is the one that it took the place of. Raises NotPaintable."""
    if wanted.makeup == NONE:
        return replaced
    with MAKEUP.lease() as engine:
        made = engine.paint(replaced.image, find_again(replaced.image, face), find_preset(wanted.makeup), wanted.shares)
    return replace(replaced, image=made.image, mask=np.maximum(replaced.mask, made.mask))


def find_again(image: RGB, face: FaceMesh) -> FaceMesh:
    """The mesh of the face that took the place of ``face``: its features lie a little beside the old one's."""
    low, high = (edge(face.points[:, :2], 0) for edge in (np.min, np.max))
    centre, side = (low + high) / 2, face.side_px
    x0, y0 = (max(0, int(c - side)) for c in centre)
    around = np.ascontiguousarray(image[y0 : int(centre[1] + side), x0 : int(centre[0] + side)])
    shift = np.array([x0, y0, 0], np.float32)
    with MESH.lease() as mesh:
        for found in mesh.find(around, most=2):
            points = found.points + shift
            if np.hypot(*((points[:, :2].min(0) + points[:, :2].max(0)) / 2 - centre)) < _NEAR * side:
                return FaceMesh(points, found.score)
    return face
