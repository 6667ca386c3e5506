"""What the finishing network is asked for: the picture, its edges, and to pass as a photograph."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as f


def likeness(made: Tensor, real: Tensor, weights: Tensor) -> Tensor:
    """Weighted L1 on three sizes of the picture and on its finest differences. ``weights`` (1, 1, H, W)."""
    total = made.new_zeros(())
    for share in (0.6, 0.5, 0.7):
        gap = (made - real).abs() * weights
        across = ((made - real)[..., 1:] - (made - real)[..., :-1]).abs() * weights[..., 1:]
        down = ((made - real)[..., 1:, :] - (made - real)[..., :-1, :]).abs() * weights[..., 1:, :]
        total = total + share * (gap.mean() + across.mean() + down.mean())
        made, real, weights = (f.avg_pool2d(x, 2) for x in (made, real, weights))
    return total


def feature_gap(made: list[Tensor], real: list[Tensor]) -> Tensor:
    """Mean L1 of the critic's features (Wang et al. 2018, pix2pixHD)."""
    return torch.stack([(a - b.detach()).abs().mean() for a, b in zip(made, real, strict=True)]).mean()


def critic_loss(real: Tensor, made: Tensor) -> Tensor:
    """Hinge loss of the critic's scores."""
    return f.relu(1 - real).mean() + f.relu(1 + made).mean()


def gradient_penalty(score: Tensor, picture: Tensor) -> Tensor:
    """R1 (Mescheder et al. 2018): mean squared gradient of the score at real pictures that require gradients."""
    (gradient,) = torch.autograd.grad(score.sum(), picture, create_graph=True)
    return gradient.square().sum((1, 2, 3)).mean()
