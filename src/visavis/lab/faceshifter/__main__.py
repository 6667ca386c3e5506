"""``python -m visavis.lab.faceshifter train|hear|ship``: train FaceShifter's networks, and put one into the library.

train RECIPE --faces DIR --encoder FILE.onnx --out DIR
hear RECIPE --aeinet RUN/last.pt --faces DIR --encoder FILE.onnx --out DIR
ship RUN/last.pt --models DATA/models --name NAME --licence LICENCE

RECIPE is a file of recipes/ (by name) or a path; faces are a folder of aligned pictures or a manifest. Training can be
stopped at any time and goes on.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

import torch

from visavis.kit.errors import VisavisError
from visavis.lab.faceshifter.encoder import Encoder
from visavis.lab.faceshifter.lessons import Lessons
from visavis.lab.faceshifter.recipe import Recipe, read_recipe
from visavis.lab.faceshifter.shipping import ship
from visavis.lab.faceshifter.train import AeiTraining, build
from visavis.lab.faceshifter.train_hear import HearTraining
from visavis.lab.translate.running import go_on


def main(words: list[str] | None = None) -> None:
    given = _parser().parse_args(words)
    try:
        given.run(given)
    except VisavisError as error:
        sys.exit(error.message.en)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m visavis.lab.faceshifter", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, run in (("train", _train), ("hear", _hear)):
        command = commands.add_parser(name)
        command.set_defaults(run=run)
        command.add_argument("recipe")
        for option in ("--faces", "--encoder", "--out", *(("--aeinet",) if name == "hear" else ())):
            command.add_argument(option, type=Path, required=True)
        command.add_argument("--steps", type=int, default=0, help="0 = as many as the recipe says")
        command.add_argument("--minutes", type=float, default=math.inf)
    shipping = commands.add_parser("ship")
    shipping.set_defaults(run=_ship)
    shipping.add_argument("last", type=Path)
    shipping.add_argument("--models", type=Path, required=True)
    shipping.add_argument("--name", required=True)
    shipping.add_argument("--licence", required=True)
    return parser


def _train(given: argparse.Namespace) -> None:
    recipe = read_recipe(given.recipe)
    lessons = Lessons(given.faces, recipe)
    _go_on(AeiTraining(recipe, _encoder(recipe, given.encoder), lessons.pair, _device()), given)


def _hear(given: argparse.Namespace) -> None:
    recipe = read_recipe(given.recipe)
    state = torch.load(given.aeinet, weights_only=True, map_location="cpu")
    before = Recipe.model_validate(state["recipe"])
    recipe = recipe.model_copy(
        update={name: getattr(before, name) for name in ("network", "thin", "template", "crop_share")}
    )
    encoder = _encoder(recipe, given.encoder)
    first = build(before, encoder.width)
    first.load_state_dict(state["net"])
    _go_on(HearTraining(recipe, first, encoder, Lessons(given.faces, recipe).hidden, _device()), given)


def _go_on(training: AeiTraining | HearTraining, given: argparse.Namespace) -> None:
    recipe = training.recipe
    go_on(training, given.out, given.steps or recipe.steps, training.sheet, recipe.keep_every, given.minutes,
          say=lambda line: print(line, flush=True))  # noqa: T201  # fmt: skip


def _ship(given: argparse.Namespace) -> None:
    print(ship(given.last, given.models, given.name, given.licence))  # noqa: T201


def _encoder(recipe: Recipe, path: Path) -> Encoder:
    return Encoder(path, recipe.template, recipe.crop_share, unit=recipe.network == "aeinet")


def _device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


if __name__ == "__main__":
    main()
