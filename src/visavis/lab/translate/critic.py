"""pix2pixHD's multi-scale discriminator, whose features on the way are compared too (official names)."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as f

Judgement = list[list[Tensor]]
"""For each scale, the features of each layer; the last is the score of each patch."""


class MultiscaleDiscriminator(nn.Module):
    """Patch critics of the same shape at ``scales`` sizes of the picture (b, channels, H, W)."""

    def __init__(self, channels: int, width: int = 64, layers: int = 3, scales: int = 2) -> None:
        super().__init__()
        self.scales, self.layers = scales, layers
        for scale in range(scales):
            for row, block in enumerate(_patch_critic(channels, width, layers)):
                self.add_module(f"scale{scale}_layer{row}", block)
        self.downsample = nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)

    def forward(self, picture: Tensor) -> Judgement:
        judged = []
        for scale in range(self.scales - 1, -1, -1):
            features, x = [], picture
            for row in range(self.layers + 2):
                x = self.get_submodule(f"scale{scale}_layer{row}")(x)
                features.append(x)
            judged.append(features)
            if scale:
                picture = self.downsample(picture)
        return judged


def _patch_critic(channels: int, width: int, layers: int) -> list[nn.Sequential]:
    blocks = [nn.Sequential(nn.Conv2d(channels, width, 4, 2, 2), nn.LeakyReLU(0.2))]
    wide = width
    for step in range(1, layers + 1):
        narrow, wide = wide, min(wide * 2, 512)
        conv = nn.Conv2d(narrow, wide, 4, 2 if step < layers else 1, 2)
        blocks.append(nn.Sequential(conv, nn.InstanceNorm2d(wide), nn.LeakyReLU(0.2)))
    return [*blocks, nn.Sequential(nn.Conv2d(wide, 1, 4, 1, 2))]


def critic_loss(real: Judgement, made: Judgement, hinge: bool) -> Tensor:
    """Least squares (Mao et al. 2017) towards 1 and 0, or hinge (Lim, Ye 2017)."""
    if hinge:
        on_real, on_made = _mean(real, lambda s: f.relu(1 - s)), _mean(made, lambda s: f.relu(1 + s))
    else:
        on_real, on_made = _mean(real, lambda s: (s - 1).square()), _mean(made, lambda s: s.square())
    return (on_real + on_made) / 2


def generator_loss(made: Judgement, hinge: bool) -> Tensor:
    """The generator's side of the same."""
    return _mean(made, torch.neg) if hinge else _mean(made, lambda s: (s - 1).square())


def _mean(judged: Judgement, loss: Callable[[Tensor], Tensor]) -> Tensor:
    return torch.stack([loss(scale[-1].float()).mean() for scale in judged]).mean()


def feature_gap(made: Judgement, real: Judgement) -> Tensor:
    """Feature matching: mean L1 of all features but the scores."""
    gaps = [
        f.l1_loss(a.float(), b.detach().float())
        for made_scale, real_scale in zip(made, real, strict=True)
        for a, b in zip(made_scale[:-1], real_scale[:-1], strict=True)
    ]
    return torch.stack(gaps).mean()
