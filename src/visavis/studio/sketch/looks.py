"""The looks that the colouring network is told beside the drawing, and how wishes change them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.engine import HAIR, MAKEUP, Style

ZONES = ("hair", "right cheek", "left cheek", "lips", "lids", "clothes")
"""Each three numbers, CIELAB; then gender (1: female, -1: male) and age (1: senior, -1: younger)."""
LOOKS = 3 * len(ZONES) + 2
GENDER, AGE = LOOKS - 2, LOOKS - 1

Looks = NDArray[np.float32]


def zone(name: str) -> slice:
    """Where a zone's colour lies in looks."""
    row = 3 * ZONES.index(name)
    return slice(row, row + 3)


@dataclass(frozen=True)
class Wardrobe:
    """What wishes mean, as the training photos have them.

    ``hair`` (len(HAIR), 3): the mean colour of such hair; ``makeup`` (len(MAKEUP), 6): how lips and lids differ from
    the cheeks; ``middle`` and ``spread`` (LOOKS,): what the network takes for 0 and 1.
    """

    hair: Looks
    makeup: Looks
    middle: Looks
    spread: Looks

    def wear(self, looks: Looks, style: Style) -> Looks:
        """Looks (LOOKS,) changed by the style's wishes."""
        worn = looks.copy()
        if style.gender is not None:
            worn[GENDER] = 1 if style.gender == "female" else -1
        if style.hair is not None:
            worn[zone("hair")] = self.hair[[one.id for one in HAIR].index(style.hair)]
        if style.makeup is not None:
            skin = (worn[zone("right cheek")] + worn[zone("left cheek")]) / 2
            change = self.makeup[[one.id for one in MAKEUP].index(style.makeup)]
            worn[zone("lips")], worn[zone("lids")] = skin + change[:3], skin + change[3:]
        return worn

    def lip_change(self, makeup: str) -> Looks:
        """How lips of this make-up differ from natural ones, CIELAB (3,); paler only a little, lips stay lips."""
        ids = [one.id for one in MAKEUP]
        change = self.makeup[ids.index(makeup), :3] - self.makeup[ids.index("natural"), :3]
        return np.asarray(np.where(change[1] < 0, 0.2, 1.0) * change, np.float32)

    def standardised(self, looks: Looks) -> Looks:
        """What the network reads."""
        return np.asarray((looks - self.middle) / self.spread, np.float32)
