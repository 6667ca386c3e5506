"""Replacing faces with a network that paints upright crops: everything around the network.

The crop is laid back over the face, takes on the photo's light and skin, and stays behind whatever hides the face. What
the network does of a crop alone is a ``Painter``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.engines.choosing import why_not
from visavis.face.align import five_points
from visavis.face.area import Area
from visavis.face.drawing import draw
from visavis.face.identity import arcface
from visavis.face.likeness import Code
from visavis.face.mesh import FaceMesh
from visavis.face.pose import fit_pose
from visavis.face.tone import Colours, Plane, to_lab, to_rgb
from visavis.kit.errors import Unavailable
from visavis.kit.text import Text
from visavis.media.values import RGB
from visavis.studio.swap.covering import Cover, paste, share_kept, soft, wears_glasses, work_area
from visavis.studio.swap.crops import Matrix, cut_out, lay_back
from visavis.studio.swap.edits import edited
from visavis.studio.swap.engine import Replaced, Source, Wishes, check_size, check_turn
from visavis.studio.swap.reading import read_source
from visavis.studio.swap.tone import in_light_of, skin_gap


class WrongEncoder(Unavailable):
    """The identity encoder's vectors aren't as long as the network wants them."""

    def __init__(self, kind: str, found: int, wanted: int) -> None:
        super().__init__(
            Text(
                ko="'{k}' 네트워크는 {w}차원 신원 벡터가 필요한데, 가져온 신원 인코더(arcface)는 {f}차원입니다. "
                "이 네트워크를 학습할 때 쓴 인코더를 가져와 VISAVIS_WEIGHTS에 arcface=이름으로 지정해 주세요.",
                en="The network '{k}' wants identity vectors of {w} numbers; the imported encoder (arcface) gives {f}. "
                "Import the encoder that the network was trained with, and name it in VISAVIS_WEIGHTS as arcface=NAME.",
            ).fill(k=kind, f=found, w=wanted)
        )


class Painter(Protocol):
    """A network on upright crops of ``side_px``."""

    card: Card
    side_px: int

    def lay(self, points: NDArray[np.float32], side_px: int) -> Matrix:
        """Of five points (5, 2) of a face, where its crop lies."""
        ...

    def identify(self, picture: RGB, face: FaceMesh) -> Code:
        """What the network takes a person by."""
        ...

    def paint(self, crop: RGB, identity: Code, own: Callable[[], Code]) -> Colours:
        """The crop (side, side, 3) with another face: float32 in [0, 1]. ``own``: the identity that the crop shows."""
        ...


class NetworkSwap:
    """Replaces faces with a painter."""

    def __init__(self, painter: Painter) -> None:
        self._painter, self._cover = painter, Cover()
        self.card = painter.card

    def prepare(self, portrait: RGB) -> Source:
        source = read_source(portrait)
        return replace(source, identities={self.card.name: self._identify(source)})

    def replace(self, photo: RGB, face: FaceMesh, source: Source, wishes: Wishes) -> Replaced:
        yaw_deg = fit_pose(face).yaw_deg
        check_size(face)
        check_turn(yaw_deg)
        area = work_area(photo, face)
        inside, lab = draw(area.mesh, area.shape).inside, to_lab(area.colours)
        glasses = wears_glasses(photo, face, wishes)
        covered = self._cover.find(photo, face, area, lab, inside, glasses, wishes.hands)
        painted, known = self._painted(photo, face, area, source)
        skin, made = np.asarray(inside * (1 - covered), np.float32), to_lab(painted)
        lit = to_rgb(in_light_of(made, lab, skin, area.width_px))
        whole = np.asarray(soft(inside, area.width_px) * known, np.float32)
        mask = edited(np.asarray(whole * (1 - covered)), whole, wishes, area.move, area.width_px)
        image, new = paste(photo, lit, mask, area)
        return Replaced(image, new, glasses, share_kept(covered, inside), skin_gap(made, lab, skin), yaw_deg)

    def _painted(self, photo: RGB, face: FaceMesh, area: Area, source: Source) -> tuple[Colours, Plane]:
        identity = source.identities.get(self.card.name)
        if identity is None:  # another engine prepared it
            identity = self._identify(source)
        matrix = self._painter.lay(five_points(face), self._painter.side_px)
        crop = cut_out(photo, matrix, self._painter.side_px)
        painted = self._painter.paint(crop, identity, lambda: self._painter.identify(photo, face))
        return lay_back(painted, matrix, area)

    def _identify(self, source: Source) -> Code:
        return self._painter.identify(source.image, FaceMesh(source.points.astype(np.float32), 1.0))


def fitting_encoder(kind: str, wanted: int) -> arcface.ArcFace:
    """The identity encoder that serves, for a network that wants so many numbers. Raises Unavailable, WrongEncoder."""
    encoder = arcface.ArcFace()
    found = len(encoder.read(np.zeros((arcface.SIDE_PX, arcface.SIDE_PX, 3), np.uint8)))
    if found != wanted:
        raise WrongEncoder(kind, found, wanted)
    return encoder


def why_neither(kind: str) -> Text | None:
    """Why the weights of a kind, or the encoder that they need, can't serve."""
    return why_not(kind) or why_not(arcface.KIND)


def tensor(crop: RGB, low: float) -> Colours:
    """A crop (side, side, 3) as networks want it: (1, 3, side, side) in [low, 1]."""
    planes = crop.astype(np.float32).transpose(2, 0, 1)[None] / 255
    return np.asarray(planes * (1 - low) + low, np.float32)


def picture(made: Colours, low: float) -> Colours:
    """What a network painted, as (side, side, 3) in [0, 1]."""
    return np.asarray(((made[0].transpose(1, 2, 0) - low) / (1 - low)).clip(0, 1), np.float32)
