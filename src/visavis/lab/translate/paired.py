"""Training on pairs (pix2pixHD): likeness, feature matching, and to pass the multi-scale critic."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.translate.critic import critic_loss, feature_gap, generator_loss


@dataclass(frozen=True)
class Pairs:
    """``source`` (b, c, H, W), ``target`` (b, 3, H, W) in [-1, 1]; ``style`` (b, d) where the generator takes one."""

    source: Tensor
    target: Tensor
    style: Tensor | None = None


@dataclass(frozen=True)
class PairedRecipe:
    """Weights of the losses; ``critic_from``: the step at which the critic joins.

    Defaults are pix2pixHD's with L1 instead of VGG features. ``edges`` weighs L1 of neighbouring pixels' differences;
    ``hinge`` and ``r1`` suit critics without normalisation.
    """

    batch: int = 8
    rate: float = 4e-4
    critic_rate: float = 2e-4
    critic_from: int = 0
    likeness: float = 10.0
    features: float = 10.0
    adversarial: float = 1.0
    edges: float = 0.0
    hinge: bool = False
    r1: float = 0.0
    penalty_every: int = 8
    most_gradient: float = 1.0
    ema: float = 0.997
    seed: int = 1


class PairedTraining:
    """One run. ``lessons(step)`` gives the pairs of a step and depends on nothing else, so a run can go on exactly."""

    def __init__(
        self, recipe: PairedRecipe, generator: nn.Module, critic: nn.Module, lessons: Callable[[int], Pairs]
    ) -> None:
        self.recipe, self._lessons = recipe, lessons
        self.generator, self.critic = as_channels_last(generator), as_channels_last(critic)
        self.average = copy.deepcopy(self.generator).eval().requires_grad_(False)
        self._make = torch.optim.Adam(self.generator.parameters(), recipe.rate, betas=(0.5, 0.99))
        self._judge = torch.optim.Adam(self.critic.parameters(), recipe.critic_rate, betas=(0.5, 0.99))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            yield self._one_step(self._lessons(self.step))

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "generator": self.generator.state_dict(),
            "critic": self.critic.state_dict(),
            "average": self.average.state_dict(),
            "make": self._make.state_dict(),
            "judge": self._judge.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.generator.load_state_dict(state["generator"])
        self.critic.load_state_dict(state["critic"])
        self.average.load_state_dict(state["average"])
        self._make.load_state_dict(state["make"])
        self._judge.load_state_dict(state["judge"])

    def _one_step(self, pairs: Pairs) -> dict[str, float]:
        source, target = (x.contiguous(memory_format=torch.channels_last) for x in (pairs.source, pairs.target))
        with torch.autocast("cpu", torch.bfloat16):
            made = self.generator(source, pairs.style)
        made = made.float()
        alike = likeness(made, target, self.recipe.edges)
        loss = self.recipe.likeness * alike
        told = {"step": float(self.step), "likeness": float(alike.detach())}
        if self.step >= self.recipe.critic_from:
            loss = loss + self._judged(source, made, target, told)
        self._make.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.generator.parameters(), self.recipe.most_gradient)
        self._make.step()
        follow(self.average, self.generator, self.recipe.ema)
        self.step += 1
        return told

    def _judged(self, source: Tensor, made: Tensor, target: Tensor, told: dict[str, float]) -> Tensor:
        """Teach the critic once; the generator's loss by it."""
        with torch.autocast("cpu", torch.bfloat16):
            on_real, on_made = (self.critic(torch.cat([source, x.detach()], 1)) for x in (target, made))
            lesson = critic_loss(on_real, on_made, self.recipe.hinge)
        told["critic"] = float(lesson.detach())
        if self.recipe.r1 and self.step % self.recipe.penalty_every == 0:
            lesson = lesson + self.recipe.r1 * self.recipe.penalty_every * self._slope(source, target)
        self._judge.zero_grad(set_to_none=True)
        torch.autograd.backward(lesson)
        self._judge.step()
        self.critic.requires_grad_(False)
        with torch.autocast("cpu", torch.bfloat16):
            judged = self.critic(torch.cat([source, made], 1))
        self.critic.requires_grad_(True)
        passed, gap = generator_loss(judged, self.recipe.hinge), feature_gap(judged, on_real)
        told |= {"passed": float(passed.detach()), "features": float(gap.detach())}
        return self.recipe.adversarial * passed + self.recipe.features * gap

    def _slope(self, source: Tensor, target: Tensor) -> Tensor:
        """R1 (Mescheder et al. 2018) at real pairs: half the mean squared gradient of the scores."""
        shown = torch.cat([source, target], 1).requires_grad_()
        scores = torch.stack([scale[-1].sum() / scale[-1][0].numel() for scale in self.critic(shown)])
        (slope,) = torch.autograd.grad(scores.sum(), shown, create_graph=True)
        return slope.square().sum((1, 2, 3)).mean() / 2


def likeness(made: Tensor, target: Tensor, edges: float = 0.0) -> Tensor:
    """L1 on three sizes of the picture; ``edges``: weight of that of neighbours' differences."""
    total = made.new_zeros(())
    for _ in range(3):
        gap = made - target
        total = total + gap.abs().mean() / 3
        if edges:
            across, down = gap.diff(dim=3).abs().mean(), gap.diff(dim=2).abs().mean()
            total = total + edges * (across + down) / 3
        made, target = f.avg_pool2d(made, 2), f.avg_pool2d(target, 2)
    return total


def as_channels_last(net: nn.Module) -> nn.Module:
    """In the layout that convolutions are fastest in."""
    return net.to(memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


@torch.no_grad()
def follow(average: nn.Module, net: nn.Module, decay: float) -> None:
    """Move a slow copy a little towards the net."""
    for slow, fast in zip(average.parameters(), net.parameters(), strict=True):
        slow.lerp_(fast, 1 - decay)
