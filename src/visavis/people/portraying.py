"""From a recipe to a portrait: the engine renders it, the look develops it."""

from __future__ import annotations

import cv2
import numpy as np

from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.people.looks import Grade, find_look
from visavis.people.recipes import Recipe, latent_of
from visavis.studio.generate import GENERATE

SIZE_PX = 512
"""The side of a whole portrait."""
_MIDDLE_L = 50.0


def portray(recipe: Recipe, size_px: int = SIZE_PX) -> RGB:
    """The portrait (size_px, size_px, 3): the same bytes for the same recipe on one machine.

    Raises Unavailable or NotFound for the engine, and what ``latent_of`` raises.
    """
    with GENERATE.lease(recipe.engine) as engine:
        portrait = engine.render(latent_of(recipe, engine))
    if len(portrait) != size_px:
        portrait = resize(portrait, size_px, size_px)
    return develop(portrait, find_look(recipe.look).grade)


def develop(picture: RGB, grade: Grade) -> RGB:
    """The picture (H, W, 3) in another light."""
    if grade == Grade():
        return picture
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    lab[..., 0] = (lab[..., 0] - _MIDDLE_L) * grade.contrast + _MIDDLE_L + grade.light
    lab[..., 1:] *= grade.colour
    lab[..., 2] += grade.warmth
    return np.asarray(np.round(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB).clip(0, 1) * 255), np.uint8)
