"""The capability that puts a virtual person's face in the place of the one in a photo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.face.mesh import FaceMesh
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB, Mask

SMALLEST_PX = 48
MOST_TURN_DEG = 40.0


class NotReplaceable(Invalid):
    """A face that can't be replaced well; the text says why."""


@dataclass(frozen=True)
class Source:
    """The face to be put in: a portrait (H, W, 3), its mesh (478, 3) in pixels, and how surely something such as a
    fringe lies before it, (H, W) in [0, 1]. ``identities``: what networks take it by, under their engines' names."""

    image: RGB
    points: NDArray[np.float64]
    hidden: Mask
    identities: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)


@dataclass(frozen=True)
class Wishes:
    """``strength`` in [0, 1]: how far features move to where the source has them, which networks decide by themselves;
    ``glasses``: whether those of the photo stay, None: when some are found; ``hands``: whether hands before the face
    are looked for; ``added`` and ``removed``: (H, W) in [0, 1], what somebody painted to be new too, as far as the face
    reaches, or to stay."""

    strength: float = 0.65
    glasses: bool | None = None
    hands: bool = True
    added: NDArray[np.generic] | None = None
    removed: NDArray[np.generic] | None = None


@dataclass(frozen=True)
class Replaced:
    """``image`` (H, W, 3); ``mask`` (H, W) in [0, 1]: how much of each pixel is new; where it is 0 the photo is
    unchanged. ``kept``: share of the face that something hides; ``skin_gap``: CIELAB distance between the skins."""

    image: RGB
    mask: Mask
    glasses: bool
    kept: float
    skin_gap: float
    yaw_deg: float


class SwapEngine(Protocol):
    """Replaces faces."""

    card: Card

    def prepare(self, portrait: RGB) -> Source:
        """Read the face to be put in. Raises NotReplaceable unless there is exactly one, large enough and frontal."""
        ...

    def replace(self, photo: RGB, face: FaceMesh, source: Source, wishes: Wishes) -> Replaced:
        """The photo (H, W, 3) with another face. Raises NotReplaceable for one too small or turned too far."""
        ...


def check_size(face: FaceMesh) -> None:
    """Raises NotReplaceable for a face under SMALLEST_PX."""
    if face.side_px < SMALLEST_PX:
        raise NotReplaceable(
            Text(
                ko="얼굴이 {p}px로 너무 작습니다. {m}px 이상인 사진을 써 주세요.",
                en="The face is {p} px, which is too small. Use a photo in which it is at least {m} px.",
            ).fill(p=round(face.side_px), m=SMALLEST_PX)
        )


def check_turn(yaw_deg: float) -> None:
    """Raises NotReplaceable for a head turned further than MOST_TURN_DEG."""
    if abs(yaw_deg) > MOST_TURN_DEG:
        raise NotReplaceable(
            Text(
                ko="고개가 {d}° 돌아가 있어 바꿀 수 없습니다. {m}°까지 가능합니다.",
                en="The head is turned by {d}°, too far to replace the face; {m}° is the most.",
            ).fill(d=round(abs(yaw_deg)), m=round(MOST_TURN_DEG))
        )
