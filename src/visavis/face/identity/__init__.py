"""Identity: ``with IDENTITY.lease() as identity: identity.encode(picture, mesh)``.

A network that was trained with a certain encoder needs that one: name it.
"""

from visavis.engines import Entry, Shelf
from visavis.engines.choosing import why_not
from visavis.face.identity import arcface, likeness
from visavis.face.identity.engine import IdentityEngine

IDENTITY: Shelf[IdentityEngine] = Shelf(
    "identity",
    (
        Entry(likeness.CARD, likeness.LikenessIdentity),
        Entry(arcface.CARD, arcface.ArcFace, lambda: why_not(arcface.KIND), arcface.KIND),
    ),
)

__all__ = ["IDENTITY", "IdentityEngine"]
