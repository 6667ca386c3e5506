"""Training Wav2Lip: ``python -m visavis.lab.wav2lip prepare|expert|train|release``.

prepare CLIPS PIECES cuts faces and sound out of filmed speech; expert trains the judge of sync; train the generator
with its help; release writes the generator as the official checkpoints are, for ``visavis models import wav2lip``.
Training can be stopped at any time and goes on.
"""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray

from visavis.lab.translate.running import go_on
from visavis.lab.wav2lip.data import Windows
from visavis.lab.wav2lip.generator import PX96, PX256, Wav2Lip
from visavis.lab.wav2lip.judges import QualityCritic, SyncNet
from visavis.lab.wav2lip.preparing import prepare
from visavis.lab.wav2lip.train import ExpertRecipe, ExpertTraining, Recipe, Training, paint

_RECIPES = Path(__file__).parent / "recipes"
_SHAPES = {96: PX96, 256: PX256}
_SHOWN = 4


def main() -> None:
    given = _parser().parse_args()
    if given.what == "prepare":
        _say(f"{prepare(given.clips, given.pieces, read_recipe(given.recipe)['size_px'], _say)} pieces")
    elif given.what == "expert":
        train_expert(given)
    elif given.what == "train":
        train(given)
    else:
        release(given.last, given.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.wav2lip", description=__doc__)
    commands = parser.add_subparsers(dest="what", required=True)
    prepared = commands.add_parser("prepare")
    prepared.add_argument("clips", type=Path)
    prepared.add_argument("pieces", type=Path)
    expert, training = commands.add_parser("expert"), commands.add_parser("train")
    for command in (expert, training):
        command.add_argument("pieces", type=Path)
        command.add_argument("--out", type=Path, required=True)
        command.add_argument("--steps", type=int, default=0, help="0 = as many as the recipe says")
        command.add_argument("--minutes", type=float, default=math.inf)
        command.add_argument("--device", default="cpu")
    training.add_argument("--expert", type=Path, required=True, help="last.pt of the expert, or an official checkpoint")
    for command in (prepared, expert, training):
        command.add_argument("--recipe", default="wav2lip-96")
    released = commands.add_parser("release")
    released.add_argument("last", type=Path)
    released.add_argument("--out", type=Path, required=True)
    return parser


def read_recipe(name: str) -> dict[str, Any]:
    """A recipe by its name in recipes/, or by its path."""
    path = Path(name) if name.endswith(".yaml") else _RECIPES / f"{name}.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def train_expert(given: argparse.Namespace) -> None:
    """The expert learns at 96 px, whatever the generator's size."""
    recipe = read_recipe(given.recipe)
    about = ExpertRecipe(**_without_steps(recipe["expert"]))
    torch.manual_seed(about.seed)
    lessons = Windows(given.pieces, about.batch, about.seed)
    training = ExpertTraining(about, SyncNet(recipe["thin"]).to(given.device), lessons.pairing)
    go_on(training, given.out, given.steps or recipe["expert"]["steps"], lambda: _map(training.expert, lessons),
          recipe["keep_every"], given.minutes, say=_say)  # fmt: skip


def train(given: argparse.Namespace) -> None:
    recipe = read_recipe(given.recipe)
    about = Recipe(**_without_steps(recipe["training"]))
    torch.manual_seed(about.seed)
    generator = Wav2Lip(replace(_SHAPES[recipe["size_px"]], thin=recipe["thin"])).to(given.device)
    critic = QualityCritic(recipe["size_px"], recipe["thin"]).to(given.device)
    expert = SyncNet(recipe["thin"]).to(given.device)
    expert.load_state_dict(torch.load(given.expert, weights_only=True, map_location=given.device)["state_dict"])
    training = Training(about, generator, critic, expert, Windows(given.pieces, about.batch, about.seed).lesson)
    shown = Windows(given.pieces, _SHOWN, about.seed, held_out=True)
    go_on(training, given.out, given.steps or recipe["training"]["steps"], lambda: _sheet(training, shown),
          recipe["keep_every"], given.minutes, say=_say)  # fmt: skip


def release(last: Path, out: Path) -> None:
    """The generator alone, under the names of the official checkpoints."""
    state = torch.load(last, weights_only=True, map_location="cpu")
    draft = out.with_name(f".{out.name}.part")
    torch.save({"state_dict": state["state_dict"], "global_step": state["step"]}, draft)
    draft.replace(out)


@torch.inference_mode()
def _sheet(training: Training, shown: Windows) -> NDArray[np.uint8]:
    """Filmed above made, one picture of each lesson: RGB."""
    lesson, net = shown.lesson(0), training.generator.eval()
    device = next(net.parameters()).device
    made = paint(net, *(part.to(device) for part in (lesson.faces, lesson.others, lesson.mels))).cpu()
    net.train()
    rows = [torch.cat(list(faces[:, 2]), 2) for faces in (lesson.faces, made)]
    picture = torch.cat(rows, 1).permute(1, 2, 0).clamp(0, 1).flip(2)
    return np.asarray((picture * 255).round().numpy(), np.uint8)


@torch.inference_mode()
def _map(expert: SyncNet, lessons: Windows) -> NDArray[np.uint8]:
    """How near each sound (row) is to each window (column): bright on the diagonal where the expert knows."""
    given, device = lessons.pairing(0, together=True), next(expert.parameters()).device
    heard, seen = expert.eval()(given.mel.to(device), given.lips.to(device))
    expert.train()
    near = (heard @ seen.T).clamp(0, 1).cpu().numpy()
    return np.asarray(np.kron(near * 255, np.ones((8, 8))).round(), np.uint8)


def _without_steps(about: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in about.items() if name != "steps"}


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
