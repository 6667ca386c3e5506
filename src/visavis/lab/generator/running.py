"""A whole training: a folder with checkpoint, log and sample sheets, that goes on where it stopped."""

from __future__ import annotations

import json
import math
import os
import pickle
import signal
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np
import torch
from torch import Tensor

from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.lab.generator.data import Pictures, as_pictures
from visavis.lab.generator.recipe import Recipe
from visavis.lab.generator.train import Trainer
from visavis.lab.generator.weights import load_training, save_generator, save_training
from visavis.media.image import encode_png

SHEET = 36


class BrokenCheckpoint(Invalid):
    """The checkpoint in the folder can't be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            Text(
                ko="{p}을(를) 읽을 수 없습니다. 지우고 처음부터 시작하거나 --start-from으로 가중치를 지정해 주세요.",
                en="{p} can't be read. Delete it to begin anew, or give weights with --start-from.",
            ).fill(p=path)
        )


def best_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def train(
    recipe: Recipe,
    pictures: Pictures,
    out: Path,
    device: torch.device,
    minutes: float = math.inf,
    start_from: Path | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Trainer:
    """Train until the recipe's pictures are shown, the minutes are over, or the process is asked to end.

    ``out`` gets checkpoint.pt, log.jsonl, sheets/, generator.safetensors (averaged) and training.safetensors (all nets
    in half precision, what ``start_from`` takes). A checkpoint in ``out`` is gone on from. Raises BrokenCheckpoint,
    AnotherNet and WrongWeights.
    """
    (out / "sheets").mkdir(parents=True, exist_ok=True)
    trainer = Trainer(recipe, pictures, device)
    if (out / "checkpoint.pt").exists():
        trainer.restore(read_checkpoint(out / "checkpoint.pt"))
    elif start_from is not None:
        load_training(trainer.generator, trainer.averaged, trainer.discriminator, start_from)
    ends = time.monotonic() + 60 * minutes
    with _AskedToEnd() as asked:
        while trainer.shown < recipe.images and time.monotonic() < ends and not asked.now:
            _one_stretch(trainer, out, lambda: time.monotonic() >= ends or asked.now, say)
    save_generator(trainer.averaged, out / "generator.safetensors")
    save_training(trainer.generator, trainer.averaged, trainer.discriminator, out / "training.safetensors")
    return trainer


def read_checkpoint(path: Path) -> dict[str, Any]:
    """What ``write_checkpoint`` wrote; tensors and plain values only."""
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        return state
    except (RuntimeError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise BrokenCheckpoint(path) from error


def write_checkpoint(trainer: Trainer, path: Path) -> None:
    """The file appears whole or not at all."""
    draft = path.with_name(f".{path.name}.part")
    torch.save(trainer.state(), draft)
    os.replace(draft, path)


def sheet(pictures: Tensor, columns: int) -> bytes:
    """A PNG that shows pictures (N, 3, S, S) in rows."""
    tiles = as_pictures(pictures[: len(pictures) // columns * columns])
    rows, side = len(tiles) // columns, tiles.shape[1]
    grid = tiles.reshape(rows, columns, side, side, 3).transpose(0, 2, 1, 3, 4)
    return encode_png(np.ascontiguousarray(grid.reshape(rows * side, columns * side, 3)))


def _one_stretch(trainer: Trainer, out: Path, over: Callable[[], bool], say: Callable[[str], None]) -> None:
    """Train to the next sample sheet, then write sheet, log line and checkpoint."""
    every = trainer.recipe.sheet_images
    target = min((trainer.shown // every + 1) * every, trainer.recipe.images)
    began, first, told = time.monotonic(), trainer.shown, defaultdict[str, list[float]](list)
    while trainer.shown < target and not over():
        for name, value in trainer.step().items():
            told[name].append(value)
    seconds = time.monotonic() - began
    means = {name: round(sum(values) / len(values), 5) for name, values in told.items()}
    rate = (trainer.shown - first) / max(seconds, 1e-9)
    line = json.dumps({"shown": trainer.shown, "images_per_s": round(rate, 2), **means})
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    say(line)
    made = trainer.sample(SHEET, seed=trainer.recipe.seed)
    (out / "sheets" / f"{trainer.shown:09}.png").write_bytes(sheet(made, columns=6))
    write_checkpoint(trainer, out / "checkpoint.pt")


class _AskedToEnd:
    """Turns Ctrl-C and a request to end into a flag, so that the step in hand and its checkpoint are finished."""

    now = False

    def __enter__(self) -> _AskedToEnd:
        self._before = {one: signal.signal(one, self._note) for one in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, *_: object) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.now = True
