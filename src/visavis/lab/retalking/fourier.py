"""Fast Fourier convolutions (Chi et al., NeurIPS 2020), with the real transform written as matrix products.

The sizes in these networks are small and fixed, and no exporter is needed for a matrix product: torch's own transform
has no counterpart in the opset that the product runs.
"""

from __future__ import annotations

from math import pi, sqrt
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f


class FourierUnit(nn.Module):
    """A 1 × 1 convolution over the spectrum of pictures (b, c, S, S); S is even.

    Both transforms are orthonormal. The real and the imaginary part of a channel stand side by side.
    """

    cos: Tensor
    sin: Tensor
    cos_half: Tensor
    sin_half: Tensor
    cos_back: Tensor
    sin_back: Tensor

    def __init__(self, width: int, side: int) -> None:
        super().__init__()
        self.conv_layer = nn.Conv2d(2 * width, 2 * width, 1, bias=False)
        self.bn = nn.BatchNorm2d(2 * width)
        steps, kept = torch.arange(side, dtype=torch.float64), side // 2 + 1
        angle = 2 * pi / side * torch.outer(steps, steps)
        twice = torch.full((kept, 1), 2.0, dtype=torch.float64)
        twice[0] = twice[-1] = 1  # each other frequency stands for its negative one as well
        for name, wave in (("cos", angle.cos()), ("sin", angle.sin())):
            matrix = wave / sqrt(side)
            for ending, value in (("", matrix), ("_half", matrix[:, :kept]), ("_back", twice * matrix[:kept])):
                self.register_buffer(name + ending, value.float().contiguous(), persistent=False)

    def forward(self, x: Tensor) -> Tensor:
        real, imaginary = self._spectrum(x)
        mixed = torch.stack((real, imaginary), 2).flatten(1, 2)
        mixed = f.relu(self.bn(self.conv_layer(mixed)))
        return self._picture(mixed[:, 0::2], mixed[:, 1::2])

    def _spectrum(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """exp(-i a) along the width, of half the frequencies, then along the height."""
        real, minus = x @ self.cos_half, x @ self.sin_half
        return self.cos @ real - self.sin @ minus, -(self.cos @ minus) - self.sin @ real

    def _picture(self, real: Tensor, imaginary: Tensor) -> Tensor:
        """exp(i a) along the height; along the width, the real part of the sum over all frequencies."""
        up_real = self.cos @ real - self.sin @ imaginary
        up_imaginary = self.cos @ imaginary + self.sin @ real
        return up_real @ self.cos_back - up_imaginary @ self.sin_back


class SpectralTransform(nn.Module):
    """The global path of the convolution."""

    def __init__(self, width: int, side: int) -> None:
        super().__init__()
        half = width // 2
        self.conv1 = nn.Sequential(nn.Conv2d(width, half, 1, bias=False), nn.BatchNorm2d(half), nn.ReLU())
        self.fu = FourierUnit(half, side)
        self.conv2 = nn.Conv2d(half, width, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(x)
        return cast(Tensor, self.conv2(x + self.fu(x)))


class FourierConv(nn.Module):
    """Local and global channels (b, l, S, S), (b, g, S, S) to as many of both, each from both."""

    def __init__(self, local: int, wide: int, side: int) -> None:
        super().__init__()
        self.convl2l, self.convl2g, self.convg2l = (
            nn.Conv2d(wide_in, wide_out, 3, padding=1, bias=False, padding_mode="reflect")
            for wide_in, wide_out in ((local, local), (local, wide), (wide, local))
        )
        self.convg2g = SpectralTransform(wide, side)

    def forward(self, local: Tensor, wide: Tensor) -> tuple[Tensor, Tensor]:
        to_wide = self.convl2g(local) + self.convg2g(wide)
        return self.convl2l(local) + self.convg2l(wide), to_wide
