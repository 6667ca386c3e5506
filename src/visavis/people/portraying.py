"""From a recipe to a portrait: the head is generated, clothes and ground are drawn to it."""

from __future__ import annotations

from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.people.looks import find_look
from visavis.people.recipes import Recipe, latent_of
from visavis.studio.dress.bust import make_bust
from visavis.studio.generate import GENERATE

SIZE_PX = 768
"""The side of a whole portrait; smaller ones are made of it."""


def portray(recipe: Recipe, size_px: int = SIZE_PX) -> RGB:
    """The portrait (size_px, size_px, 3): the same bytes for the same recipe on one machine.

    Raises Unavailable or NotFound for the engine, and what ``latent_of`` raises.
    """
    with GENERATE.lease(recipe.engine) as engine:
        head = engine.render(latent_of(recipe, engine))
    look = find_look(recipe.look)
    bust = make_bust(
        head.image,
        head.alpha,
        head.hairline,
        head.chin,
        look.clothes_of(recipe.kind, recipe.number),
        look.ground_of(recipe.number),
        recipe.number,
    )
    return bust if size_px == SIZE_PX else resize(bust, size_px, size_px)
