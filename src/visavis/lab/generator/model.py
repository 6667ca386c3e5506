"""The generator and the discriminator of StyleGAN2 (Karras et al. 2020, "Analyzing and improving …").

State-dict names and shapes are those of rosinality/stylegan2-pytorch, so that its checkpoints load; ``ada_names``
maps StyleGAN2-ADA's onto them. Pictures are RGB (N, 3, H, W), about [-1, 1].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor, nn

from visavis.lab.generator.layers import (
    EqualLinear,
    PixelNorm,
    ResBlock,
    StyledConv,
    ToRGB,
    conv_layer,
    minibatch_deviation,
)

Noise = Literal["fixed", "random"] | Sequence[Tensor]


@dataclass(frozen=True)
class Shape:
    """How large a net is. The official 256-px nets are ``Shape(256)``.

    ``size_px`` is a power of two from 8; a map of side ``r`` has min(``channel_base`` / r, ``channel_max``) channels.
    ``clamp`` cuts activations to ±clamp (StyleGAN2-ADA's conv_clamp, 256 in its half-precision trainings).
    """

    size_px: int
    style_dim: int = 512
    mapping_layers: int = 8
    channel_base: int = 32768
    channel_max: int = 512
    clamp: float | None = None

    def channels(self, side: int) -> int:
        return min(self.channel_base // side, self.channel_max)

    @property
    def sides(self) -> tuple[int, ...]:
        """The sides of the maps after the first: 8, 16 … size_px."""
        return tuple(2**power for power in range(3, self.size_px.bit_length()))

    @property
    def styles(self) -> int:
        """How many styles a picture takes, two for each side."""
        return 2 * len(self.sides) + 2


class Constant(nn.Module):
    """The learned map of 4 px that every picture begins with."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.input = nn.Parameter(torch.randn(1, channels, 4, 4))

    def forward(self, count: int) -> Tensor:
        return self.input.expand(count, -1, -1, -1)


class Generator(nn.Module):
    """z (N, style_dim) ~ N(0, 1) → w → picture. ``latent_avg`` is the mean of w, towards which truncation pulls."""

    latent_avg: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        style, clamp = shape.style_dim, shape.clamp
        mapping = [EqualLinear(style, style, rate=0.01, active=True) for _ in range(shape.mapping_layers)]
        self.style = nn.Sequential(PixelNorm(), *mapping)
        first = shape.channels(4)
        self.input = Constant(first)
        self.conv1 = StyledConv(first, first, style, clamp=clamp)
        self.to_rgb1 = ToRGB(first, style, up=False, clamp=clamp)
        self.convs, self.to_rgbs = nn.ModuleList(), nn.ModuleList()
        for side in shape.sides:
            wide, out = shape.channels(side // 2), shape.channels(side)
            self.convs.append(StyledConv(wide, out, style, up=True, clamp=clamp))
            self.convs.append(StyledConv(out, out, style, clamp=clamp))
            self.to_rgbs.append(ToRGB(out, style, clamp=clamp))
        self.noises = _fixed_noises(shape)
        self.register_buffer("latent_avg", torch.zeros(style), persistent=False)

    def mapping(self, z: Tensor, psi: float | Tensor = 1.0) -> Tensor:
        """z (N, D) → w (N, D), pulled towards the mean: psi 1 changes nothing, psi 0 gives the mean itself."""
        w: Tensor = self.style(z)
        return self.latent_avg + psi * (w - self.latent_avg)

    def synthesis(self, w: Tensor, noise: Noise = "fixed") -> Tensor:
        """Styles (N, styles, D) → pictures (N, 3, size, size).

        ``noise`` is "fixed" (the buffers: same w, same picture), "random", or a list of (N or 1, 1, side, side).
        """
        drawn = self._noises(noise)
        x: Tensor = self.conv1(self.input(w.shape[0]), w[:, 0], drawn[0])
        picture: Tensor = self.to_rgb1(x, w[:, 1])
        for step, to_rgb in enumerate(self.to_rgbs):
            index = 2 * step
            x = self.convs[index](x, w[:, index + 1], drawn[index + 1])
            x = self.convs[index + 1](x, w[:, index + 2], drawn[index + 2])
            picture = to_rgb(x, w[:, index + 3], picture)
        return picture

    def forward(self, z: Tensor, psi: float = 1.0, noise: Noise = "fixed") -> Tensor:
        return self.synthesis(self.spread(self.mapping(z, psi)), noise)

    def spread(self, w: Tensor) -> Tensor:
        """One style for all layers: (N, D) → (N, styles, D)."""
        return w[:, None].expand(-1, self.shape.styles, -1)

    def _noises(self, noise: Noise) -> Sequence[Tensor | None]:
        if noise == "random":
            return [None] * (self.shape.styles - 1)
        if noise == "fixed":
            return list(self.noises.buffers())
        return [one for one in noise if isinstance(one, Tensor)]


def _fixed_noises(shape: Shape) -> nn.Module:
    noises = nn.Module()
    for index in range(shape.styles - 1):
        side = 2 ** ((index + 1) // 2 + 2)
        noises.register_buffer(f"noise_{index}", torch.randn(1, 1, side, side))
    return noises


class Discriminator(nn.Module):
    """Pictures (N, 3, size, size) → (N, 1): the higher, the more real. N a multiple of 4, or below."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        blocks: list[nn.Module] = [conv_layer(3, shape.channels(shape.size_px), 1, clamp=shape.clamp)]
        for side in reversed(shape.sides):
            blocks.append(ResBlock(shape.channels(side), shape.channels(side // 2), shape.clamp))
        last = shape.channels(4)
        self.convs = nn.Sequential(*blocks)
        self.final_conv = conv_layer(last + 1, last, 3, clamp=shape.clamp)
        self.final_linear = nn.Sequential(EqualLinear(last * 16, last, active=True), EqualLinear(last, 1))

    def forward(self, pictures: Tensor) -> Tensor:
        x = minibatch_deviation(self.convs(pictures))
        score: Tensor = self.final_linear(self.final_conv(x).flatten(1))
        return score
