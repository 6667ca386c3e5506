"""What BeautyGAN learns beside passing for real: colours by regions, and that the face stays the face."""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as f

_LEAST_PIXELS = 4


def match_histogram(values: Tensor, wanted: Tensor) -> Tensor:
    """``values`` (3, n) moved so that each channel is distributed as in ``wanted`` (3, m); their order stays.

    Histogram matching by ranks instead of bins: nothing is rounded.
    """
    count = values.shape[1]
    at = torch.linspace(0, wanted.shape[1] - 1, count, device=values.device)
    low, share = at.long(), at - at.long()
    high = (low + 1).clamp(max=wanted.shape[1] - 1)
    told = wanted.sort(1).values
    quantiles = told[:, low] * (1 - share) + told[:, high] * share
    return torch.empty_like(values).scatter_(1, values.argsort(1), quantiles)


def histogram_loss(made: Tensor, like: Tensor, made_masks: Tensor, like_masks: Tensor, weights: Tensor) -> Tensor:
    """The make-up loss of BeautyGAN: mean L1 of each region of ``made`` (b, 3, S, S) from itself with the colours that
    the region has in ``like``; masks (b, regions, S, S), ``weights`` (regions,).

    A mean over the region's pixels, not over the picture's as in the official code: a small mouth counts as much.
    """
    total = made.new_zeros(())
    for picture, other, here, there in zip(made, like, made_masks > 0, like_masks > 0, strict=True):
        for mask, its_mask, weight in zip(here, there, weights, strict=True):
            values, wanted = picture[:, mask], other[:, its_mask]
            if min(values.shape[1], wanted.shape[1]) >= _LEAST_PIXELS:
                total = total + weight * f.l1_loss(values, match_histogram(values.detach(), wanted.detach()))
    return total / len(made)


class FixedFeatures(nn.Module):
    """Strided convolutions with random weights of a fixed seed, in the place of VGG: nothing has to be downloaded, and
    like VGG's they tell edges and textures apart (Ulyanov et al. 2018 and others compare by such features)."""

    def __init__(self) -> None:
        super().__init__()
        draw = torch.Generator().manual_seed(0)
        for row, (wide, out) in enumerate(pairwise((3, 16, 32, 64))):
            self.register_buffer(f"kernel{row}", torch.randn(out, wide, 3, 3, generator=draw) * (2 / (9 * wide)) ** 0.5)

    def forward(self, picture: Tensor) -> Tensor:
        """(b, 3, S, S) → features (b, 64, S/8, S/8) of unit length: the level of a colour counts little."""
        x = picture
        for kernel in self.buffers():
            x = f.leaky_relu(f.conv2d(x, kernel, stride=2, padding=1), 0.2)
        return f.normalize(x, dim=1)


def perceptual_loss(features: nn.Module, made: Tensor, kept: Tensor) -> Tensor:
    """Mean squared distance of features: what is in the picture stays."""
    gap: Tensor = (features(made) - features(kept).detach()).square().sum(1).mean()
    return gap
