"""A drawn face becomes a person.

with SKETCH.lease() as engine:
    drawn = engine.draw(read_sketch(image), Guidance(t=0.3), Style(hair="brown"))
"""

from visavis.engines import Entry, Shelf
from visavis.studio.sketch import manifold
from visavis.studio.sketch.engine import (
    GENDERS,
    HAIR,
    MAKEUP,
    SKIN,
    Choice,
    Drawn,
    Gray,
    Guidance,
    Part,
    Refined,
    SketchEngine,
    Style,
)
from visavis.studio.sketch.reading import photo_to_sketch, read_sketch

SKETCH: Shelf[SketchEngine] = Shelf("sketch to face", (Entry(manifold.CARD, manifold.ManifoldEngine),))

__all__ = [
    "GENDERS",
    "HAIR",
    "MAKEUP",
    "SKETCH",
    "SKIN",
    "Choice",
    "Drawn",
    "Gray",
    "Guidance",
    "Part",
    "Refined",
    "SketchEngine",
    "Style",
    "photo_to_sketch",
    "read_sketch",
]
