"""``python -m visavis.lab.restore prepare|train|export|sheet``: the network that restores faces, and its picture."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from numpy.typing import NDArray

from visavis.lab.restore.data import Worn, read_faces, split
from visavis.lab.restore.export import export
from visavis.lab.restore.model import Restorer
from visavis.lab.restore.train import Recipe, RestoreTraining, restore_frames
from visavis.lab.translate.running import go_on, write_sheet
from visavis.studio.restore.frame import FRAME_PX, places

_RECIPE = Path(__file__).parent / "recipes" / "restore.yaml"
_SHIPPED = Path(__file__).parents[2] / "studio" / "restore" / "data" / "detail.onnx"
_SHOWN = (Worn(1.0, 4.0, 3.0, 85), Worn(0.6, 2.0, 4.0, 80))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.restore", description=__doc__)
    parser.add_argument("command", choices=("prepare", "train", "export", "sheet"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("restore"))
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--out", type=Path, default=_SHIPPED, help="export and sheet: where to")
    given = parser.parse_args()
    {"prepare": _prepare, "train": _train, "export": _export, "sheet": _show}[given.command](given)


def _prepare(given: argparse.Namespace) -> None:
    names, frames = zip(*read_faces(given.shared / "data"), strict=True)
    given.work.mkdir(parents=True, exist_ok=True)
    np.savez(given.work / "frames.npz", names=np.array(names), frames=np.stack(frames))
    say(f"{len(names)} faces")


def _train(given: argparse.Namespace) -> None:
    recipe: dict[str, Any] = yaml.safe_load(_RECIPE.read_text("utf-8"))
    learned, held = split(np.load(given.work / "frames.npz")["frames"])
    training = RestoreTraining(Recipe(**recipe["training"]), learned)
    go_on(
        training,
        given.work / "train",
        training.recipe.steps,
        lambda: sheet(training.average, held[:4]),
        recipe["keep_every"],
        given.minutes,
        say=say,
    )


def _export(given: argparse.Namespace) -> None:
    net = Restorer()
    net.load_state_dict(torch.load(given.work / "train" / "last.pt", weights_only=True)["average"])
    say(export(net, given.out))


def _show(given: argparse.Namespace) -> None:
    from visavis.lab.restore.sheet import shown_sheet

    write_sheet(shown_sheet(), given.out)


def sheet(net: Restorer, frames: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Rows of worn, restored and sharp, for each wear of _SHOWN."""
    rows, where = [], places(FRAME_PX)
    for worn in _SHOWN:
        for row, frame in enumerate(frames):
            bad = worn.on(frame, np.random.default_rng(row))
            rows.append(np.concatenate([bad, restore_frames(net, bad[None], where)[0], frame], 1))
    return np.asarray(np.concatenate(rows), np.uint8)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
