"""Make-up on a face in a photo, by a look of the list or as in a picture.

with MAKEUP.lease() as engine:
    painted = engine.paint(photo, face, find_preset("autumn"), Shares(lips=0.8))
"""

from visavis.engines import Entry, Shelf
from visavis.studio.makeup import beautygan, paint
from visavis.studio.makeup.engine import (
    REGIONS,
    STRONGEST,
    Look,
    MakeupEngine,
    NotPaintable,
    Painted,
    Shares,
    Worn,
)
from visavis.studio.makeup.presets import NONE, NoSuchMakeup, find_preset, presets

MAKEUP: Shelf[MakeupEngine] = Shelf("make-up", (Entry(paint.CARD, paint.PaintMakeup), beautygan.entry()))

__all__ = [
    "MAKEUP",
    "NONE",
    "REGIONS",
    "STRONGEST",
    "Look",
    "MakeupEngine",
    "NoSuchMakeup",
    "NotPaintable",
    "Painted",
    "Shares",
    "Worn",
    "find_preset",
    "presets",
]
