"""GPEN (Yang et al. 2021, "GAN Prior Embedded Network for Blind Face Restoration in the Wild").

An encoder whose maps take the place of the noise in a StyleGAN2 decoder: they are laid beside its maps, not added.
State-dict names and shapes are those of yangxy/GPEN's FullGenerator.
"""

from __future__ import annotations

from itertools import pairwise

import torch
from torch import Tensor, nn

from visavis.lab.generator.layers import (
    BiasedLeaky,
    EqualLinear,
    ModulatedConv,
    PixelNorm,
    ToRGB,
    conv_layer,
)
from visavis.lab.generator.model import Constant, Shape

SHAPE_256 = Shape(256, channel_base=8192, channel_max=256)
"""The official GPEN-BFR-256: channel multiplier 1, narrow 0.5."""
SHAPE_512 = Shape(512)
"""The official GPEN-BFR-512: channel multiplier 2, narrow 1."""


class _Strength(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))


class _GuidedConv(nn.Module):
    """Modulated convolution, with the encoder's map of one learned strength beside it, bias and leaky ReLU."""

    def __init__(self, wide: int, out: int, style: int, up: bool = False) -> None:
        super().__init__()
        self.conv = ModulatedConv(wide, out, 3, style, up=up)
        self.noise = _Strength()
        self.activate = BiasedLeaky(2 * out)

    def forward(self, x: Tensor, style: Tensor, guide: Tensor) -> Tensor:
        active: Tensor = self.activate(torch.cat([self.conv(x, style), self.noise.weight * guide], 1))
        return active


class _Decoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        style, first = shape.style_dim, shape.channels(4)
        mapping = [EqualLinear(style, style, rate=0.01, active=True) for _ in range(shape.mapping_layers)]
        self.style = nn.Sequential(PixelNorm(), *mapping)
        self.input = Constant(first)
        self.conv1 = _GuidedConv(first, first, style)
        self.to_rgb1 = ToRGB(2 * first, style, up=False)
        self.convs, self.to_rgbs = nn.ModuleList(), nn.ModuleList()
        for smaller, side in pairwise((4, *shape.sides)):
            wide, out = 2 * shape.channels(smaller), shape.channels(side)
            self.convs.append(_GuidedConv(wide, out, style, up=True))
            self.convs.append(_GuidedConv(2 * out, out, style))
            self.to_rgbs.append(ToRGB(2 * out, style))

    def forward(self, code: Tensor, guides: list[Tensor]) -> Tensor:
        """``guides``: the encoder's maps, from 4 px on."""
        w = self.style(code)
        x: Tensor = self.conv1(self.input(w.shape[0]), w, guides[0])
        picture: Tensor = self.to_rgb1(x, w)
        for step, to_rgb in enumerate(self.to_rgbs):
            guide = guides[step + 1]
            x = self.convs[2 * step + 1](self.convs[2 * step](x, w, guide), w, guide)
            picture = to_rgb(x, w, picture)
        return picture


class Gpen(nn.Module):
    """Worn faces (N, 3, S, S) in [-1, 1] → restored ones, about [-1, 1]."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.generator = _Decoder(shape)
        widths = [shape.channels(side) for side in (*reversed(shape.sides), 4)]
        self.ecd0 = nn.Sequential(conv_layer(3, widths[0], 1))
        for row, (wide, out) in enumerate(pairwise(widths), start=1):
            self.add_module(f"ecd{row}", nn.Sequential(conv_layer(wide, out, 3, down=True)))
        self.final_linear = nn.Sequential(EqualLinear(16 * widths[-1], shape.style_dim, active=True))

    def forward(self, face: Tensor) -> Tensor:
        maps, x = [], face
        for row in range(len(self.shape.sides) + 1):
            x = self.get_submodule(f"ecd{row}")(x)
            maps.append(x)
        picture: Tensor = self.generator(self.final_linear(x.flatten(1)), maps[::-1])
        return picture
