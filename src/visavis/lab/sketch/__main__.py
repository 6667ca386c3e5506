"""``python -m visavis.lab.sketch prepare|refine``."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

import yaml

from visavis.lab.sketch.data import Faces, prepare
from visavis.lab.sketch.refining import Refining, RefiningRecipe, lesson
from visavis.lab.sketch.sheets import refined_sheet
from visavis.lab.translate.running import go_on

_RECIPES = Path(__file__).parent / "recipes"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.sketch", description=__doc__)
    parser.add_argument("command", choices=("prepare", "refine"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=math.inf)
    given = parser.parse_args()
    {"prepare": _prepare, "refine": _refine}[given.command](given)


def _prepare(given: argparse.Namespace) -> None:
    prepare(given.shared / "data" / "faces").save(given.work / "faces.npz")


def _refine(given: argparse.Namespace) -> None:
    recipe = yaml.safe_load((_RECIPES / "refine.yaml").read_text("utf-8"))
    learned, held = Faces.load(given.work / "faces.npz").split()
    training = Refining(RefiningRecipe(**recipe["training"]), learned.ink)
    go_on(
        training,
        given.work / "refine",
        given.steps or recipe["steps"],
        lambda: refined_sheet(training.average, lesson(held.ink, 0, 0, 8)),
        recipe["keep_every"],
        given.minutes,
        lambda line: sys.stdout.write(line + "\n") and sys.stdout.flush(),  # type: ignore[func-returns-value]
    )


if __name__ == "__main__":
    main()
