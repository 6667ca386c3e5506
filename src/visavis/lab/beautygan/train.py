"""The training of BeautyGAN (Li et al. 2018): adversarial, cycle, identity, perceptual and histogram losses.

One generator takes a bare face and a made-up one and exchanges what they wear; one critic for each side.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.beautygan.data import Lesson
from visavis.lab.beautygan.loss import FixedFeatures, histogram_loss, perceptual_loss
from visavis.lab.translate.critic import critic_loss, generator_loss
from visavis.lab.translate.paired import follow

NETS = ("generator", "made_up_critic", "bare_critic")


@dataclass(frozen=True)
class Recipe:
    """Weights of the losses. ``lips``, ``eyes`` and ``skin``: of the histogram loss in each region."""

    batch: int = 1
    rate: float = 2e-4
    cycle: float = 10.0
    identity: float = 5.0
    perceptual: float = 1.0
    lips: float = 1.5
    eyes: float = 1.5
    skin: float = 3.0
    ema: float = 0.999
    seed: int = 1


class MakeupTraining:
    """One run. ``lessons(step)`` depends on the step and on nothing else, so a run can go on exactly."""

    def __init__(
        self,
        recipe: Recipe,
        generator: nn.Module,
        critic: nn.Module,
        lessons: Callable[[int], Lesson],
        device: str = "cpu",
    ) -> None:
        self.recipe, self._lessons, self._device = recipe, lessons, device
        nets = (generator, critic, copy.deepcopy(critic))
        self.nets = {name: net.to(device) for name, net in zip(NETS, nets, strict=True)}
        self.average = copy.deepcopy(self.nets["generator"]).eval().requires_grad_(False)
        self._features = FixedFeatures().to(device)
        self._weights = torch.tensor([recipe.lips, recipe.eyes, recipe.eyes, recipe.skin], device=device)
        judges = chain(*(self.nets[name].parameters() for name in NETS[1:]))
        self._make = torch.optim.Adam(self.nets["generator"].parameters(), recipe.rate, betas=(0.5, 0.999))
        self._judge = torch.optim.Adam(judges, recipe.rate, betas=(0.5, 0.999))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            lesson = self._lessons(self.step)
            yield self._one_step(Lesson(*(getattr(lesson, name).to(self._device) for name in Lesson.__annotations__)))

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "nets": {name: net.state_dict() for name, net in self.nets.items()},
            "average": self.average.state_dict(),
            "make": self._make.state_dict(),
            "judge": self._judge.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        for name, net in self.nets.items():
            net.load_state_dict(state["nets"][name])
        self.average.load_state_dict(state["average"])
        self._make.load_state_dict(state["make"])
        self._judge.load_state_dict(state["judge"])

    def _one_step(self, lesson: Lesson) -> dict[str, float]:
        made = self.nets["generator"](lesson.bare, lesson.made_up)
        parts = {**self._kept(lesson, *made), "histogram": self._colours(lesson, *made), "passed": self._passed(*made)}
        loss = (
            parts["passed"]
            + parts["histogram"]
            + self.recipe.cycle * parts["cycle"]
            + self.recipe.identity * parts["identity"]
            + self.recipe.perceptual * parts["perceptual"]
        )
        self._make.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._make.step()
        critic = self._teach_critics(lesson, *(one.detach() for one in made))
        follow(self.average, self.nets["generator"], self.recipe.ema)
        self.step += 1
        told = {name: float(value.detach()) for name, value in parts.items()}
        return {"step": self.step, **told, "critic": critic}

    def _kept(self, lesson: Lesson, made_up: Tensor, bare: Tensor) -> dict[str, Tensor]:
        """What went there comes back; a face given twice stays; the features of both faces stay."""
        generator, a, b = self.nets["generator"], lesson.bare, lesson.made_up
        made_again, bare_again = generator(bare, made_up)
        cycle = f.l1_loss(bare_again, a) + f.l1_loss(made_again, b)
        same = [f.l1_loss(one, face) for face in (a, b) for one in generator(face, face)]
        looks = perceptual_loss(self._features, made_up, a) + perceptual_loss(self._features, bare, b)
        return {"cycle": cycle, "identity": torch.stack(same).sum() / 2, "perceptual": looks}

    def _colours(self, lesson: Lesson, made_up: Tensor, bare: Tensor) -> Tensor:
        """A picture that was made has the regions of the face that it shows."""
        here, there = lesson.bare_masks, lesson.made_up_masks
        there_loss = histogram_loss(made_up, lesson.made_up, here, there, self._weights)
        return there_loss + histogram_loss(bare, lesson.bare, there, here, self._weights)

    def _passed(self, made_up: Tensor, bare: Tensor) -> Tensor:
        judges = [self.nets[name].requires_grad_(False) for name in NETS[1:]]
        passed = generator_loss(judges[0](made_up), False) + generator_loss(judges[1](bare), False)
        for judge in judges:
            judge.requires_grad_(True)
        return passed

    def _teach_critics(self, lesson: Lesson, made_up: Tensor, bare: Tensor) -> float:
        on_made_up, on_bare = (self.nets[name] for name in NETS[1:])
        first = critic_loss(on_made_up(lesson.made_up), on_made_up(made_up), False)
        loss = first + critic_loss(on_bare(lesson.bare), on_bare(bare), False)
        self._judge.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._judge.step()
        return float(loss.detach())
