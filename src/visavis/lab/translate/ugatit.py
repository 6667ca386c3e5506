"""U-GAT-IT's light generator (Kim et al. 2020), with the official state-dict names."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

_EPS = 1e-5


def _two_norms(x: Tensor, rho: Tensor) -> Tensor:
    """Instance and layer normalisation (b, c, h, w), mixed by rho."""
    per_channel = (x - x.mean((2, 3), keepdim=True)) / torch.sqrt(x.var((2, 3), keepdim=True) + _EPS)
    per_layer = (x - x.mean((1, 2, 3), keepdim=True)) / torch.sqrt(x.var((1, 2, 3), keepdim=True) + _EPS)
    return rho * per_channel + (1 - rho) * per_layer


class AdaptiveNorm(nn.Module):
    """AdaLIN: scale and shift come from outside."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.rho = nn.Parameter(torch.full((1, channels, 1, 1), 0.9))

    def forward(self, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
        return _two_norms(x, self.rho) * gamma[:, :, None, None] + beta[:, :, None, None]


class OwnNorm(nn.Module):
    """The same with learned scale and shift (ILN)."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.rho = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.gamma = nn.Parameter(torch.ones(1, channels, 1, 1))
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return _two_norms(x, self.rho) * self.gamma + self.beta


class _Block(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3, bias=False),
            nn.InstanceNorm2d(channels),
            nn.ReLU(),
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3, bias=False),
            nn.InstanceNorm2d(channels),
        )

    def forward(self, x: Tensor) -> Tensor:
        return cast(Tensor, x + self.conv_block(x))


class _AdaptiveBlock(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.pad = nn.ReflectionPad2d(1)
        self.conv1 = nn.Conv2d(channels, channels, 3, bias=False)
        self.norm1 = AdaptiveNorm(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, bias=False)
        self.norm2 = AdaptiveNorm(channels)

    def forward(self, x: Tensor, gamma: Tensor, beta: Tensor) -> Tensor:
        y = f.relu(self.norm1(self.conv1(self.pad(x)), gamma, beta))
        return cast(Tensor, x + self.norm2(self.conv2(self.pad(y)), gamma, beta))


class LightGenerator(nn.Module):
    """Pictures (b, 3, H, W) to the other domain in [-1, 1], the domain's logits (b, 2) and the heat map (b, 1, H/4,
    W/4) of what told the domains apart."""

    def __init__(self, width: int = 64, blocks: int = 4) -> None:
        super().__init__()
        wide, self.blocks = width * 4, blocks
        self.DownBlock = nn.Sequential(
            nn.ReflectionPad2d(3),
            nn.Conv2d(3, width, 7, bias=False),
            nn.InstanceNorm2d(width),
            nn.ReLU(),
            *_down(width),
            *_down(width * 2),
            *(_Block(wide) for _ in range(blocks)),
        )
        self.gap_fc, self.gmp_fc = nn.Linear(wide, 1, bias=False), nn.Linear(wide, 1, bias=False)
        self.conv1x1 = nn.Conv2d(2 * wide, wide, 1)
        self.FC = nn.Sequential(nn.Linear(wide, wide, False), nn.ReLU(), nn.Linear(wide, wide, False), nn.ReLU())
        self.gamma, self.beta = nn.Linear(wide, wide, bias=False), nn.Linear(wide, wide, bias=False)
        for row in range(1, blocks + 1):
            self.add_module(f"UpBlock1_{row}", _AdaptiveBlock(wide))
        leave = (nn.ReflectionPad2d(3), nn.Conv2d(width, 3, 7, bias=False), nn.Tanh())
        self.UpBlock2 = nn.Sequential(*_up(wide), *_up(wide // 2), *leave)

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.DownBlock(picture)
        mean, most = f.adaptive_avg_pool2d(x, 1).flatten(1), f.adaptive_max_pool2d(x, 1).flatten(1)
        logits = torch.cat([self.gap_fc(mean), self.gmp_fc(most)], 1)
        noticed = [x * layer.weight[:, :, None, None] for layer in (self.gap_fc, self.gmp_fc)]
        x = f.relu(self.conv1x1(torch.cat(noticed, 1)))
        heat = x.sum(1, keepdim=True)
        style = self.FC(f.adaptive_avg_pool2d(x, 1).flatten(1))
        gamma, beta = self.gamma(style), self.beta(style)
        for row in range(1, self.blocks + 1):
            x = self.get_submodule(f"UpBlock1_{row}")(x, gamma, beta)
        return self.UpBlock2(x), logits, heat


def _down(width: int) -> list[nn.Module]:
    conv = nn.Conv2d(width, width * 2, 3, 2, bias=False)
    return [nn.ReflectionPad2d(1), conv, nn.InstanceNorm2d(width * 2), nn.ReLU()]


def _up(width: int) -> list[nn.Module]:
    conv = nn.Conv2d(width, width // 2, 3, bias=False)
    return [nn.Upsample(scale_factor=2), nn.ReflectionPad2d(1), conv, OwnNorm(width // 2), nn.ReLU()]
