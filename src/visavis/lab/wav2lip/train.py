"""Training of the expert and, with its help, of the generator, as Prajwal et al. (2020) describe it.

Three things differ from github.com/Rudrabha/Wav2Lip: the expert judges in evaluation mode (its batch norms would drift
with what it judges); the generator hears from the picture on that it makes, as at inference, not from the one before;
and when the expert's word begins to count is told by a running mean over lessons instead of by a validation set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from visavis.lab.wav2lip.data import Lesson, Pairing
from visavis.lab.wav2lip.judges import SyncNet
from visavis.lab.wav2lip.losses import expert_loss, sync_loss, taken_for


@dataclass(frozen=True)
class ExpertRecipe:
    """Of the expert; the defaults are the official ones."""

    batch: int = 64
    rate: float = 1e-4
    seed: int = 1


class ExpertTraining:
    """One run. ``lessons(step)`` gives a step's lesson and depends on nothing else, so a run can go on exactly."""

    def __init__(self, recipe: ExpertRecipe, expert: SyncNet, lessons: Callable[[int], Pairing]) -> None:
        self.recipe, self.expert, self._lessons = recipe, expert, lessons
        self._device = _device_of(expert)
        self._teach = torch.optim.Adam(expert.parameters(), recipe.rate)
        self.step = 0

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's loss, and the share that it told right."""
        self.expert.train()
        for _ in range(steps):
            given = self._lessons(self.step)
            together = given.together.to(self._device)
            heard, seen = self.expert(given.mel.to(self._device), given.lips.to(self._device))
            loss = sync_loss(heard, seen, together)
            self._teach.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            self._teach.step()
            right = ((heard * seen).sum(1, keepdim=True) > 0.5) == (together > 0.5)
            yield {"step": float(self.step), "sync": float(loss.detach()), "right": float(right.float().mean())}
            self.step += 1

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "state_dict": self.expert.state_dict(),
            "optimizer": self._teach.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step = state["step"]
        self.expert.load_state_dict(state["state_dict"])
        self._teach.load_state_dict(state["optimizer"])


@dataclass(frozen=True)
class Recipe:
    """Of the generator; the defaults are the official ones. ``sync`` counts once the expert's loss is below
    ``sync_below`` on the mean, and from then on; likeness weighs what ``sync`` and ``quality`` leave of 1."""

    batch: int = 16
    rate: float = 1e-4
    critic_rate: float = 1e-4
    sync: float = 0.03
    sync_below: float = 0.75
    quality: float = 0.07
    seed: int = 1


_MEMORY = 0.98


class Training:
    """One run of the generator against a frozen expert and a critic that learns with it."""

    def __init__(
        self, recipe: Recipe, generator: nn.Module, critic: nn.Module, expert: SyncNet, lessons: Callable[[int], Lesson]
    ) -> None:
        self.recipe, self.generator, self.critic, self._lessons = recipe, generator, critic, lessons
        self.expert = expert.eval().requires_grad_(False)
        self._device = _device_of(generator)
        self._make = torch.optim.Adam(generator.parameters(), recipe.rate, betas=(0.5, 0.999))
        self._judge = torch.optim.Adam(critic.parameters(), recipe.critic_rate, betas=(0.5, 0.999))
        self.step = 0
        self.sync_mean = 1.5
        self.sync_counts = False

    def run(self, steps: int) -> Iterator[dict[str, float]]:
        """Go on for ``steps`` steps; yields each step's losses."""
        self.generator.train()
        self.critic.train()
        for _ in range(steps):
            yield self._one_step(self._lessons(self.step))

    def state(self) -> dict[str, Any]:
        """Everything that ``restore`` needs to go on as if nothing had happened."""
        return {
            "recipe": asdict(self.recipe),
            "step": self.step,
            "sync_mean": self.sync_mean,
            "sync_counts": self.sync_counts,
            "state_dict": self.generator.state_dict(),
            "critic": self.critic.state_dict(),
            "optimizer": self._make.state_dict(),
            "judge": self._judge.state_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.step, self.sync_mean, self.sync_counts = state["step"], state["sync_mean"], state["sync_counts"]
        self.generator.load_state_dict(state["state_dict"])
        self.critic.load_state_dict(state["critic"])
        self._make.load_state_dict(state["optimizer"])
        self._judge.load_state_dict(state["judge"])

    def _one_step(self, lesson: Lesson) -> dict[str, float]:
        faces, others, mels, mel = (
            part.to(self._device) for part in (lesson.faces, lesson.others, lesson.mels, lesson.mel)
        )
        made = paint(self.generator, faces, others, mels)
        alike = nn.functional.l1_loss(made, faces)
        in_sync = self._in_sync(mel, made)
        passed = self._passed(made)
        sync = self.recipe.sync if self.sync_counts else 0.0
        loss = sync * in_sync + self.recipe.quality * passed + (1 - sync - self.recipe.quality) * alike
        self._make.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        self._make.step()
        critic = self._teach_critic(faces.flatten(0, 1), made.detach().flatten(0, 1))
        told = {"likeness": alike, "sync": in_sync, "passed": passed, "critic": critic}
        self._note(float(in_sync.detach()))
        self.step += 1
        return {"step": float(self.step - 1), **{name: float(value.detach()) for name, value in told.items()}}

    def _in_sync(self, mel: Tensor, made: Tensor) -> Tensor:
        """The expert's loss; only measured as long as it doesn't count."""
        with torch.set_grad_enabled(self.sync_counts):
            return expert_loss(self.expert, mel, made)

    def _passed(self, made: Tensor) -> Tensor:
        self.critic.requires_grad_(False)
        chance = self.critic(made.flatten(0, 1))
        self.critic.requires_grad_(True)
        return taken_for(chance, filmed=True)

    def _teach_critic(self, filmed: Tensor, made: Tensor) -> Tensor:
        lesson = taken_for(self.critic(filmed), filmed=True) + taken_for(self.critic(made), filmed=False)
        self._judge.zero_grad(set_to_none=True)
        torch.autograd.backward(lesson)
        self._judge.step()
        return lesson

    def _note(self, in_sync: float) -> None:
        self.sync_mean = _MEMORY * self.sync_mean + (1 - _MEMORY) * in_sync
        self.sync_counts = self.sync_counts or self.sync_mean < self.recipe.sync_below


def paint(generator: nn.Module, faces: Tensor, others: Tensor, mels: Tensor) -> Tensor:
    """What the generator makes of ``faces`` (b, 5, 3, S, S) whose lower halves it isn't shown; the same shape."""
    hidden = faces.clone()
    hidden[:, :, :, faces.shape[3] // 2 :] = 0
    shown = torch.cat([hidden, others], 2).flatten(0, 1)
    made: Tensor = generator(mels.flatten(0, 1), shown)
    return made.reshape(faces.shape)


def _device_of(net: nn.Module) -> torch.device:
    return next(net.parameters()).device
