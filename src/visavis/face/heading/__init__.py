"""Head pose: ``with HEADING.lease() as heading: heading.read(image, face)``."""

from visavis.engines import Entry, Shelf
from visavis.engines.choosing import why_not
from visavis.face.heading import fsanet, mesh
from visavis.face.heading.engine import Heading, HeadingEngine

HEADING: Shelf[HeadingEngine] = Shelf(
    "head pose",
    (
        Entry(mesh.CARD, mesh.MeshHeading),
        Entry(fsanet.CARD, fsanet.FsaNet, lambda: why_not(fsanet.KIND), fsanet.KIND),
    ),
)

__all__ = ["HEADING", "Heading", "HeadingEngine"]
