"""A whole training: a folder with last checkpoint, log and sample sheets, that goes on where it stopped."""

from __future__ import annotations

import json
import math
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import cv2
import numpy as np
import torch
from numpy.typing import NDArray


class Training(Protocol):
    """What can be run, stopped and gone on with."""

    step: int

    def run(self, steps: int) -> Iterator[dict[str, float]]: ...
    def state(self) -> dict[str, Any]: ...
    def restore(self, state: dict[str, Any]) -> None: ...


def go_on(
    training: Training,
    folder: Path,
    steps: int,
    sheet: Callable[[], NDArray[np.uint8]],
    keep_every: int,
    minutes: float = math.inf,
    clock: Callable[[], float] = time.monotonic,
    say: Callable[[str], None] = lambda line: None,
) -> None:
    """Train to step ``steps``, or until the minutes are over or the process is asked to end.

    ``folder`` gets last.pt, log.jsonl and sheet_NNNNNN.png, every ``keep_every`` steps and at the end. A last.pt that
    is there is gone on from. ``clock`` counts the minutes, in seconds.
    """
    folder.mkdir(parents=True, exist_ok=True)
    last, ends = folder / "last.pt", clock() + 60 * minutes
    if last.exists():
        training.restore(torch.load(last, weights_only=True, map_location="cpu"))
    with _AskedToEnd() as asked:

        def is_over() -> bool:
            return asked.now or clock() >= ends

        while training.step < steps and not is_over():
            target = min(steps, (training.step // keep_every + 1) * keep_every)
            _stretch(training, folder, target, is_over, say)
            write_state(training, last)
            write_sheet(sheet(), folder / f"sheet_{training.step:06}.png")


def write_state(training: Training, path: Path) -> None:
    """The file appears whole or not at all."""
    draft = path.with_suffix(".part")
    torch.save(training.state(), draft)
    draft.replace(path)


def write_sheet(picture: NDArray[np.uint8], path: Path) -> None:
    """A grey or RGB picture as PNG."""
    cv2.imwrite(str(path), picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def _stretch(
    training: Training, folder: Path, target: int, is_over: Callable[[], bool], say: Callable[[str], None]
) -> None:
    began, first, told = time.monotonic(), training.step, defaultdict[str, list[float]](list)
    for measured in training.run(target - training.step):
        for name, value in measured.items():
            told[name].append(value)
        if is_over():
            break
    means = {name: round(float(np.mean(values)), 5) for name, values in told.items() if name != "step"}
    pace = (time.monotonic() - began) / max(1, training.step - first)
    line = json.dumps({"step": training.step, "s_per_step": round(pace, 3), **means})
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    say(line)


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
