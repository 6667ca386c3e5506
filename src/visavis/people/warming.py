"""What the first visitor of the gallery would wait for, done before anybody comes."""

from __future__ import annotations

import threading

from visavis.people.portraying import portray
from visavis.people.recipes import draw_recipe
from visavis.studio.generate import GENERATE


def start_warming() -> None:
    """Load the generator beside whatever else the process does; nobody waits for it."""
    threading.Thread(target=warm_up, daemon=True, name="gallery-warming").start()


def warm_up() -> None:
    """Draw one person, for which everything has to be loaded."""
    with GENERATE.lease() as engine:
        first = draw_recipe(engine, 0)
    portray(first)
