"""What is done to a photo after the face was replaced: its grain and crispness, detail, make-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.engines import Shelf
from visavis.face.mesh import MESH, FaceMesh
from visavis.media.provenance import Maker
from visavis.media.values import RGB, Mask
from visavis.studio.makeup import MAKEUP, NONE, Painted, Shares, find_preset
from visavis.studio.restore import RESTORE, RestoreWishes, match_texture
from visavis.studio.swap import SWAP, Replaced

SHELVES: Mapping[str, Shelf[Any]] = {"face": SWAP, "detail": RESTORE, "makeup": MAKEUP}
"""Whose engines do which step."""
_NEAR = 0.5
"""A face found again lies within this share of its size of where it was."""
_HALF = 0.5
_SOFT = 0.01
"""How softly make-up ends before what was painted to stay, in sizes of the face."""


@dataclass(frozen=True)
class Finish:
    """``makeup``: the id of a look of the list, "none" for nothing; ``shares``: how strongly each region is made up.

    ``detail`` in [0, 1]: how much of the detail that a network finds is added to the face, by the engine that
    ``detail_engine`` names; None: the one that serves. A title of a look in either language becomes its id. Raises
    NoSuchMakeup.
    """

    makeup: str = NONE
    shares: Shares = field(default_factory=Shares)
    detail: float = 0.0
    detail_engine: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "makeup", find_preset(self.makeup).id)


@dataclass(frozen=True)
class Finished:
    """``replaced`` as it became, and who made ``detail`` and ``makeup``, as far as those were made."""

    replaced: Replaced
    makers: dict[str, Maker]


def finish(
    photo: RGB, replaced: Replaced, face: FaceMesh, wanted: Finish, removed: NDArray[np.generic] | None = None
) -> Finished:
    """The face replaced in ``photo`` (H, W, 3) finished; ``face`` is the one that it took the place of; where
    ``removed`` (H, W) no make-up is laid.

    Raises NotPaintable, NotRestorable and, of a named engine, Unavailable.
    """
    makers: dict[str, Maker] = {}
    image = replaced.image
    if wanted.detail:
        image, makers["detail"] = _with_detail(replaced, face, wanted)
    replaced = replace(replaced, image=match_texture(photo, image, replaced.mask))
    if wanted.makeup == NONE:
        return Finished(replaced, makers)
    with MAKEUP.lease() as engine:
        makers["makeup"] = MAKEUP.maker(engine.card.name)
        made = engine.paint(replaced.image, find_again(replaced.image, face), find_preset(wanted.makeup), wanted.shares)
    image, mask = (
        (made.image, made.mask)
        if removed is None
        else _outside(np.asarray(removed, np.float32) > _HALF, replaced.image, made, face)
    )
    return Finished(replace(replaced, image=image, mask=np.maximum(replaced.mask, mask)), makers)


def _outside(removed: NDArray[np.bool_], bare: RGB, made: Painted, face: FaceMesh) -> tuple[RGB, Mask]:
    """The make-up and its mask, fading out before what was removed."""
    near = cv2.GaussianBlur(removed.astype(np.float32), (0, 0), max(0.5, _SOFT * face.side_px))
    share = np.where(removed, 0, (1 - 2 * near).clip(0, 1)).astype(np.float32)
    image = np.rint(bare + share[..., None] * (made.image.astype(np.float32) - bare))
    return np.asarray(image, np.uint8), np.asarray(share * made.mask, np.float32)


def _with_detail(replaced: Replaced, face: FaceMesh, wanted: Finish) -> tuple[RGB, Maker]:
    """Detail for the new face alone: what stayed of the photo stays."""
    wishes = RestoreWishes(strength=wanted.detail)
    with RESTORE.lease(wanted.detail_engine) as engine:
        made = engine.restore(replaced.image, [find_again(replaced.image, face)], wishes).image
        maker = RESTORE.maker(engine.card.name)
    share = replaced.mask[..., None]
    mixed = np.rint(replaced.image + share * (made.astype(np.float32) - replaced.image))
    return np.asarray(np.where(share > 0, mixed, replaced.image), np.uint8), maker


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
