"""The pictures of the model card: portraits that weren't chosen, and what each slider does."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from visavis.lab.eigen.measure import STEPS
from visavis.media.image import encode_jpeg
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import draw_recipe
from visavis.studio.generate import GENERATE

_SEEDS = range(300, 320)
_COLUMNS, _SIDE_PX = 5, 256
_STEERED, _STEPS_SHOWN = 316, 5
_SLIDER_PX = 180


def write_samples(path: Path) -> None:
    """Portraits of a fixed row of seeds."""
    with GENERATE.lease("eigen") as engine:
        recipes = [draw_recipe(engine, seed) for seed in _SEEDS]
    _write([portray(recipe, _SIDE_PX) for recipe in recipes], _COLUMNS, path)


def write_sliders(path: Path) -> None:
    """One person: a row for each slider that the card measures, from its lowest value there to its highest."""
    with GENERATE.lease("eigen") as engine:
        person = draw_recipe(engine, _STEERED)
    heads = []
    for name, values in STEPS.items():
        for value in np.linspace(values[0], values[-1], _STEPS_SHOWN):
            heads.append(portray(person.with_sliders({name: float(value)}), _SLIDER_PX))
    _write(heads, _STEPS_SHOWN, path)


def _write(pictures: list[RGB], columns: int, path: Path) -> None:
    rows = [np.hstack(pictures[start : start + columns]) for start in range(0, len(pictures), columns)]
    path.write_bytes(encode_jpeg(np.vstack(rows), 88))
