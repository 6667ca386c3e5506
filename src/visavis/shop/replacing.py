"""One product photo: whose face is replaced, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from visavis.face.mesh import MESH, FaceMesh
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.provenance import Maker
from visavis.media.values import RGB
from visavis.shop.finishing import Finish, finish
from visavis.shop.refusing import refuse_undressed
from visavis.studio.swap import SWAP, Replaced, Source, Wishes

MOST_FACES = 8
_PLAIN = Finish()


class NoFaceThere(Invalid):
    """Nobody's face is found, or not the one that was asked for."""


@dataclass(frozen=True)
class Done:
    """The photo with the new face; ``face``: the one it took the place of; ``faces``: how many were found, ``number``:
    which was replaced, 1 = leftmost; ``makers``: who made the new ``face`` and, where wished, ``detail`` and
    ``makeup``."""

    replaced: Replaced
    face: FaceMesh
    faces: int
    number: int
    makers: Mapping[str, Maker] = field(default_factory=dict)


@dataclass(frozen=True)
class Chosen:
    """A face, everybody's from the left, and which of them it is, 1 = leftmost."""

    face: FaceMesh
    everybody: tuple[FaceMesh, ...]
    number: int

    @property
    def faces(self) -> int:
        """How many were found."""
        return len(self.everybody)


def read_model(portrait: RGB, engine_name: str | None = None) -> Source:
    """The face to be put in by an engine, of a portrait (H, W, 3). Raises NotReplaceable, Unavailable and NotFound."""
    with SWAP.lease(engine_name) as engine:
        return engine.prepare(portrait)


def replace_in(
    photo: RGB,
    model: Source,
    wishes: Wishes,
    number: int | None = None,
    wanted: Finish = _PLAIN,
    engine_name: str | None = None,
) -> Done:
    """The photo (H, W, 3) with the model's face by the engine that read it, finished as ``wanted``.

    Raises what ``choose_face`` raises, Undressed, NotReplaceable, NotPaintable and, of an engine, Unavailable.
    """
    chosen = choose_face(photo, number)
    refuse_undressed(photo, chosen.everybody)
    with SWAP.lease(engine_name) as engine:
        replaced = engine.replace(photo, chosen.face, model, wishes)
        maker = SWAP.maker(engine.card.name)
    finished = finish(photo, replaced, chosen.face, wanted, wishes.removed)
    makers = {"face": maker, **finished.makers}
    return Done(finished.replaced, chosen.face, chosen.faces, chosen.number, makers)


def choose_face(photo: RGB, number: int | None = None) -> Chosen:
    """One face of a photo (H, W, 3); ``number``: which of several, from the left; None: the largest.

    Raises NoFaceThere.
    """
    with MESH.lease() as mesh:
        faces = mesh.find(photo, most=MOST_FACES)
    if not faces:
        raise NoFaceThere(
            Text(
                ko="얼굴을 찾지 못했습니다. 얼굴이 48px 이상이고 앞을 보는 사진을 써 주세요.",
                en="No face was found. Use a photo in which a face of at least 48 px looks ahead.",
            )
        )
    order = sorted(range(len(faces)), key=lambda row: _middle(faces[row]))
    from_left = [faces[row] for row in order]
    chosen = order.index(0) + 1 if number is None else number
    if not 1 <= chosen <= len(faces):
        raise NoFaceThere(
            Text(
                ko="사진에서 찾은 얼굴은 {n}개입니다. 왼쪽부터 1–{n} 가운데 골라 주세요.",
                en="{n} faces were found. Choose one of 1–{n}, counted from the left.",
            ).fill(n=len(faces))
        )
    return Chosen(from_left[chosen - 1], tuple(from_left), chosen)


def _middle(face: FaceMesh) -> float:
    return float(np.median(face.points[:, 0]))
