"""The identity capability: who a face is, as a direction in which the same person's other photos lie too."""

from __future__ import annotations

from typing import Protocol

from visavis.engines import Card
from visavis.face.likeness import Code
from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import RGB


class IdentityEngine(Protocol):
    """Turns faces into codes. Codes of different engines, or of different weights, can't be compared."""

    card: Card

    def encode(self, picture: RGB, mesh: FaceMesh) -> Code:
        """The code of a face in the picture (H, W, 3): float32 (d,) of length 1. The scalar product of two is their
        likeness, 1 for the same picture."""
        ...
