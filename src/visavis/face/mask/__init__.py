"""Person masks: ``with MASK.lease() as masker: mask = masker.cut_out(image)``."""

from visavis.engines import Entry, Shelf
from visavis.face.mask import selfie
from visavis.face.mask.engine import MaskEngine

MASK: Shelf[MaskEngine] = Shelf("person mask", (Entry(selfie.CARD, selfie.SelfieMask),))

__all__ = ["MASK", "MaskEngine"]
