"""Training of AEI-Net (Li et al. 2020): to carry the source's identity, keep the target's attributes, give a picture
back that is asked for itself, and pass a multi-scale critic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as f

from visavis.lab.faceshifter import ghost, mindslab
from visavis.lab.faceshifter.encoder import Encoder
from visavis.lab.faceshifter.lessons import Lesson
from visavis.lab.faceshifter.recipe import Recipe
from visavis.lab.translate.critic import MultiscaleDiscriminator, critic_loss, generator_loss

AeiNet = mindslab.AeiNet | ghost.AeiNet
_SHOWN = 6


def build(recipe: Recipe, width: int) -> AeiNet:
    """A fresh network for identities of ``width`` numbers."""
    torch.manual_seed(recipe.seed)
    if recipe.network == "aeinet":
        return mindslab.AeiNet(width, recipe.thin)
    return ghost.AeiNet(width, thin=recipe.thin)


class AeiTraining:
    """One run. ``lessons(step)`` gives its pairs; the encoder stays as it is."""

    def __init__(self, recipe: Recipe, encoder: Encoder, lessons: Callable[[int], Lesson], device: str = "cpu") -> None:
        self.recipe, self._lessons, self._device = recipe, lessons, device
        self.net: AeiNet = build(recipe, encoder.width).to(device).train()
        self._encoder = encoder.to(device).eval()
        self._critic = MultiscaleDiscriminator(3, recipe.critic_width, scales=recipe.critic_scales).to(device)
        self._make, self._judge = (
            torch.optim.Adam(net.parameters(), recipe.rate, betas=(0.0, 0.999)) for net in (self.net, self._critic)
        )
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            yield self._one_step(on(self._lessons(self.step), self._device))

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        nets = {"net": self.net, "critic": self._critic, "make": self._make, "judge": self._judge}
        told = {"recipe": self.recipe.model_dump(), "width": self._encoder.width, "step": self.step}
        return {**told, **{name: part.state_dict() for name, part in nets.items()}}

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.net.load_state_dict(state["net"])
        self._critic.load_state_dict(state["critic"])
        self._make.load_state_dict(state["make"])
        self._judge.load_state_dict(state["judge"])

    @torch.no_grad()
    def sheet(self) -> NDArray[np.uint8]:
        """Sources, targets and results of the first lesson, one below the other."""
        lesson = on(self._lessons(0), self._device)
        self.net.eval()
        made = self.net(scaled(lesson.target, self.recipe.low), self._encoder(lesson.source))
        self.net.train()
        return grid(lesson.source, lesson.target, unscaled(made, self.recipe.low))

    def _one_step(self, lesson: Lesson) -> dict[str, float]:
        recipe, target = self.recipe, scaled(lesson.target, self.recipe.low)
        with torch.no_grad():
            identity = self._encoder(lesson.source)
        with self._precision():
            kept = self.net.attributes(target)
            made = self.net.render(kept, identity).float()
            told = {
                "adversarial": self._passed(made),
                "attributes": attribute_gap(kept, self.net.attributes(made)),
                "identity": identity_gap(identity, self._encoder(unscaled(made, recipe.low))),
                "reconstruction": same_gap(made, target, lesson.same),
            }
        loss = torch.stack([getattr(recipe, name) * value for name, value in told.items()]).sum()
        self._make.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._make.step()
        critic = self._teach(target, made.detach())
        self.step += 1
        return {"step": self.step, "critic": critic, **{name: float(value.detach()) for name, value in told.items()}}

    def _passed(self, made: Tensor) -> Tensor:
        self._critic.requires_grad_(False)
        passed = generator_loss(self._critic(made), True)
        self._critic.requires_grad_(True)
        return passed

    def _teach(self, real: Tensor, made: Tensor) -> float:
        with self._precision():
            lesson = critic_loss(self._critic(real), self._critic(made), True)
        self._judge.zero_grad(set_to_none=True)
        torch.autograd.backward(lesson)
        self._judge.step()
        return float(lesson.detach())

    def _precision(self) -> torch.autocast:
        wide = self._device == "cpu" or not self.recipe.mixed_precision
        return torch.autocast(self._device.partition(":")[0], torch.bfloat16, enabled=not wide)


def attribute_gap(kept: list[Tensor], found: list[Tensor]) -> Tensor:
    """Half the mean squared differences, summed over the maps."""
    return torch.stack([f.mse_loss(b.float(), a.float()) for a, b in zip(kept, found, strict=True)]).sum() / 2


def identity_gap(wanted: Tensor, found: Tensor) -> Tensor:
    """1 less the cosine."""
    return torch.sub(1, f.cosine_similarity(wanted, found.float())).mean()


def same_gap(made: Tensor, target: Tensor, same: Tensor) -> Tensor:
    """Half the mean squared difference of pictures where source and target are one; 0 where there are none."""
    gaps = (made - target).square().mean((1, 2, 3)) / 2
    return (gaps * same).sum() / same.sum().clamp(min=1)


def on(lesson: Lesson, device: str) -> Lesson:
    """The lesson on a device."""
    return Lesson(lesson.source.to(device), lesson.target.to(device), lesson.same.to(device))


def scaled(pictures: Tensor, low: float) -> Tensor:
    """From [0, 1] to [low, 1]."""
    return torch.add(pictures * (1 - low), low)


def unscaled(pictures: Tensor, low: float) -> Tensor:
    """From [low, 1] to [0, 1]."""
    return torch.div(pictures - low, 1 - low)


def grid(*rows: Tensor) -> NDArray[np.uint8]:
    """Rows of pictures in [0, 1] as one picture."""
    lines = [torch.cat(list(row[:_SHOWN].clamp(0, 1)), dim=2) for row in rows]
    whole = (torch.cat(lines, dim=1) * 255).round().to(torch.uint8).permute(1, 2, 0)
    return np.asarray(whole.cpu().numpy())


def frozen(net: AeiNet) -> AeiNet:
    """A net that isn't trained further."""
    return net.eval().requires_grad_(False)
