"""``python -m visavis.lab.sketch prepare|refine|colour|export|evaluate``: make the sketch studio's networks.

prepare draws the faces of shared/data/faces in several hands; refine and colour train the two stages and go on from
their last checkpoint; export writes what ships; evaluate takes the figures of the model card.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray

from visavis.lab.sketch.colouring import Colouring, Critic, begin_with
from visavis.lab.sketch.data import Faces, prepare
from visavis.lab.sketch.evaluating import evaluate
from visavis.lab.sketch.export import export, write_colouring, write_manifold
from visavis.lab.sketch.linear import begin_linear
from visavis.lab.sketch.model import Coders
from visavis.lab.sketch.painting import mix_paints, read_finish
from visavis.lab.sketch.refining import Refining, RefiningRecipe, for_parts, lesson
from visavis.lab.sketch.sheets import painted_sheet, refined_sheet
from visavis.lab.sketch.shipped import ShippedCoders, shipped_colouring
from visavis.lab.translate.paired import PairedRecipe, PairedTraining
from visavis.lab.translate.running import Training, go_on

_RECIPES = Path(__file__).parent / "recipes"
_STUDIO = Path(__file__).parents[2] / "studio"
_SHIPPED = _STUDIO / "sketch" / "data"
_FINISH = _STUDIO / "generate" / "data" / "eigen.onnx"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.sketch", description=__doc__)
    parser.add_argument("command", choices=("prepare", "refine", "colour", "export", "evaluate"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--further", action="store_true", help="colour, export: go on from the networks that ship")
    parser.add_argument("--out", type=Path, default=_SHIPPED, help="export: where to")
    given = parser.parse_args()
    commands = {"prepare": _prepare, "refine": _refine, "colour": _colour, "export": _export, "evaluate": _evaluate}
    commands[given.command](given)


def _prepare(given: argparse.Namespace) -> None:
    prepare(given.shared / "data" / "faces").save(given.work / "faces.npz")


def _refine(given: argparse.Namespace) -> None:
    recipe = _recipe("refine")
    learned, held = Faces.load(given.work / "faces.npz").split()
    refining, ink = RefiningRecipe(**recipe["training"]), for_parts(learned.ink)
    coders = Coders()
    if not (given.work / "refine" / "last.pt").exists():
        held_shares = begin_linear(coders, lesson(ink, refining.seed, 0, refining.first))
        say(", ".join(f"{part}: codes hold {share:.1%}" for part, share in held_shares.items()))
    training = Refining(refining, coders, ink)
    shown = lesson(for_parts(held.ink), 0, 0, 8)
    _go_on(given, "refine", recipe, training, lambda: refined_sheet(training.average, shown))


def _colour(given: argparse.Namespace) -> None:
    recipe = _recipe("further" if given.further else "colour")
    learned, held = Faces.load(given.work / "faces.npz").split()
    coders = ShippedCoders(_SHIPPED) if given.further else _coders(given)
    paints, held_paints = mix_paints(learned, coders), mix_paints(held, coders)
    paired = PairedRecipe(**recipe["training"])
    torch.manual_seed(paired.seed)
    if given.further:
        net = shipped_colouring(_SHIPPED / "colouring.onnx")
    else:
        net = Colouring()
        begin_with(net, read_finish(_FINISH))
    training = PairedTraining(paired, net, Critic(), lambda step: paints.lesson(paired.seed, step, paired.batch))
    shown = held_paints.shown(paints, 8)
    _go_on(given, "colour", recipe, training, lambda: painted_sheet(training.average, shown))


def _export(given: argparse.Namespace) -> None:
    learned, held = Faces.load(given.work / "faces.npz").split()
    net = Colouring()
    net.load_state_dict(_last(given, "colour")["average"])
    if given.further:
        say(write_colouring(net, given.out))
        say(write_manifold(ShippedCoders(_SHIPPED), learned, held, given.out / "manifold.npz"))
        return
    for line in export(_coders(given), net, learned, held, given.out):
        say(line)


def _evaluate(given: argparse.Namespace) -> None:
    learned, held = Faces.load(given.work / "faces.npz").split()
    judge = given.shared / "data" / "weights" / "foamliu_MobileFaceNet.onnx"
    for line in evaluate(learned, held, judge, given.work / "blind.png"):
        say(line)


def _go_on(
    given: argparse.Namespace,
    name: str,
    recipe: dict[str, Any],
    training: Training,
    sheet: Callable[[], NDArray[np.uint8]],
) -> None:
    steps = given.steps or recipe["steps"]
    go_on(training, given.work / name, steps, sheet, recipe["keep_every"], given.minutes, say=say)


def _recipe(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((_RECIPES / f"{name}.yaml").read_text("utf-8"))
    return found


def _last(given: argparse.Namespace, name: str) -> dict[str, Any]:
    found: dict[str, Any] = torch.load(given.work / name / "last.pt", weights_only=True, map_location="cpu")
    return found


def _coders(given: argparse.Namespace) -> Coders:
    coders = Coders()
    coders.load_state_dict(_last(given, "refine")["average"])
    return coders.eval()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
