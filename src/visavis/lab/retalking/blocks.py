"""What the three networks are built of.

After VideoReTalking (Cheng et al., SIGGRAPH Asia 2022), which took the blocks from PIRenderer (Ren et al. 2021). Names
follow the official implementation, github.com/OpenTalker/video-retalking (Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f
from torch.nn.utils import spectral_norm

SLOPE = 0.1
"""Of the leaky rectifiers between most layers."""
_HIDDEN = 128


class LayerNorm2d(nn.Module):
    """Normalises over channels and pixels; one scale and shift for each channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels, 1, 1))
        self.bias = nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x: Tensor) -> Tensor:
        return f.group_norm(x, 1) * self.weight + self.bias


class AdaptiveNorm(nn.Module):
    """AdaIN (Huang and Belongie 2017): a descriptor (b, d, …) scales and shifts the normalised channels."""

    def __init__(self, channels: int, descriptor: int) -> None:
        super().__init__()
        self.param_free_norm = nn.InstanceNorm2d(channels)
        self.mlp_shared = nn.Sequential(nn.Linear(descriptor, _HIDDEN), nn.ReLU())
        self.mlp_gamma = nn.Linear(_HIDDEN, channels)
        self.mlp_beta = nn.Linear(_HIDDEN, channels)

    def forward(self, x: Tensor, descriptor: Tensor) -> Tensor:
        shared = self.mlp_shared(descriptor.flatten(1))
        gamma, beta = (layer(shared)[:, :, None, None] for layer in (self.mlp_gamma, self.mlp_beta))
        return cast(Tensor, self.param_free_norm(x) * (1 + gamma) + beta)


class Layers(nn.Module):
    """One sequence under the name ``model``, as the official blocks hold theirs."""

    def __init__(self, *layers: nn.Module) -> None:
        super().__init__()
        self.model = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return cast(Tensor, self.model(x))


def conv(wide_in: int, wide_out: int, kernel: int, spectral: bool) -> nn.Module:
    """A convolution that keeps the size, with spectral normalisation (Miyato et al. 2018) where asked."""
    plain = nn.Conv2d(wide_in, wide_out, kernel, padding=kernel // 2)
    return cast(nn.Module, spectral_norm(plain)) if spectral else plain


def first(wide_in: int, wide_out: int, spectral: bool) -> Layers:
    return Layers(conv(wide_in, wide_out, 7, spectral), LayerNorm2d(wide_out), nn.LeakyReLU(SLOPE))


def down(wide_in: int, wide_out: int, spectral: bool) -> Layers:
    """Half the size."""
    norm, pool = LayerNorm2d(wide_out), nn.AvgPool2d(2)
    return Layers(conv(wide_in, wide_out, 3, spectral), norm, nn.LeakyReLU(SLOPE), pool)


def jump(width: int, spectral: bool) -> Layers:
    """What a skip connection passes through."""
    return Layers(conv(width, width, 3, spectral), LayerNorm2d(width), nn.LeakyReLU(SLOPE))


class Up(Layers):
    """Twice the size, by the nearest pixel."""

    def __init__(self, wide_in: int, wide_out: int, spectral: bool) -> None:
        super().__init__(conv(wide_in, wide_out, 3, spectral), LayerNorm2d(wide_out), nn.LeakyReLU(SLOPE))

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(f.interpolate(x, scale_factor=2))


def numbered(net: nn.Module, stem: str, count: int) -> Iterator[nn.Module]:
    """The modules ``stem0``, ``stem1`` …, as the official code names the members of a row."""
    return (net.get_submodule(f"{stem}{index}") for index in range(count))


class DescribedRow(nn.Module):
    """Blocks one after the other, each of which also takes the descriptor: ``res0``, ``res1`` …"""

    def __init__(self, *blocks: nn.Module) -> None:
        super().__init__()
        self.count = len(blocks)
        for index, block in enumerate(blocks):
            self.add_module(f"res{index}", block)

    def forward(self, x: Tensor, descriptor: Tensor) -> Tensor:
        for block in numbered(self, "res", self.count):
            x = block(x, descriptor)
        return x


class DescribedDecoder(nn.Module):
    """From features, smallest last, to a picture: at each size described blocks, an upsampling and a skip connection.

    ``rows``: for each size from the largest, its blocks, the channels that enter and the channels that leave.
    """

    def __init__(self, rows: list[tuple[DescribedRow, int, int]], spectral: bool, squash: nn.Module) -> None:
        super().__init__()
        self.count = len(rows)
        for index, (row, wide_in, wide_out) in enumerate(rows):
            self.add_module(f"up{index}", Up(wide_in, wide_out, spectral))
            self.add_module(f"res{index}", row)
            self.add_module(f"jump{index}", jump(wide_out, spectral))
        self.final = Layers(conv(rows[0][2], 3, 7, spectral), squash)

    def forward(self, features: list[Tensor], descriptor: Tensor) -> Tensor:
        *skips, x = features
        steps = zip(*(numbered(self, stem, self.count) for stem in ("res", "up", "jump")), skips, strict=True)
        for res, up, skip, feature in reversed(list(steps)):
            x = skip(feature) + up(res(x, descriptor))
        return cast(Tensor, self.final(x))
