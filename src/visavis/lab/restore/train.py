"""Training: nearer to the sharp picture, and to its edges."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.restore.data import Bytes, Lesson, lesson
from visavis.lab.restore.model import Restorer


@dataclass(frozen=True)
class Recipe:
    """``edges``: weight of the differences between neighbouring pixels; ``steps``: over which the rate falls."""

    steps: int
    batch: int = 16
    piece_px: int = 160
    rate: float = 5e-4
    edges: float = 0.5
    ema: float = 0.995
    seed: int = 1


class RestoreTraining:
    """One run over frames (n, S, S, 3)."""

    def __init__(self, recipe: Recipe, frames: Bytes) -> None:
        self.recipe, self._frames = recipe, frames
        torch.manual_seed(recipe.seed)
        self.net = Restorer().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = copy.deepcopy(self.net).eval().requires_grad_(False)
        self._adam = torch.optim.Adam(self.net.parameters(), betas=(0.9, 0.99))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        with ThreadPoolExecutor(1) as ahead:
            waiting = ahead.submit(self._lesson, self.step)
            for _ in range(steps):
                given, waiting = waiting.result(), ahead.submit(self._lesson, self.step + 1)
                yield self._learn(given)

    def state(self) -> dict[str, Any]:
        """All that going on needs."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "adam": self._adam.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from ``state()``."""
        self.step = state["step"]
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self._adam.load_state_dict(state["adam"])

    def _lesson(self, step: int) -> Lesson:
        return lesson(self._frames, self.recipe.piece_px, self.recipe.seed, step, self.recipe.batch)

    def _learn(self, given: Lesson) -> dict[str, float]:
        for group in self._adam.param_groups:
            group["lr"] = self._rate()
        with torch.autocast("cpu", torch.bfloat16):
            added = self.net(given.worn.to(memory_format=torch.channels_last), given.places)
        made = given.worn + added.float()
        near, edges = (made - given.sharp).abs().mean(), edge_gap(made, given.sharp)
        self._adam.zero_grad(set_to_none=True)
        (near + self.recipe.edges * edges).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 0.5)
        self._adam.step()
        self.step += 1
        with torch.no_grad():
            for mean, value in zip(self.average.parameters(), self.net.parameters(), strict=True):
                mean.lerp_(value, 1 - min(self.recipe.ema, self.step / (self.step + 10)))
        worn = (given.worn - given.sharp).abs().mean()
        return {"gap": near.item(), "of_worn": (near / worn).item(), "edges": edges.item()}

    def _rate(self) -> float:
        share = min(1.0, self.step / self.recipe.steps)
        return self.recipe.rate * min(1.0, (self.step + 1) / 50) * (0.02 + 0.49 * (1 + math.cos(math.pi * share)))


def edge_gap(made: Tensor, sharp: Tensor) -> Tensor:
    """Mean difference of the steps between neighbouring pixels, both ways."""
    rows = (made.diff(dim=2) - sharp.diff(dim=2)).abs().mean()
    return rows + (made.diff(dim=3) - sharp.diff(dim=3)).abs().mean()


@torch.inference_mode()
def restore_frames(net: Restorer, worn: Bytes, where: NDArray[np.float32]) -> Bytes:
    """Worn frames (n, S, S, 3) restored; ``where`` (2, S / BLOCK, S / BLOCK)."""
    made = []
    for one in worn:
        given = torch.from_numpy(one.transpose(2, 0, 1)[None].astype(np.float32) / 255)
        made.append((given + net(given, torch.from_numpy(where)[None]))[0].permute(1, 2, 0).numpy())
    return np.asarray(np.rint(255 * np.stack(made).clip(0, 1)), np.uint8)
