"""``python -m visavis.lab.beautygan train RECIPE --bare DIR --made-up DIR --out DIR``: learn to carry make-up over.

RECIPE is a file of recipes/ (by name) or a path. DIR: pictures of faces, or a data set's manifest.jsonl. Training can
be stopped at any time and goes on. ``generator.safetensors`` in ``--out`` has the official names; weights of the
recipe ``gpu-256`` can be brought in with ``visavis models import beautygan``.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray
from safetensors.torch import save_file

from visavis.lab.beautygan.data import Faces, Lesson, read_faces, read_side, write_faces
from visavis.lab.beautygan.generator import BranchGenerator
from visavis.lab.beautygan.train import MakeupTraining, Recipe
from visavis.lab.translate.critic import MultiscaleDiscriminator
from visavis.lab.translate.running import go_on

_RECIPES = Path(__file__).parent / "recipes"
_SHOWN = 4


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.beautygan", description=__doc__)
    train = parser.add_subparsers(required=True).add_parser("train")
    train.add_argument("recipe")
    for name in ("--bare", "--made-up", "--out"):
        train.add_argument(name, type=Path, required=True)
    train.add_argument("--steps", type=int, default=0, help="0 = as many as the recipe says")
    train.add_argument("--minutes", type=float, default=math.inf)
    train.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args()
    learn(read_recipe(given.recipe), given)


def read_recipe(name: str) -> dict[str, Any]:
    """A recipe by its name in recipes/, or by its path."""
    path = Path(name) if name.endswith(".yaml") else _RECIPES / f"{name}.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def learn(recipe: dict[str, Any], given: argparse.Namespace) -> None:
    """Read the faces once, train, and leave the generator's weights."""
    given.out.mkdir(parents=True, exist_ok=True)
    faces = given.out / "faces.npz"
    if not faces.is_file():
        bare, made_up = (read_side(source, recipe["size_px"]) for source in (given.bare, given.made_up))
        write_faces(bare, made_up, faces)
    training, shown = build(recipe, faces, given.device)
    steps = given.steps or recipe["steps"]
    go_on(training, given.out, steps, lambda: sheet(training, shown), recipe["keep_every"], given.minutes,
          say=lambda line: print(line, flush=True))  # noqa: T201  # fmt: skip
    draft = given.out / "generator.part"
    save_file({name: value.contiguous() for name, value in training.average.state_dict().items()}, draft)
    draft.replace(given.out / "generator.safetensors")


def build(recipe: dict[str, Any], faces: Path, device: str = "cpu") -> tuple[MakeupTraining, Lesson]:
    """The training that a recipe describes, and what its sheets show."""
    wanted = Recipe(**recipe["training"])
    torch.manual_seed(wanted.seed)
    generator = BranchGenerator(**recipe["generator"])
    critic = MultiscaleDiscriminator(3, **recipe["critic"])
    sides = read_faces(faces)
    lessons = Faces(*sides, wanted.batch, wanted.seed).lesson
    return MakeupTraining(wanted, generator, critic, lessons, device), Faces(*sides, _SHOWN, wanted.seed).lesson(0)


@torch.inference_mode()
def sheet(training: MakeupTraining, shown: Lesson) -> NDArray[np.uint8]:
    """Bare faces, made-up ones, and both with what the other wore: RGB."""
    device = next(training.average.parameters()).device
    made = training.average(shown.bare.to(device), shown.made_up.to(device))
    rows = [torch.cat(list(row.float().cpu()), 2) for row in (shown.bare, shown.made_up, *made)]
    picture = torch.cat(rows, 1).permute(1, 2, 0).clamp(-1, 1)
    return np.asarray(((picture + 1) * 127.5).round().numpy(), np.uint8)


if __name__ == "__main__":
    main()
