"""One step of training, on a CPU or a GPU, and everything that the next step depends on."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Adam

from visavis.kit.errors import Conflict
from visavis.kit.text import Text
from visavis.lab.generator.augment import AdaptiveChance, augment
from visavis.lab.generator.data import Pictures
from visavis.lab.generator.loss import (
    discriminator_loss,
    generator_loss,
    path_lengths,
    path_penalty,
    r1_penalty,
)
from visavis.lab.generator.model import Discriminator, Generator
from visavis.lab.generator.recipe import Recipe

AVERAGE_DECAY = 0.995
"""How slowly the mean of w follows, for each batch (StyleGAN2-ADA)."""


class AnotherNet(Conflict):
    """A checkpoint is of a net of another shape than the recipe's."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="체크포인트의 신경망 크기가 레시피와 다릅니다. 다른 출력 폴더를 쓰거나 레시피를 맞춰 주세요.",
                en="The checkpoint is of a net of another shape than the recipe's. Use another folder, or that recipe.",
            )
        )


class Trainer:
    """Generator, discriminator, averaged generator and their optimisers. ``step`` shows one batch.

    Random numbers come from torch's global generators, which ``state`` and ``restore`` carry along: on a CPU, a run
    that was interrupted gives the same bits as one that wasn't.
    """

    def __init__(self, recipe: Recipe, pictures: Pictures, device: torch.device) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.device, self._pictures = recipe, device, pictures
        self.generator = Generator(recipe.shape).to(device).requires_grad_(False)
        self.discriminator = Discriminator(recipe.shape).to(device).requires_grad_(False)
        self.averaged = copy.deepcopy(self.generator).eval()
        self._rate_generator = _lazy_adam(self.generator, recipe, recipe.path_every if recipe.path_weight else 0)
        self._rate_discriminator = _lazy_adam(self.discriminator, recipe, recipe.r1_every if recipe.gamma else 0)
        self.ada = AdaptiveChance(recipe.ada_target, recipe.ada_images)
        self._mean_length = torch.zeros((), device=device)
        self.steps = 0

    @property
    def shown(self) -> int:
        """How many pictures the discriminator has seen."""
        return self.steps * self.recipe.batch

    def step(self) -> dict[str, float]:
        """Both nets once, with the lazy penalties when their turn has come; returns what was measured."""
        real = self._pictures.batch(self.recipe.seed, self.shown, self.recipe.batch).to(self.device)
        told = {"generator_loss": self._teach_generator(), "discriminator_loss": 0.0, "real_sign": 0.0}
        if self.recipe.path_weight and self.steps % self.recipe.path_every == 0:
            told["path_penalty"] = self._smooth_generator()
        told["discriminator_loss"], told["real_sign"] = self._teach_discriminator(real)
        if self.recipe.gamma and self.steps % self.recipe.r1_every == 0:
            told["r1_penalty"] = self._calm_discriminator(real)
        self.steps += 1
        self._average()
        return {**told, "chance": self.ada.chance}

    def sample(self, count: int, seed: int, psi: float = 1.0, at_once: int = 16) -> Tensor:
        """Pictures of the averaged generator (count, 3, S, S), the same for the same seed."""
        return sample(self.averaged, count, seed, psi, at_once)

    def state(self) -> dict[str, Any]:
        """Everything that the next step depends on, in tensors and plain values."""
        return {
            "shape": vars(self.recipe.shape),
            "steps": self.steps,
            "nets": {name: net.state_dict() for name, net in self._nets().items()},
            "averages": [self.generator.latent_avg, self.averaged.latent_avg],
            "rates": [self._rate_generator.state_dict(), self._rate_discriminator.state_dict()],
            "mean_length": self._mean_length,
            "ada": self.ada.state(),
            "random": torch.get_rng_state(),
            "random_gpu": torch.cuda.get_rng_state(self.device) if self.device.type == "cuda" else None,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from what ``state`` gave. Raises AnotherNet."""
        if state["shape"] != vars(self.recipe.shape):
            raise AnotherNet
        self.steps = state["steps"]
        for name, net in self._nets().items():
            net.load_state_dict(state["nets"][name])
        for net, average in zip((self.generator, self.averaged), state["averages"], strict=True):
            net.latent_avg.copy_(average)
        for rate, saved in zip((self._rate_generator, self._rate_discriminator), state["rates"], strict=True):
            rate.load_state_dict(saved)
        self._mean_length.copy_(state["mean_length"])
        self.ada.restore(state["ada"])
        torch.set_rng_state(state["random"].cpu())
        if self.device.type == "cuda" and state["random_gpu"] is not None:
            torch.cuda.set_rng_state(state["random_gpu"].cpu(), self.device)

    def _nets(self) -> dict[str, nn.Module]:
        return {"generator": self.generator, "discriminator": self.discriminator, "averaged": self.averaged}

    def _teach_generator(self) -> float:
        with _trained(self.generator, self._rate_generator), self._mixed():
            made = self.generator.synthesis(self._styles(self.recipe.batch), "random")
            loss = generator_loss(self._judge(made))
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        return float(loss.detach())

    def _smooth_generator(self) -> float:
        """The path-length penalty, on half a batch and in full precision."""
        with _trained(self.generator, self._rate_generator):
            styles = self._styles(max(self.recipe.batch // 2, 1))
            lengths = path_lengths(self.generator.synthesis(styles, "random"), styles)
            penalty, self._mean_length = path_penalty(lengths, self._mean_length)
            (penalty * self.recipe.path_weight * self.recipe.path_every).backward()  # type: ignore[no-untyped-call]
        return float(penalty.detach())

    def _teach_discriminator(self, real: Tensor) -> tuple[float, float]:
        with torch.no_grad(), self._mixed():
            made = self.generator.synthesis(self._styles(self.recipe.batch), "random").float()
        with _trained(self.discriminator, self._rate_discriminator), self._mixed():
            scores = self._judge(real)
            loss = discriminator_loss(scores, self._judge(made))
            loss.backward()  # type: ignore[no-untyped-call]
        return float(loss.detach()), self.ada.observe(scores)

    def _calm_discriminator(self, real: Tensor) -> float:
        """R1 with respect to the pictures as the discriminator sees them, in full precision."""
        with _trained(self.discriminator, self._rate_discriminator):
            seen = augment(real, self.ada.chance, self.recipe.augmentation).detach().requires_grad_()
            penalty = r1_penalty(self.discriminator(seen), seen)
            (penalty * self.recipe.gamma * self.recipe.r1_every).backward()  # type: ignore[no-untyped-call]
        return float(penalty.detach())

    def _judge(self, pictures: Tensor) -> Tensor:
        with torch.autocast(self.device.type, enabled=False):
            seen = augment(pictures.float(), self.ada.chance, self.recipe.augmentation)
        scores: Tensor = self.discriminator(seen)
        return scores.float()

    def _styles(self, count: int) -> Tensor:
        """Styles (count, L, D) of fresh z; some change to a second style at a random layer."""
        layers, wide = self.recipe.shape.styles, self.recipe.style_dim
        first, second = (self.generator.mapping(torch.randn(count, wide, device=self.device)) for _ in range(2))
        with torch.no_grad():
            self.generator.latent_avg.lerp_(first.float().mean(dim=0), 1 - AVERAGE_DECAY)
        change = torch.randint(1, layers, (count, 1), device=self.device)
        mixed = torch.rand(count, 1, device=self.device) < self.recipe.mixing
        from_second = mixed & (torch.arange(layers, device=self.device) >= change)
        return torch.where(from_second[:, :, None], second[:, None], first[:, None])

    def _average(self) -> None:
        half_life = min(self.recipe.half_life, self.shown * self.recipe.ema_rampup)
        keep = 0.5 ** (self.recipe.batch / max(half_life, 1e-8))
        with torch.no_grad():
            for slow, fast in zip(self.averaged.parameters(), self.generator.parameters(), strict=True):
                slow.copy_(fast.lerp(slow, keep))
            self.averaged.latent_avg.copy_(self.generator.latent_avg)

    def _mixed(self) -> torch.autocast:
        wanted = self.recipe.mixed_precision and self.device.type == "cuda"
        return torch.autocast(self.device.type, torch.bfloat16, enabled=wanted)


def sample(generator: Generator, count: int, seed: int, psi: float = 1.0, at_once: int = 16) -> Tensor:
    """Pictures (count, 3, S, S) of z drawn from ``seed`` on the CPU: the same faces on every machine."""
    place = generator.latent_avg.device
    draw = torch.Generator().manual_seed(seed)
    latents = torch.randn(count, generator.shape.style_dim, generator=draw)
    with torch.inference_mode():
        made = [generator(part.to(place), psi).float().cpu() for part in torch.split(latents, at_once)]
    return torch.cat(made)


def _lazy_adam(net: nn.Module, recipe: Recipe, every: int) -> Adam:
    """Adam whose rate and memory make up for a penalty that comes only each ``every`` steps (0: never)."""
    ratio = every / (every + 1) if every else 1.0
    return Adam(net.parameters(), lr=recipe.learning_rate * ratio, betas=(0.0, 0.99**ratio), eps=1e-8)


@contextmanager
def _trained(net: nn.Module, rate: Adam) -> Iterator[None]:
    """Within: gradients flow into this net alone; after: one step of its optimiser. Broken gradients count as none."""
    net.requires_grad_(True)
    rate.zero_grad(set_to_none=True)
    yield
    for parameter in net.parameters():
        if parameter.grad is not None:
            torch.nan_to_num(parameter.grad, nan=0.0, posinf=1e5, neginf=-1e5, out=parameter.grad)
    rate.step()
    net.requires_grad_(False)
