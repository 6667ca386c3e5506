"""The capability that gives detail back to faces: of worn pictures, and of ones that are to become larger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from visavis.engines import Card
from visavis.face.mesh import FaceMesh
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.media.values import RGB, Mask

SCALES = (1, 2, 4)
MOST_PIXELS = 100_000_000
"""Of a result."""


class NotRestorable(Invalid):
    """What was asked for can't be done; the text says why."""


@dataclass(frozen=True)
class RestoreWishes:
    """``scale``: how many times larger, one of SCALES; ``strength`` in [0, 1]: how much of the detail is added."""

    scale: int = 1
    strength: float = 1.0


@dataclass(frozen=True)
class Restored:
    """``image`` (scale · H, scale · W, 3); ``mask`` of the same size in [0, 1]: where detail was added. Elsewhere the
    picture is enlarged by cubic interpolation alone, or, at scale 1, unchanged."""

    image: RGB
    mask: Mask


class RestoreEngine(Protocol):
    """Restores faces."""

    card: Card

    def restore(self, photo: RGB, faces: Sequence[FaceMesh], wishes: RestoreWishes) -> Restored:
        """The photo (H, W, 3) with more detail in the faces. Raises NotRestorable."""
        ...


def check_wishes(photo: RGB, wishes: RestoreWishes) -> None:
    """Raises NotRestorable for an unknown scale, a strength outside [0, 1], or a result above MOST_PIXELS."""
    if wishes.scale not in SCALES or not 0 <= wishes.strength <= 1:
        raise NotRestorable(
            Text(
                ko="배율은 1, 2, 4 가운데 하나, 세기는 0–1이어야 합니다.",
                en="The scale must be 1, 2 or 4, and the strength 0–1.",
            )
        )
    pixels = photo.shape[0] * photo.shape[1] * wishes.scale**2
    if pixels > MOST_PIXELS:
        raise NotRestorable(
            Text(
                ko="결과가 {n}메가픽셀로 너무 큽니다. {m}메가픽셀 이하가 되도록 배율을 낮추거나 사진을 줄여 주세요.",
                en="The result would have {n} megapixels; {m} is the most. Choose a smaller scale or a smaller photo.",
            ).fill(n=round(pixels / 1e6), m=MOST_PIXELS // 1_000_000)
        )
