"""What hair colours and make-up are, measured in the training photos as CIELAB."""

from __future__ import annotations

import numpy as np

from visavis.studio.sketch.engine import HAIR, MAKEUP
from visavis.studio.sketch.looks import GENDER, Looks, zone

_EDGE = 0.12
"""Bare and bold are what one face in about eight is."""


def measure_hair(looks: Looks) -> Looks:
    """The mean colour of each kind of hair: (len(HAIR), 3). Raises ValueError when nobody has it."""
    hair = looks[:, zone("hair")]
    light, chroma = hair[:, 0], np.hypot(hair[:, 1], hair[:, 2])
    hue_deg = np.degrees(np.arctan2(hair[:, 2], hair[:, 1]))
    kinds = {
        "black": (light < 15) & (chroma < 8),
        "brown": (light > 15) & (light < 40) & (chroma > 8) & (hue_deg > 40) & (hue_deg < 80),
        "red": (light > 15) & (light < 50) & (chroma > 20) & (hue_deg > 10) & (hue_deg < 58),
        "blonde": (light > 45) & (chroma > 15) & (hue_deg > 60) & (hue_deg < 95),
        "silver": (light > 45) & (chroma < 10),
        "pink": (light > 25) & (chroma > 10) & (hue_deg > -50) & (hue_deg < 15),
        "blue": (light > 10) & (chroma > 8) & (hue_deg < -70),
    }
    for name, chosen in kinds.items():
        if not chosen.any():
            raise ValueError(f"no training photo has {name} hair")
    return np.asarray([hair[kinds[one.id]].mean(0) for one in HAIR], np.float32)


def measure_makeup(looks: Looks) -> Looks:
    """How lips and lids differ from the cheeks in women's photos, for each mood: (len(MAKEUP), 6)."""
    women = looks[looks[:, GENDER] > 0]
    skin = (women[:, zone("right cheek")] + women[:, zone("left cheek")]) / 2
    lips, lids = women[:, zone("lips")] - skin, women[:, zone("lids")] - skin
    redness, depth = lips[:, 1], -lids[:, 0]
    calm = depth < np.quantile(depth, 0.5)
    moods = {
        "bare": (redness < np.quantile(redness, 0.3)) & calm,
        "natural": np.abs(redness - np.median(redness)) < 4,
        "rosy": (redness > np.quantile(redness, 0.6)) & (lips[:, 0] > np.median(lips[:, 0])),
        "bold": redness > np.quantile(redness, 1 - _EDGE),
        "smoky": depth > np.quantile(depth, 1 - _EDGE),
    }
    rows = [np.concatenate([lips[moods[one.id]].mean(0), lids[moods[one.id]].mean(0)]) for one in MAKEUP]
    return np.asarray(rows, np.float32)
