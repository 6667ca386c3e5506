"""GFPGAN's clean network (Wang et al. 2021, "Towards Real-World Blind Face Restoration with Generative Facial Prior").

A U-Net tells a StyleGAN2 decoder a style for each layer, and scale and shift for half of its maps. State-dict names and
shapes are those of TencentARC/GFPGAN's GFPGANv1Clean as its versions 1.2 to 1.4 were trained (512 px, channel
multiplier 2, a style for each layer, half of the maps modulated). The noise is the stored one: same face, same picture.
"""

from __future__ import annotations

import math
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.generator.layers import ModulatedConv, PixelNorm
from visavis.lab.generator.model import Shape

SHAPE = Shape(512)
_SLOPE = 0.2


def _resized(x: Tensor, scale: float) -> Tensor:
    return f.interpolate(x, scale_factor=scale, mode="bilinear", align_corners=False)


class _CleanConv(ModulatedConv):
    """Without equalised learning rate, and enlarged by interpolation."""

    def __init__(self, wide: int, out: int, kernel: int, style: int, demodulate: bool = True, up: bool = False) -> None:
        super().__init__(wide, out, kernel, style, demodulate)
        self.weight.data *= self.scale
        self.scale, self.up = 1.0, up
        self.modulation = nn.Linear(style, wide)
        nn.init.ones_(self.modulation.bias)

    def _convolve(self, x: Tensor, weight: Tensor) -> Tensor:
        return super()._convolve(_resized(x, 2) if self.up else x, weight)


class _StyleConv(nn.Module):
    def __init__(self, wide: int, out: int, style: int, up: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))
        self.bias = nn.Parameter(torch.zeros(1, out, 1, 1))
        self.modulated_conv = _CleanConv(wide, out, 3, style, up=up)

    def forward(self, x: Tensor, style: Tensor, noise: Tensor) -> Tensor:
        y = self.modulated_conv(x, style) * math.sqrt(2)
        return f.leaky_relu(y + self.weight * noise + self.bias, _SLOPE)


class _ToRGB(nn.Module):
    def __init__(self, wide: int, style: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(1, 3, 1, 1))
        self.modulated_conv = _CleanConv(wide, 3, 1, style, demodulate=False)

    def forward(self, x: Tensor, style: Tensor, skip: Tensor | None = None) -> Tensor:
        y: Tensor = self.modulated_conv(x, style) + self.bias
        return y if skip is None else y + _resized(skip, 2)


class _Constant(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, channels, 4, 4))

    def forward(self, count: int) -> Tensor:
        return self.weight.expand(count, -1, -1, -1)


class _Decoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        style, first = shape.style_dim, shape.channels(4)
        mapping: list[nn.Module] = []
        for _ in range(shape.mapping_layers):
            mapping += [nn.Linear(style, style), nn.LeakyReLU(_SLOPE)]
        self.style_mlp = nn.Sequential(PixelNorm(), *mapping)  # in official files, though styles are given
        self.constant_input = _Constant(first)
        self.style_conv1 = _StyleConv(first, first, style)
        self.to_rgb1 = _ToRGB(first, style)
        self.style_convs, self.to_rgbs = nn.ModuleList(), nn.ModuleList()
        for smaller, side in pairwise((4, *shape.sides)):
            wide, out = shape.channels(smaller), shape.channels(side)
            self.style_convs.append(_StyleConv(wide, out, style, up=True))
            self.style_convs.append(_StyleConv(out, out, style))
            self.to_rgbs.append(_ToRGB(out, style))
        self.noises = nn.Module()
        for row in range(shape.styles - 1):
            side = 2 ** ((row + 5) // 2)
            self.noises.register_buffer(f"noise{row}", torch.randn(1, 1, side, side))

    def forward(self, styles: Tensor, scales: list[Tensor], shifts: list[Tensor]) -> Tensor:
        """Styles (N, styles, D); scales and shifts from 8 px on, of half as many channels as the decoder has."""
        noises = list(self.noises.buffers())
        x: Tensor = self.style_conv1(self.constant_input(styles.shape[0]), styles[:, 0], noises[0])
        picture: Tensor = self.to_rgb1(x, styles[:, 1])
        for step, to_rgb in enumerate(self.to_rgbs):
            row = 2 * step
            x = self.style_convs[row](x, styles[:, row + 1], noises[row + 1])
            kept, told = x.chunk(2, dim=1)
            x = torch.cat([kept, told * scales[step] + shifts[step]], 1)
            x = self.style_convs[row + 1](x, styles[:, row + 2], noises[row + 2])
            picture = to_rgb(x, styles[:, row + 3], picture)
        return picture


class _ResBlock(nn.Module):
    """Resized by ``scale``, with a skip connection."""

    def __init__(self, wide: int, out: int, scale: float) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(wide, wide, 3, padding=1)
        self.conv2 = nn.Conv2d(wide, out, 3, padding=1)
        self.skip = nn.Conv2d(wide, out, 1, bias=False)
        self.scale = scale

    def forward(self, x: Tensor) -> Tensor:
        y = f.leaky_relu(self.conv1(x), _SLOPE)
        y = f.leaky_relu(self.conv2(_resized(y, self.scale)), _SLOPE)
        added: Tensor = y + self.skip(_resized(x, self.scale))
        return added


def _condition(width: int) -> nn.Sequential:
    convs = [nn.Conv2d(width, width, 3, padding=1) for _ in range(2)]
    return nn.Sequential(convs[0], nn.LeakyReLU(_SLOPE), convs[1])


class Gfpgan(nn.Module):
    """Worn faces (N, 3, S, S) in [-1, 1] → restored ones, about [-1, 1]."""

    def __init__(self, shape: Shape = SHAPE) -> None:
        super().__init__()
        self.shape = shape
        down = [shape.channels(side) // 2 for side in (*reversed(shape.sides), 4)]
        up = down[::-1]
        self.conv_body_first = nn.Conv2d(3, down[0], 1)
        self.conv_body_down = nn.ModuleList(_ResBlock(wide, out, 0.5) for wide, out in pairwise(down))
        self.final_conv = nn.Conv2d(up[0], up[0], 3, padding=1)
        self.conv_body_up = nn.ModuleList(_ResBlock(wide, out, 2) for wide, out in pairwise(up))
        self.toRGB = nn.ModuleList(nn.Conv2d(width, 3, 1) for width in up[1:])  # only training looks at them
        self.final_linear = nn.Linear(16 * up[0], shape.styles * shape.style_dim)
        self.stylegan_decoder = _Decoder(shape)
        self.condition_scale = nn.ModuleList(_condition(width) for width in up[1:])
        self.condition_shift = nn.ModuleList(_condition(width) for width in up[1:])

    def forward(self, face: Tensor) -> Tensor:
        x = f.leaky_relu(self.conv_body_first(face), _SLOPE)
        maps: list[Tensor] = []
        for block in self.conv_body_down:
            x = block(x)
            maps.append(x)
        x = f.leaky_relu(self.final_conv(x), _SLOPE)
        styles = self.final_linear(x.flatten(1)).view(-1, self.shape.styles, self.shape.style_dim)
        scales, shifts = [], []
        for row, block in enumerate(self.conv_body_up):
            x = block(x + maps[-1 - row])
            scales.append(self.condition_scale[row](x))
            shifts.append(self.condition_shift[row](x))
        picture: Tensor = self.stylegan_decoder(styles, scales, shifts)
        return picture
