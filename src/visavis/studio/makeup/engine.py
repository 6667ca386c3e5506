"""The capability that makes a face up: by a look from the list, or as somebody in a picture is made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from visavis.engines import Card
from visavis.face.mesh import FaceMesh
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB, Mask

SMALLEST_PX = 48
MOST_TURN_DEG = 40.0
STRONGEST = 1.5
REGIONS = ("lips", "eyes", "brows", "cheeks", "skin")

Pigment = tuple[float, float, float]
"""CIELAB of a colour as it looks on skin of lightness 70."""


class NotPaintable(Invalid):
    """A face that can't be made up well, or a picture that can't say how; the text says why."""


class OtherEngine(NotPaintable):
    """A picture that another engine read."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="이 사진은 다른 화장 엔진이 읽었습니다. 칠하는 엔진으로 다시 읽어 주세요.",
                en="This picture was read by another make-up engine. Read it with the one that paints.",
            )
        )


@dataclass(frozen=True)
class Lips:
    """``cover`` in [0, 1]: how much of the pigment shows; ``gloss`` in [0, 1]: how far highlights are lifted."""

    colour: Pigment
    cover: float
    gloss: float = 0.0


@dataclass(frozen=True)
class Eyes:
    """Shadow on the lid, in the crease and under the brow, each laid on by ``cover``; ``liner`` in [0, 1] along the
    upper lid, led out past its corner by ``wing`` eye widths; ``under`` in [0, 1]: shadow below the eye."""

    lid: Pigment
    crease: Pigment
    bone: Pigment
    cover: float
    liner: float = 0.0
    wing: float = 0.0
    under: float = 0.0


@dataclass(frozen=True)
class Brows:
    """``darker``: by how many L the brows' hairs are darkened at most; ``filled`` in [0, 1]: the gaps between them."""

    darker: float
    filled: float


@dataclass(frozen=True)
class Cheeks:
    """Blush from the apple of the cheek towards the temple."""

    colour: Pigment
    cover: float


@dataclass(frozen=True)
class Skin:
    """``smooth`` in [0, 1]: how much of the blotches goes, pores stay; ``even`` in [0, 1]: how much of the redness."""

    smooth: float
    even: float


@dataclass(frozen=True)
class Look:
    """A make-up from the list; a part that is None is left bare."""

    id: str
    title: Text
    words: Text
    lips: Lips | None = None
    eyes: Eyes | None = None
    brows: Brows | None = None
    cheeks: Cheeks | None = None
    skin: Skin | None = None


@dataclass(frozen=True)
class Shares:
    """How strongly each region is made up: 0 not at all, 1 as the look or the picture has it, STRONGEST at most."""

    lips: float = 1.0
    eyes: float = 1.0
    brows: float = 1.0
    cheeks: float = 1.0
    skin: float = 1.0

    def __post_init__(self) -> None:
        for region in REGIONS:
            if not 0 <= getattr(self, region) <= STRONGEST:
                raise Invalid(
                    Text(
                        ko="화장 세기 {r}는 0에서 {m} 사이여야 합니다.",
                        en="The strength of {r} has to lie between 0 and {m}.",
                    ).fill(r=region, m=STRONGEST)
                )


class Worn:
    """What a face in a picture wears, as an engine read it; only that engine can carry it over."""


@dataclass(frozen=True)
class Painted:
    """``image`` (H, W, 3); ``mask`` (H, W) in [0, 1]: how much of each pixel is made up; where it is 0 the photo is
    unchanged."""

    image: RGB
    mask: Mask


class MakeupEngine(Protocol):
    """Makes faces up."""

    card: Card

    def paint(self, photo: RGB, face: FaceMesh, look: Look | Worn, shares: Shares) -> Painted:
        """The photo (H, W, 3) with one face made up. Raises NotPaintable for one too small or turned too far, and for a
        kind of look that this engine can't lay."""
        ...

    def read(self, reference: RGB) -> Worn:
        """How the largest face of a picture (H, W, 3) is made up. Raises NotPaintable when there is none that shows."""
        ...
