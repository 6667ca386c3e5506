"""Another face in a photo.

with SWAP.lease() as engine:
    replaced = engine.replace(photo, face, engine.prepare(portrait), Wishes())
"""

from visavis.engines import Entry, Shelf
from visavis.studio.swap import faceshifter, inswapper, mesh
from visavis.studio.swap.engine import NotReplaceable, Replaced, Source, SwapEngine, Wishes

SWAP: Shelf[SwapEngine] = Shelf(
    "face replacement", (Entry(mesh.CARD, mesh.MeshSwap), *faceshifter.entries(), inswapper.entry())
)

__all__ = ["SWAP", "NotReplaceable", "Replaced", "Source", "SwapEngine", "Wishes"]
