"""The person-mask capability: which pixels of a picture belong to people."""

from __future__ import annotations

from typing import Protocol

from visavis.engines import Card
from visavis.media.values import RGB, Mask


class MaskEngine(Protocol):
    """Tells people from background."""

    card: Card

    def cut_out(self, image: RGB) -> Mask:
        """The probability in [0, 1] that each pixel shows a person: float32 (H, W) of the picture's own size."""
        ...
