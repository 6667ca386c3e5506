"""The translation program: recipes build what they say, pairs are found by name, domains by label."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.lab.translate.__main__ import build, make_generator, read_recipe, sheet
from visavis.lab.translate.data import NoPairs, PairedFolders
from visavis.lab.translate.paired import PairedTraining
from visavis.lab.translate.ugatit import LightGenerator
from visavis.lab.translate.unpaired import UnpairedTraining

RECIPES = [path.stem for path in (Path(__file__).parents[2] / "src/visavis/lab/translate/recipes").glob("*.yaml")]


def folder_of(path: Path, names: str, value: int) -> Path:
    path.mkdir()
    for name in names:
        cv2.imwrite(str(path / f"{name}.png"), np.full((64, 64, 3), value, np.uint8))
    return path


def given(tmp_path: Path) -> Namespace:
    source, target = folder_of(tmp_path / "a", "xyz", 40), folder_of(tmp_path / "b", "xyw", 200)
    return Namespace(source=source, target=target, labels=None, source_where="", target_where="")


@pytest.mark.parametrize("name", ["pix2pixhd-small", "cyclegan-small", "ugatit-small"])
def test_a_small_recipe_trains_and_shows(name: str, tmp_path: Path) -> None:
    recipe = read_recipe(name)
    training, shown = build(recipe, given(tmp_path))
    list(training.run(1))
    assert training.step == 1
    assert isinstance(training, PairedTraining if recipe["paired"] else UnpairedTraining)
    assert sheet(training.average, shown).shape == (128, 64 * len(shown.source[:4]), 3)


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_names_a_generator_that_there_is(name: str) -> None:
    about = read_recipe(name)["generator"]
    assert isinstance(make_generator({**about, "width": 4}), LightGenerator) == (about["kind"] == "ugatit-light")


def test_pairs_are_pictures_of_equal_names(tmp_path: Path) -> None:
    about = given(tmp_path)
    pairs = PairedFolders(about.source, about.target, 16, batch=8, seed=1).lesson(0)
    assert float(pairs.source.max()) < 0 < float(pairs.target.min())
    folder_of(tmp_path / "c", "q", 0)
    with pytest.raises(NoPairs):
        PairedFolders(about.source, tmp_path / "c", 16, batch=1, seed=1)
