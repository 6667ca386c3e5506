"""``python -m visavis.lab.translate RECIPE --source DIR --target DIR --out DIR``: train a translation of pictures.

RECIPE is a file of recipes/ (by name) or a path. ``--labels`` with ``--source-where``/``--target-where`` picks a domain
out of one labelled folder. Training can be stopped at any time and goes on.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray
from torch import nn

from visavis.lab.translate.critic import MultiscaleDiscriminator
from visavis.lab.translate.data import PairedFolders, TwoFolders, domain
from visavis.lab.translate.paired import PairedRecipe, PairedTraining, Pairs
from visavis.lab.translate.pix2pixhd import GlobalGenerator, LocalEnhancer, resnet9
from visavis.lab.translate.running import go_on
from visavis.lab.translate.ugatit import LightGenerator
from visavis.lab.translate.unpaired import UnpairedRecipe, UnpairedTraining

_RECIPES = Path(__file__).parent / "recipes"
_SHOWN = 4


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.translate", description=__doc__)
    parser.add_argument("recipe")
    for name in ("--source", "--target", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--source-where", default="", metavar="LABEL=VALUE")
    parser.add_argument("--target-where", default="", metavar="LABEL=VALUE")
    parser.add_argument("--steps", type=int, default=0, help="0 = as many as the recipe says")
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--cpu-time", action="store_true", help="minutes of processor time, all cores together")
    given = parser.parse_args()
    recipe = read_recipe(given.recipe)
    training, shown = build(recipe, given)
    steps = given.steps or recipe["steps"]
    go_on(training, given.out, steps, lambda: sheet(training.average, shown), recipe["keep_every"],
          given.minutes, time.process_time if given.cpu_time else time.monotonic,
          lambda line: print(line, flush=True))  # noqa: T201  # fmt: skip


def read_recipe(name: str) -> dict[str, Any]:
    """A recipe by its name in recipes/, or by its path."""
    path = Path(name) if name.endswith(".yaml") else _RECIPES / f"{name}.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def build(recipe: dict[str, Any], given: argparse.Namespace) -> tuple[PairedTraining | UnpairedTraining, Pairs]:
    """The training that a recipe describes, and what its sheets show."""
    torch.manual_seed(recipe["training"].get("seed", 1))
    size, generator = recipe["size_px"], make_generator(recipe["generator"])
    critic = recipe.get("critic", {})
    if recipe["paired"]:
        paired = PairedRecipe(**recipe["training"])
        pairs = PairedFolders(given.source, given.target, size, paired.batch, paired.seed)
        return PairedTraining(paired, generator, MultiscaleDiscriminator(6, **critic), pairs.lesson), pairs.lesson(0)
    unpaired = UnpairedRecipe(**recipe["training"])
    a, b = (
        domain(folder, given.labels, where_of(words))
        for folder, words in ((given.source, given.source_where), (given.target, given.target_where))
    )
    folders = TwoFolders(a, b, size, unpaired.batch, unpaired.seed)
    shown = TwoFolders(a, b, size, _SHOWN, unpaired.seed).lesson(0)
    return UnpairedTraining(unpaired, generator, MultiscaleDiscriminator(3, **critic), folders.lesson), shown


def make_generator(about: dict[str, Any]) -> nn.Module:
    """A generator by its kind, with the recipe's shape."""
    shape = {name: value for name, value in about.items() if name != "kind"}
    kinds: dict[str, Any] = {
        "pix2pixhd-global": lambda **s: GlobalGenerator(3, 3, **s),
        "pix2pixhd-local": lambda **s: LocalEnhancer(3, 3, **s),
        "cyclegan": resnet9,
        "ugatit-light": LightGenerator,
    }
    net: nn.Module = kinds[about["kind"]](**shape)
    return net


@torch.inference_mode()
def sheet(net: nn.Module, shown: Pairs) -> NDArray[np.uint8]:
    """Sources above what is made of them: RGB."""
    made = net(shown.source[:_SHOWN])
    made = made[0] if isinstance(made, tuple) else made
    rows = [torch.cat(list(row.float()), 2) for row in (shown.source[:_SHOWN], made)]
    picture = torch.cat(rows, 1).permute(1, 2, 0).clamp(-1, 1)
    return np.asarray(((picture + 1) * 127.5).round().numpy(), np.uint8)


def where_of(words: str) -> dict[str, list[str]]:
    """``LABEL=VALUE,VALUE`` as a filter; no words, no filter."""
    name, _, values = words.partition("=")
    return {name: values.split(",")} if name else {}


if __name__ == "__main__":
    main()
