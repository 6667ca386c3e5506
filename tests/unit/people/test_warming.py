"""Before the first visitor comes, the gallery's first page is ready to be drawn."""

from __future__ import annotations

from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.people.warming import warm_up
from visavis.studio.dress.fitting import _fit


def test_nobody_on_the_first_page_waits_for_a_garment() -> None:
    _fit.cache_clear()
    warm_up()
    drawn = _fit.cache_info().misses
    for seed in range(4):
        for kind in ("female-white", "male-white"):
            portray(Recipe("eigen", str(seed), kind))
    assert _fit.cache_info().misses == drawn
