"""Two trainings: of the shape of faces, which needs no labels, and of their classes from there."""

from __future__ import annotations

import copy
import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.expression.faces import Bytes, Floats, Rows
from visavis.lab.expression.measure import Reals
from visavis.lab.expression.nets import NetName, Size, build
from visavis.lab.expression.reading import FaceNet
from visavis.lab.expression.vary import Variety, centre, vary


@dataclass(frozen=True)
class Recipe:
    """``steps``: over which the rate falls along a cosine; ``smoothing`` of the labels; ``balance``: faces are drawn
    with their class's share to the power of minus this; ``ema``: of the averaged network, which is the one measured."""

    net: NetName
    size: Size
    steps: int
    batch: int = 64
    rate: float = 1e-3
    decay: float = 0.05
    smoothing: float = 0.1
    balance: float = 0.5
    ema: float = 0.995
    seed: int = 1
    variety: Variety = field(default_factory=Variety)
    precision: Literal["bfloat16", "float32"] = "bfloat16"


class _Run(ABC):
    """What both trainings share: network, its average, optimiser, and going on exactly where one stopped."""

    def __init__(self, recipe: Recipe, pictures: Bytes, chances: NDArray[np.float64], answers: int) -> None:
        self.recipe, self._pictures = recipe, torch.from_numpy(pictures)
        self._chances = torch.from_numpy(chances / chances.sum())
        torch.manual_seed(recipe.seed)
        self.net = FaceNet(build(recipe.net, recipe.size, answers), recipe.size.channels)
        self.average = copy.deepcopy(self.net).eval().requires_grad_(False)
        self._adam = torch.optim.AdamW(self._groups(), recipe.rate, (0.9, 0.99), fused=True)
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        for _ in range(steps):
            yield self._learn()

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

    def _groups(self) -> list[dict[str, Any]]:
        """Weight decay is for matrices alone."""
        weights = list(self.net.parameters())
        flat = [one for one in weights if one.ndim == 1]
        deep = [one for one in weights if one.ndim > 1]
        return [{"params": deep, "weight_decay": self.recipe.decay}, {"params": flat, "weight_decay": 0.0}]

    def _draw(self) -> tuple[Tensor, Tensor, torch.Generator]:
        """Rows, which are mirrored, and the generator: dependent on seed and step and on nothing else."""
        draw = torch.Generator().manual_seed(1_000_003 * self.recipe.seed + self.step)
        torch.manual_seed(1_000_003 * self.recipe.seed + self.step + 1)  # for branches left out inside the network
        rows = torch.multinomial(self._chances, self.recipe.batch, replacement=True, generator=draw)
        return rows, torch.rand(len(rows), generator=draw) < 0.5, draw

    def _learn(self) -> dict[str, float]:
        for group in self._adam.param_groups:
            group["lr"] = self._rate()
        self.net.train()
        rows, mirrored, draw = self._draw()
        varied = vary(self._pictures[rows], mirrored, self.recipe.variety, draw, self.recipe.size.channels == 1)
        loss, told = self._loss(varied, rows, mirrored, draw)
        self._adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self._adam.step()
        self.step += 1
        with torch.no_grad():
            keep = min(self.recipe.ema, self.step / (self.step + 10))
            torch._foreach_lerp_(list(self.average.parameters()), list(self.net.parameters()), 1 - keep)
        return {"loss": loss.item(), **told}

    def _answer(self, pictures: Tensor) -> Tensor:
        half = self.recipe.precision == "bfloat16"
        with torch.autocast("cpu", torch.bfloat16, enabled=half):
            answers: Tensor = self.net(pictures)
        return answers.float()

    def _rate(self) -> float:
        share = min(1.0, self.step / self.recipe.steps)
        rise = min(1.0, (self.step + 1) / (0.05 * self.recipe.steps + 1))
        return self.recipe.rate * rise * (0.01 + 0.495 * (1 + math.cos(math.pi * share)))

    @abstractmethod
    def _loss(
        self, pictures: Tensor, rows: Tensor, mirrored: Tensor, draw: torch.Generator
    ) -> tuple[Tensor, dict[str, float]]:
        """What is to become small, and what the log tells of it."""


class ShapeTraining(_Run):
    """Learns to tell a face's shape: ``codes`` and ``mirrored`` (n, k) as they are and as in a mirror. ``first`` in
    the log is the share of the first component's variance that isn't told."""

    def __init__(self, recipe: Recipe, pictures: Bytes, codes: Floats, mirrored: Floats) -> None:
        super().__init__(recipe, pictures, np.ones(len(pictures)), codes.shape[1])
        self._codes = torch.from_numpy(np.stack([codes, mirrored]))

    def _loss(
        self, pictures: Tensor, rows: Tensor, mirrored: Tensor, draw: torch.Generator
    ) -> tuple[Tensor, dict[str, float]]:
        wanted = self._codes[mirrored.long(), rows]
        answers = self._answer(pictures)
        gap = (answers - wanted).square()
        return gap.sum(1).mean(), {"first": gap[:, 0].mean().item()}


class ClassTraining(_Run):
    """Learns classes (n,). ``weights`` (n,): how much more often a face is drawn than others of its class."""

    def __init__(
        self, recipe: Recipe, pictures: Bytes, classes: Rows, count: int, weights: Reals | None = None
    ) -> None:
        chances = np.bincount(classes, minlength=count)[classes] ** -float(recipe.balance)
        super().__init__(recipe, pictures, chances * (1.0 if weights is None else weights), count)
        self._classes, self._count = torch.from_numpy(classes), count

    def begin_from(self, weights: dict[str, Tensor]) -> None:
        """Take over all but the last layer from a training of shapes."""
        for net in (self.net, self.average):
            net.load_state_dict({name: one for name, one in weights.items() if ".head." not in name}, strict=False)

    def _loss(
        self, pictures: Tensor, rows: Tensor, mirrored: Tensor, draw: torch.Generator
    ) -> tuple[Tensor, dict[str, float]]:
        given, truth = self._classes[rows], torch.nn.functional.one_hot(self._classes[rows], self._count).float()
        wanted = truth * (1 - self.recipe.smoothing) + self.recipe.smoothing / self._count
        mix = self.recipe.variety.mix
        if mix > 0:
            share = float(np.random.default_rng([self.recipe.seed, self.step]).beta(mix, mix))
            pictures, wanted = (share * one + (1 - share) * one.roll(1, 0) for one in (pictures, wanted))
        answers = self._answer(pictures)
        loss = torch.nn.functional.cross_entropy(answers, wanted)
        return loss, {"right": (answers.argmax(1) == given).float().mean().item()}


@torch.inference_mode()
def tell(net: torch.nn.Module, pictures: Bytes, batch: int = 128) -> Reals:
    """Answers (n, a) for wide faces."""
    net.eval()
    told = []
    for start in range(0, len(pictures), batch):
        told.append(net(centre(torch.from_numpy(pictures[start : start + batch]))))
    return np.asarray(torch.cat(told).numpy(), np.float64)
