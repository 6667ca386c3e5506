"""What the first visitor of the gallery would wait for, done before anybody comes."""

from __future__ import annotations

import threading
from itertools import count

from visavis.people.looks import NATURAL, find_look
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe, draw_recipe
from visavis.studio.dress import Clothes
from visavis.studio.generate import GENERATE


def start_warming() -> None:
    """Warm up beside whatever else the process does; nobody waits for it."""
    threading.Thread(target=warm_up, daemon=True, name="gallery-warming").start()


def warm_up() -> None:
    """Load the generator and draw every garment of the look that the gallery opens with: about 8 s of one core.

    Those of the other looks, 1.4 s each, are drawn when somebody asks for them: most servers never need them all.
    """
    for recipe in _everything_worn():
        portray(recipe)


def _everything_worn() -> list[Recipe]:
    """One person for each garment of the look."""
    look = find_look(NATURAL)
    wanted = len(look.women) + len(look.men)
    found: dict[Clothes, Recipe] = {}
    seeds = count()
    with GENERATE.lease() as engine:
        while len(found) < wanted:
            recipe = draw_recipe(engine, next(seeds))
            found.setdefault(look.clothes_of(recipe.kind, recipe.number), recipe)
    return list(found.values())
