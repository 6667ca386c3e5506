"""ENet: enlarges LNet's small face to 384 pixels, with the looks of a reference.

After VideoReTalking (Cheng et al., SIGGRAPH Asia 2022); its blocks are GFPGAN's clean ones (Wang et al. 2021) with
StyleGAN2's modulated convolutions (Karras et al. 2020). Names follow github.com/OpenTalker/video-retalking
(Apache-2.0). The official module holds an LNet as ``low_res`` and its loader passes over those names; here LNet stays
outside, and ENet begins with what it drew.
"""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

SIDE_PX = 384
_STYLE = 512
_SLOPE = 0.2
_PADDING_PX = 2
_LOW_PX = 96
_WIDTHS = ((3, 256), (256, 128))
"""Channels in and out of the two steps up."""


class ENet(nn.Module):
    """LNet's faces (b, 3, 96, 96) and references (b, 3, 384, 384), both in [0, 1], to faces (b, 3, 384, 384), about
    [0, 1].

    The official network draws new noise for each picture. Here it is drawn once from a seed, so that the same face
    gives the same picture and a video doesn't flicker.
    """

    def __init__(self) -> None:
        super().__init__()
        widths = (256, 256, 512, 512, 512, 512, 512)
        self.conv_body_first = nn.Conv2d(3, widths[0], 1)
        self.conv_body_down = nn.ModuleList(Halve(*pair) for pair in pairwise(widths))
        self.final_linear = nn.Linear(widths[-1] * 4 * 4, _STYLE)
        self.final_conv = nn.Conv2d(widths[-1], widths[-1], 3, padding=1)
        self.style_convs = nn.ModuleList()
        self.to_rgbs = nn.ModuleList()
        draw, side = torch.Generator().manual_seed(0), _LOW_PX + 2 * _PADDING_PX
        for wide_in, wide_out in _WIDTHS:
            side *= 2
            self.style_convs.append(StyleConv(wide_in, wide_out, True, _noise(side, draw)))
            self.style_convs.append(StyleConv(wide_out, wide_out, False, _noise(side, draw)))
            self.to_rgbs.append(ToPicture(wide_out))

    def forward(self, lips: Tensor, reference: Tensor) -> Tensor:
        style = self.style(reference)
        x = picture = f.pad(lips, 4 * (_PADDING_PX,), "reflect")
        for index, to_rgb in enumerate(self.to_rgbs):
            x = self.style_convs[2 * index](x, style)
            x = self.style_convs[2 * index + 1](x, style)
            picture = to_rgb(x, style) + _twice(picture)
        edge = 4 * _PADDING_PX
        return picture[:, :, edge:-edge, edge:-edge]

    def style(self, reference: Tensor) -> Tensor:
        """(b, 512) of a reference."""
        small = f.interpolate(reference, (256, 256), mode="bilinear", align_corners=False)
        x = f.leaky_relu(self.conv_body_first(small), _SLOPE)
        for block in self.conv_body_down:
            x = block(x)
        return cast(Tensor, self.final_linear(f.leaky_relu(self.final_conv(x), _SLOPE).flatten(1)))


class Halve(nn.Module):
    """A residual block to half the size."""

    def __init__(self, wide_in: int, wide_out: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(wide_in, wide_in, 3, padding=1)
        self.conv2 = nn.Conv2d(wide_in, wide_out, 3, padding=1)
        self.skip = nn.Conv2d(wide_in, wide_out, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        y = f.avg_pool2d(f.leaky_relu(self.conv1(x), _SLOPE), 2)
        return f.leaky_relu(self.conv2(y), _SLOPE) + cast(Tensor, self.skip(f.avg_pool2d(x, 2)))


class ModulatedConv(nn.Module):
    """StyleGAN2's convolution, unfused: the style scales the channels that enter, and what leaves is divided by the
    norm that the weights then have."""

    def __init__(self, wide_in: int, wide_out: int, kernel: int, demodulate: bool) -> None:
        super().__init__()
        self.demodulate = demodulate
        self.modulation = nn.Linear(_STYLE, wide_in)
        nn.init.ones_(self.modulation.bias)
        scale = 1 / sqrt(wide_in * kernel**2)
        self.weight = nn.Parameter(scale * torch.randn(1, wide_out, wide_in, kernel, kernel))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        scales = self.modulation(style)
        weight = self.weight[0]
        y = f.conv2d(x * scales[:, :, None, None], weight, padding=weight.shape[-1] // 2)
        if not self.demodulate:
            return y
        squared = scales.square() @ weight.square().sum((2, 3)).T
        return y * torch.rsqrt(squared + 1e-8)[:, :, None, None]


class StyleConv(nn.Module):
    """Modulated convolution, noise, bias; ``twice`` as large where asked."""

    noise: Tensor

    def __init__(self, wide_in: int, wide_out: int, twice: bool, noise: Tensor) -> None:
        super().__init__()
        self.twice = twice
        self.modulated_conv = ModulatedConv(wide_in, wide_out, 3, demodulate=True)
        self.weight = nn.Parameter(torch.zeros(1))
        self.bias = nn.Parameter(torch.zeros(1, wide_out, 1, 1))
        self.register_buffer("noise", noise, persistent=False)

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        y = self.modulated_conv(_twice(x) if self.twice else x, style)
        return f.leaky_relu(sqrt(2) * y + self.weight * self.noise + self.bias, _SLOPE)


class ToPicture(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.modulated_conv = ModulatedConv(width, 3, 1, demodulate=False)
        self.bias = nn.Parameter(torch.zeros(1, 3, 1, 1))

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        return cast(Tensor, self.modulated_conv(x, style) + self.bias)


def _twice(x: Tensor) -> Tensor:
    return f.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def _noise(side: int, draw: torch.Generator) -> Tensor:
    return torch.randn(1, 1, side, side, generator=draw)
