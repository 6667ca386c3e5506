"""The looks that the colouring network is told beside the drawing, and how wishes change them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.engine import HAIR, MAKEUP, SKIN, Style

ZONES = ("hair", "right cheek", "left cheek", "lips", "lids", "clothes")
"""Each three numbers, CIELAB; then gender (1: female, -1: male) and age (1: senior, -1: younger)."""
LOOKS = 3 * len(ZONES) + 2
GENDER, AGE = LOOKS - 2, LOOKS - 1

Looks = NDArray[np.float32]
_DARKEST_DEG = {"light": 41.0, "medium": 10.0, "brown": -30.0, "dark": -90.0}
"""Where each tone of SKIN ends: individual typology angle (Chardon et al. 1991); its two lightest and its two middle
classes are joined."""


def zone(name: str) -> slice:
    """Where a zone's colour lies in looks."""
    row = 3 * ZONES.index(name)
    return slice(row, row + 3)


def cheeks(looks: Looks) -> Looks:
    """The colour of skin in looks (…, LOOKS): (…, 3)."""
    return np.asarray((looks[..., zone("right cheek")] + looks[..., zone("left cheek")]) / 2, np.float32)


def measure_skin(looks: Looks) -> Looks:
    """The mean colour of each tone of SKIN among faces (n, LOOKS): (len(SKIN), 3)."""
    skin = cheeks(looks)
    angle_deg = np.degrees(np.arctan2(skin[:, 0] - 50, skin[:, 2]))
    ends = np.array([_DARKEST_DEG[one.id] for one in SKIN])
    tone = (angle_deg[:, None] < ends).sum(1).clip(max=len(SKIN) - 1)
    return np.asarray([skin[tone == row].mean(0) for row in range(len(SKIN))], np.float32)


@dataclass(frozen=True)
class Wardrobe:
    """What wishes mean, as the training photos have them.

    ``hair`` (len(HAIR), 3): the mean colour of such hair; ``skin`` (len(SKIN), 3): that of such cheeks; ``makeup``
    (len(MAKEUP), 6): how lips and lids differ from the cheeks; ``middle`` and ``spread`` (LOOKS,): what the network
    takes for 0 and 1.
    """

    hair: Looks
    skin: Looks
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
        if style.skin is not None:
            tone = self.skin[[one.id for one in SKIN].index(style.skin)]
            change = tone - cheeks(worn)
            for name in ("right cheek", "left cheek"):
                worn[zone(name)] = tone
            for name in ("lips", "lids"):
                worn[zone(name)] += change
        if style.makeup is not None:
            skin = cheeks(worn)
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
