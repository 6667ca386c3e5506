"""Faces that are nobody's, from a seed.

with GENERATE.lease() as generator:
    latent = generator.steer(generator.draw(seed=7), {"age": 40})
    head = generator.render(latent)
"""

from visavis.engines import Entry, Shelf
from visavis.studio.generate import eigen, stylegan2
from visavis.studio.generate.engine import GenerateEngine, Kind, Latent, Nearest, Slider

GENERATE: Shelf[GenerateEngine] = Shelf("face generator", (Entry(eigen.CARD, eigen.EigenGenerator), stylegan2.entry()))

__all__ = ["GENERATE", "GenerateEngine", "Kind", "Latent", "Nearest", "Slider"]
