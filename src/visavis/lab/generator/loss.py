"""The losses of StyleGAN2: non-saturating logistic, R1 (Mescheder et al. 2018), path length (Karras et al. 2020)."""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812  # torch's own convention


def generator_loss(fake: Tensor) -> Tensor:
    """Mean of −log sigmoid(score) over the scores of made pictures (N, 1)."""
    return F.softplus(-fake).mean()


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """The logistic loss that is least when real scores are high and fake scores are low."""
    return F.softplus(-real).mean() + F.softplus(fake).mean()


def r1_penalty(scores: Tensor, pictures: Tensor) -> Tensor:
    """Half the mean squared gradient of the scores with respect to the pictures, which must require one.

    Multiply by γ, and by the interval when it is computed lazily.
    """
    (slope,) = torch.autograd.grad(scores.sum(), pictures, create_graph=True)
    return slope.square().sum(dim=(1, 2, 3)).mean() / 2


def path_lengths(pictures: Tensor, styles: Tensor) -> Tensor:
    """How far each picture moves when its styles (N, L, D) do, along a random direction in picture space: (N,)."""
    noise = torch.randn_like(pictures) / math.sqrt(pictures.shape[2] * pictures.shape[3])
    (slope,) = torch.autograd.grad((pictures * noise).sum(), styles, create_graph=True)
    return slope.square().sum(dim=2).mean(dim=1).sqrt()


def path_penalty(lengths: Tensor, mean: Tensor, decay: float = 0.01) -> tuple[Tensor, Tensor]:
    """The mean squared distance of the lengths from their moving mean, and that mean moved on (without gradient)."""
    moved = mean.lerp(lengths.detach().mean(), decay)
    return (lengths - moved).square().mean(), moved
