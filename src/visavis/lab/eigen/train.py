"""Training of the finishing network: first likeness alone, then the critic joins.

The critic also judges pictures of people drawn from the model, who have no photograph: those are what will be shown.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.eigen.appearance import Appearance, Floats, face_zone, pixel_weights
from visavis.lab.eigen.loss import critic_loss, feature_gap, gradient_penalty, likeness
from visavis.lab.eigen.model import Critic, Finish
from visavis.studio.generate.frame import SIZE_PX
from visavis.studio.generate.mixing import People


@dataclass(frozen=True)
class Recipe:
    """``critic_from`` is the step at which the critic joins; ``penalty_every`` steps R1 is taken."""

    batch: int = 8
    rate: float = 3e-4
    critic_rate: float = 3e-4
    critic_from: int = 1000
    most_gradient: float = 1.0
    adversarial: float = 0.08
    features: float = 1.0
    r1: float = 2.0
    penalty_every: int = 8
    ema: float = 0.995
    fewest_components: int = 40
    latent_noise: float = 0.1
    hair_noise: float = 0.04
    seed: int = 1


class Training:
    """One run. ``pictures`` float16 (n, SIZE_PX, SIZE_PX, 4) in the mean frame; latents of straight and mirrored."""

    def __init__(
        self,
        recipe: Recipe,
        model: Appearance,
        pictures: NDArray[np.float16],
        latents: tuple[Floats, Floats],
        people: People,
    ) -> None:
        self.recipe, self.people = recipe, people
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        torch.manual_seed(recipe.seed)
        self._draw = np.random.default_rng(recipe.seed)
        self._pictures, self._latents = pictures, latents
        self._faces = model.faces
        self._mean = self._tensor(model.mean_colour.transpose(2, 0, 1))
        self._basis = self._tensor(model.colour.transpose(0, 3, 1, 2).reshape(model.components, -1))
        weights = cv2.resize(pixel_weights(), (SIZE_PX, SIZE_PX))
        self._weights = self._tensor(weights)[None, None]
        self._judged = self._tensor(cv2.resize(face_zone(model.frame), (SIZE_PX, SIZE_PX)))[None, None]
        self.finish, self.critic = self._channels_last(Finish()), self._channels_last(Critic())
        self.average = copy.deepcopy(self.finish)
        self._finish_step = torch.optim.Adam(self.finish.parameters(), recipe.rate, betas=(0.5, 0.99))
        self._critic_step = torch.optim.Adam(self.critic.parameters(), recipe.critic_rate, betas=(0.0, 0.99))
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        for _ in range(steps):
            yield self._one_step()

    def linear(self, latents: Tensor) -> Tensor:
        """(b, k) -> (b, 4, TEXTURE_PX, TEXTURE_PX)."""
        return self._mean + (latents @ self._basis).view(-1, *self._mean.shape)

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "finish": self.finish.state_dict(),
            "critic": self.critic.state_dict(),
            "average": self.average.state_dict(),
            "finish_step": self._finish_step.state_dict(),
            "critic_step": self._critic_step.state_dict(),
            "draw": self._draw.bit_generator.state,
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.finish.load_state_dict(state["finish"])
        self.critic.load_state_dict(state["critic"])
        self.average.load_state_dict(state["average"])
        self._finish_step.load_state_dict(state["finish_step"])
        self._critic_step.load_state_dict(state["critic_step"])
        self._draw.bit_generator.state = state["draw"]

    def save(self, path: Path) -> None:
        """Write the state; the file appears when whole."""
        part = path.with_suffix(".part")
        torch.save(self.state(), part)
        part.replace(path)

    def learn(self, latents: Tensor, real: Tensor, steps: int) -> None:
        """Learn one batch by likeness alone: shows whether the network can learn at all."""
        for _ in range(steps):
            with torch.autocast(self._device.type, torch.bfloat16):
                made = self.finish(self.linear(latents)).float()
            self._improve(likeness(made, real, self._weights))

    def _one_step(self) -> dict[str, float]:
        known, real = self._known()
        told: dict[str, float] = {"step": self.step}
        with torch.autocast(self._device.type, torch.bfloat16):
            made = self.finish(self.linear(known)).float()
        loss = likeness(made, real, self._weights)
        told["likeness"] = float(loss.detach())
        if self.step >= self.recipe.critic_from:
            loss = loss + self._judge(made, real, told)
        self._improve(loss)
        self.step += 1
        return told

    def _improve(self, loss: Tensor) -> None:
        self._finish_step.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.finish.parameters(), self.recipe.most_gradient)
        self._finish_step.step()
        self._follow()

    def _judge(self, made: Tensor, real: Tensor, told: dict[str, float]) -> Tensor:
        """Train the critic once; the finishing network's loss by it. It sees faces alone: in hair it plants tufts."""
        drawn = self._tensor(np.array([self.people.draw(self._draw) for _ in range(self.recipe.batch)]))
        with torch.autocast(self._device.type, torch.bfloat16):
            imagined = self.finish(self.linear(drawn)).float()
        made, imagined, real = (picture * self._judged for picture in (made, imagined, real))
        self._train_critic(real, torch.cat([made, imagined]).detach(), told)
        self.critic.requires_grad_(False)
        with torch.autocast(self._device.type, torch.bfloat16):
            score, features = self.critic(torch.cat([made, imagined]))
            _, wanted = self.critic(real)
        self.critic.requires_grad_(True)
        gap = feature_gap([x[: len(made)] for x in features], wanted)
        told["features"] = float(gap.detach())
        return cast(Tensor, self.recipe.features * gap - self.recipe.adversarial * score.float().mean())

    def _train_critic(self, real: Tensor, made: Tensor, told: dict[str, float]) -> None:
        with torch.autocast(self._device.type, torch.bfloat16):
            real_score, made_score = self.critic(real)[0].float(), self.critic(made)[0].float()
        loss = critic_loss(real_score, made_score)
        scores = {"critic": loss, "real": real_score.mean(), "made": made_score.mean()}
        told |= {name: float(value.detach()) for name, value in scores.items()}
        if self.step % self.recipe.penalty_every == 0:
            asked = real.detach().requires_grad_(True)
            penalty = gradient_penalty(self.critic(asked)[0].mean((1, 2, 3)), asked)
            loss = loss + self.recipe.r1 / 2 * self.recipe.penalty_every * penalty
            told["penalty"] = float(penalty.detach())
        self._critic_step.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._critic_step.step()

    def _known(self) -> tuple[Tensor, Tensor]:
        """Latents of training faces, a little disturbed and without the face's finer components, and the pictures."""
        count = len(self._pictures)
        chosen = self._draw.integers(0, count, self.recipe.batch)
        flip = self._draw.random(self.recipe.batch) < 0.5
        latents = np.where(flip[:, None], self._latents[1][chosen], self._latents[0][chosen])
        pictures = self._pictures[chosen].astype(np.float32)
        pictures = np.where(flip[:, None, None, None], pictures[:, :, ::-1], pictures)
        return self._tensor(self._disturb(latents)), self._tensor(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2)))

    def _disturb(self, latents: Floats) -> Floats:
        row, of_face = np.arange(latents.shape[1]), np.arange(latents.shape[1]) < self._faces
        kept = self._draw.integers(self.recipe.fewest_components, self._faces + 1, (len(latents), 1))
        noise = np.where(of_face, self.recipe.latent_noise, self.recipe.hair_noise)
        disturbed = latents + noise * self._draw.standard_normal(latents.shape)
        return np.where(~of_face | (row < kept), disturbed, 0).astype(np.float32)

    @torch.no_grad()
    def _follow(self) -> None:
        """The average of weights follows the network, faster in the beginning."""
        keep = min(self.recipe.ema, (1 + self.step) / (10 + self.step))
        for mean, now in zip(self.average.parameters(), self.finish.parameters(), strict=True):
            mean.lerp_(now, 1 - keep)

    def _tensor(self, values: NDArray[Any]) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(values, np.float32)).to(self._device)

    def _channels_last(self, network: torch.nn.Module) -> Any:
        return network.to(self._device, memory_format=torch.channels_last)  # type: ignore[call-overload]
