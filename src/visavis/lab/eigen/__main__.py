"""``python -m visavis.lab.eigen prepare|train|export|measure|draw``: make the embedded generator from synthetic faces.

prepare reads the faces and fits the linear model; train goes on from the last checkpoint, if there is one; export
writes eigen.onnx, eigen.npz and scenes.npz; measure prints the figures of the model card; draw makes its pictures.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import numpy as np
import torch
import yaml

from visavis.lab.eigen.export import write_network, write_numbers, write_scenes
from visavis.lab.eigen.grids import write_samples, write_sliders
from visavis.lab.eigen.measure import measure
from visavis.lab.eigen.model import Finish
from visavis.lab.eigen.prepared import Prepared, prepare
from visavis.lab.eigen.sheet import write_sheet
from visavis.lab.eigen.train import Recipe, Training
from visavis.studio.generate import GENERATE

_RECIPE = Path(__file__).parent / "recipes" / "cpu.yaml"
_SHIPPED = Path(__file__).parents[2] / "studio" / "generate" / "data"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.eigen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("prepare", "train", "export", "measure", "draw"):
        command = commands.add_parser(name)
        command.add_argument("--shared", type=Path, default=Path("../shared"))
        command.add_argument("--work", type=Path, required=True, help="folder of prepared data and checkpoints")
        command.add_argument("--recipe", type=Path, default=_RECIPE)
        command.add_argument("--steps", type=int, default=0, help="train: how many; 0 = as many as the recipe says")
        command.add_argument("--out", type=Path, default=_SHIPPED, help="export: where to")
    given = parser.parse_args()
    {"prepare": _prepare, "train": _train, "export": _export, "measure": _measure, "draw": _draw}[given.command](given)


def _prepare(given: argparse.Namespace) -> None:
    given.work.mkdir(parents=True, exist_ok=True)
    prepare(given.shared / "data" / "faces").save(given.work / "prepared.npz")


def _train(given: argparse.Namespace) -> None:
    recipe = yaml.safe_load(given.recipe.read_text("utf-8"))
    last, prepared = given.work / "last.pt", Prepared.load(given.work / "prepared.npz")
    training = Training(
        Recipe(**recipe["training"]),
        prepared.model,
        prepared.pictures,
        (prepared.straight, prepared.mirrored),
        prepared.people,
    )
    if last.exists():
        training.restore(torch.load(last, weights_only=True))
    began = time.monotonic()
    for told in training.run(given.steps or recipe["steps"] - training.step):
        if training.step % recipe["tell_every"] == 0:
            line = "  ".join(f"{name} {value:.4g}" for name, value in told.items())
            sys.stdout.write(f"{time.monotonic() - began:.0f} s  {line}\n")
        if training.step % recipe["keep_every"] == 0:
            training.save(last)
            write_sheet(prepared, training.average, given.work / f"sheet_{training.step:06d}.png")
    training.save(last)


def _export(given: argparse.Namespace) -> None:
    prepared, finish = Prepared.load(given.work / "prepared.npz"), Finish()
    finish.load_state_dict(torch.load(given.work / "last.pt", weights_only=True, map_location="cpu")["average"])
    gap = write_network(finish, given.out / "eigen.onnx")
    write_numbers(prepared.model, prepared.people, prepared.directions, given.out / "eigen.npz")
    write_scenes(prepared.scenes, prepared.scene_shapes, given.out / "scenes.npz")
    told = zip(prepared.directions.names, np.round(prepared.directions.r, 2), strict=True)
    sys.stdout.write(f"ONNX Runtime is within {gap:.5f} of torch\n{dict(told)}\n")


def _measure(given: argparse.Namespace) -> None:
    data = given.shared / "data"
    with GENERATE.lease("eigen") as engine:
        for line in measure(engine, data / "weights" / "foamliu_MobileFaceNet.onnx", data / "faces"):
            sys.stdout.write(line + "\n")


def _draw(given: argparse.Namespace) -> None:
    write_samples(given.work / "eigen-sample.jpg")
    write_sliders(given.work / "eigen-sliders.jpg")


if __name__ == "__main__":
    main()
