"""Training of the part autoencoders: any hand in, the clean hand out."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from visavis.lab.sketch import hand
from visavis.lab.sketch.model import Coders
from visavis.studio.sketch.engine import Part
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.pen import shrink
from visavis.studio.sketch.windows import PART_PX, cut_parts

_REACH = 0.6
CLEAN = 0
"""The row of the clean hand in Faces.ink."""


@dataclass(frozen=True)
class RefiningRecipe:
    """``ink_weight``: how much more a missed line counts than a line too many; ``code_noise``: how far codes are shaken
    so that what lies between them can be drawn too; ``first``: drawings that the linear beginning
    is made of; ``linear_rate``: small, because its layers are already near their best."""

    batch: int = 24
    rate: float = 1e-3
    linear_rate: float = 3e-5
    ink_weight: float = 2.0
    code_noise: float = 0.05
    ema: float = 0.99
    first: int = 6000
    seed: int = 1


@dataclass(frozen=True)
class Lesson:
    """Drawings (n, S, S) and the clean drawings that are wanted."""

    drawn: list[Plane]
    wanted: list[Plane]


def for_parts(ink: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Ink (…, S, S) at the size of the part coders."""
    return np.asarray(np.rint(255 * shrink(ink.astype(np.float32) / 255, PART_PX)), np.uint8)


def lesson(ink: NDArray[np.uint8], seed: int, step: int, count: int) -> Lesson:
    """The lesson of one step, from ink (n, styles, S, S): depends on seed and step and on nothing else."""
    rng = np.random.default_rng([seed, step])
    drawn, wanted = [], []
    for _ in range(count):
        face = ink[rng.integers(len(ink))]
        style = int(rng.integers(len(face)))
        matrix = hand.place(rng, face.shape[-1], _REACH)
        pair = [face[row].astype(np.float32) / 255 for row in (style, CLEAN)]
        if rng.random() < 0.5:
            pair = [np.ascontiguousarray(one[:, ::-1]) for one in pair]
        rough, clean = hand.displace([hand.lay(one, matrix) for one in pair], rng)
        drawn.append(hand.redraw(rough, rng))
        wanted.append(clean)
    return Lesson(drawn, wanted)


def as_parts(drawings: list[Plane]) -> dict[Part, Tensor]:
    """Ink (b, 1, s, s) of each part."""
    cut = [cut_parts(ink) for ink in drawings]
    return {part: torch.from_numpy(np.stack([one[part] for one in cut]))[:, None] for part in Part}


class Refining:
    """One run over ink (n, styles, S, S) uint8."""

    def __init__(self, recipe: RefiningRecipe, coders: Coders, ink: NDArray[np.uint8]) -> None:
        self.recipe, self._ink = recipe, ink
        torch.manual_seed(recipe.seed)
        self.coders = coders
        self.average = copy.deepcopy(self.coders).eval().requires_grad_(False)
        self._adam = torch.optim.Adam(_groups(self.coders, recipe), betas=(0.9, 0.99))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            yield self._one_step()

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "coders": self.coders.state_dict(),
            "average": self.average.state_dict(),
            "adam": self._adam.state_dict(),
            "chance": torch.get_rng_state(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.coders.load_state_dict(state["coders"])
        self.average.load_state_dict(state["average"])
        self._adam.load_state_dict(state["adam"])
        torch.set_rng_state(state["chance"])

    def _one_step(self) -> dict[str, float]:
        given = lesson(self._ink, self.recipe.seed, self.step, self.recipe.batch)
        drawn, wanted = as_parts(given.drawn), as_parts(given.wanted)
        told: dict[str, float] = {"step": self.step}
        total = torch.zeros(())
        for part in Part:
            loss = self._loss(part, drawn[part], wanted[part])
            told[part.value] = float(loss.detach())
            total = total + loss
        self._adam.zero_grad(set_to_none=True)
        torch.autograd.backward(total)
        self._adam.step()
        self._follow()
        self.step += 1
        return told

    def _loss(self, part: Part, drawn: Tensor, wanted: Tensor) -> Tensor:
        """Weighted squares, as a share of what is there to be drawn."""
        with torch.autocast("cpu", torch.bfloat16):
            code = self.coders.of(part).encode(drawn.to(memory_format=torch.channels_last))
            shaken = code + self.recipe.code_noise * code.detach().std() * torch.randn_like(code)
            made = self.coders.of(part).decode(shaken)
        weights = 1 + self.recipe.ink_weight * wanted
        miss = (made.float() - wanted).square() * weights
        there = (wanted.square() * weights).mean().clamp_min(1e-3)
        return cast(Tensor, miss.mean() / there)

    @torch.no_grad()
    def _follow(self) -> None:
        for slow, fast in zip(self.average.parameters(), self.coders.parameters(), strict=True):
            slow.lerp_(fast, 1 - self.recipe.ema)


def _groups(coders: Coders, recipe: RefiningRecipe) -> list[dict[str, Any]]:
    """Linear layers and the others, each with its rate."""
    linear = [p for net in coders.modules() if isinstance(net, nn.Linear) for p in net.parameters()]
    known = {id(one) for one in linear}
    others = [one for one in coders.parameters() if id(one) not in known]
    return [{"params": linear, "lr": recipe.linear_rate}, {"params": others, "lr": recipe.rate}]
