"""The layers of StyleGAN2 (Karras et al. 2020), with the parameter names of rosinality/stylegan2-pytorch.

Everything is plain conv2d and conv_transpose2d: no compiled extension, differentiable twice, exportable to ONNX.
Feature maps are (N, C, H, W), styles (N, D).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  # torch's own convention

BLUR = (1.0, 3.0, 3.0, 1.0)
_EPSILON = 1e-8


def blur_kernel(gain: float = 1.0) -> Tensor:
    """The separable binomial filter as a (4, 4) kernel that sums to ``gain``."""
    row = torch.tensor(BLUR)
    kernel = torch.outer(row, row)
    return kernel * (gain / kernel.sum())


def leaky(x: Tensor, clamp: float | None = None) -> Tensor:
    """Leaky ReLU with slope 0.2, scaled by √2 to keep the variance; cut to ±``clamp`` where one is given."""
    y = F.leaky_relu(x, 0.2) * math.sqrt(2)
    return y if clamp is None else y.clamp(-clamp, clamp)


class PixelNorm(nn.Module):
    """Scales each row of (N, D) to unit mean square."""

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.rsqrt(x.square().mean(dim=1, keepdim=True) + _EPSILON)


class Blur(nn.Module):
    """Filters each channel after zero padding on all sides. Its kernel is in official state dicts."""

    kernel: Tensor

    def __init__(self, channels: int, padding: int, gain: float = 1.0) -> None:
        super().__init__()
        self.channels, self.padding = channels, padding
        self.register_buffer("kernel", blur_kernel(gain))

    def forward(self, x: Tensor) -> Tensor:
        weight = self.kernel.to(x.dtype).expand(self.channels, 1, -1, -1)
        return F.conv2d(x, weight, padding=self.padding, groups=self.channels)


class Upsample(nn.Module):
    """A picture of twice the size: zeros between the pixels, then the filter, whose sum of 4 keeps the level."""

    kernel: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kernel", blur_kernel(4.0))

    def forward(self, x: Tensor) -> Tensor:
        with torch.autocast(x.device.type, enabled=False):  # the picture itself isn't rounded in mixed precision
            return F.conv_transpose2d(x.float(), self.kernel.expand(3, 1, -1, -1), stride=2, padding=1, groups=3)


class EqualLinear(nn.Module):
    """A dense layer with equalised learning rate: the weight is drawn from N(0, 1) and scaled at run time."""

    def __init__(self, wide: int, out: int, bias: float = 0.0, rate: float = 1.0, active: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out, wide) / rate)
        self.bias = nn.Parameter(torch.full((out,), bias))
        self.scale, self.rate, self.active = rate / math.sqrt(wide), rate, active

    def forward(self, x: Tensor) -> Tensor:
        y = F.linear(x, self.weight * self.scale, self.bias * self.rate)
        return leaky(y) if self.active else y


class EqualConv(nn.Module):
    """A convolution without bias and with equalised learning rate."""

    def __init__(self, wide: int, out: int, kernel: int, stride: int = 1, padding: int = 0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out, wide, kernel, kernel))
        self.scale = 1 / math.sqrt(wide * kernel**2)
        self.stride, self.padding = stride, padding

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.weight * self.scale, stride=self.stride, padding=self.padding)


class BiasedLeaky(nn.Module):
    """Adds a bias for each channel, then the leaky ReLU."""

    def __init__(self, channels: int, clamp: float | None = None) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))
        self.clamp = clamp

    def forward(self, x: Tensor) -> Tensor:
        return leaky(x + self.bias.view(1, -1, 1, 1), self.clamp)


class ModulatedConv(nn.Module):
    """A convolution whose input channels are scaled by a style, and whose output is brought back to unit variance.

    Unfused: the input is scaled before and the output after one shared convolution. This equals the fused, grouped
    form, and every ONNX exporter can write it.
    """

    def __init__(self, wide: int, out: int, kernel: int, style: int, demodulate: bool = True, up: bool = False) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, out, wide, kernel, kernel))
        self.modulation: nn.Module = EqualLinear(style, wide, bias=1.0)
        self.scale = 1 / math.sqrt(wide * kernel**2)
        self.demodulate, self.padding = demodulate, kernel // 2
        self.blur = Blur(out, 1, 4.0) if up else None

    def forward(self, x: Tensor, style: Tensor) -> Tensor:
        weight = self.weight.squeeze(0) * self.scale
        scales: Tensor = self.modulation(style)
        y = self._convolve(x * scales[:, :, None, None], weight)
        if self.demodulate:
            energy = scales.square() @ weight.square().sum(dim=(2, 3)).t()
            y = y * torch.rsqrt(energy + _EPSILON)[:, :, None, None]
        return y

    def _convolve(self, x: Tensor, weight: Tensor) -> Tensor:
        if self.blur is None:
            return F.conv2d(x, weight, padding=self.padding)
        wide: Tensor = self.blur(F.conv_transpose2d(x, weight.transpose(0, 1), stride=2))
        return wide


class NoiseInjection(nn.Module):
    """Adds noise of one learned strength."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor, noise: Tensor) -> Tensor:
        return x + self.weight * noise


class StyledConv(nn.Module):
    """Modulated convolution, noise, bias and leaky ReLU."""

    def __init__(self, wide: int, out: int, style: int, up: bool = False, clamp: float | None = None) -> None:
        super().__init__()
        self.conv = ModulatedConv(wide, out, 3, style, up=up)
        self.noise = NoiseInjection()
        self.activate = BiasedLeaky(out, clamp)

    def forward(self, x: Tensor, style: Tensor, noise: Tensor | None) -> Tensor:
        y: Tensor = self.conv(x, style)
        drawn = torch.randn_like(y[:, :1]) if noise is None else noise
        active: Tensor = self.activate(self.noise(y, drawn))
        return active


class ToRGB(nn.Module):
    """Features to a picture, added to the picture of half the size."""

    def __init__(self, wide: int, style: int, up: bool = True, clamp: float | None = None) -> None:
        super().__init__()
        if up:
            self.upsample = Upsample()
        self.conv = ModulatedConv(wide, 3, 1, style, demodulate=False)
        self.bias = nn.Parameter(torch.zeros(1, 3, 1, 1))
        self.clamp = clamp

    def forward(self, x: Tensor, style: Tensor, skip: Tensor | None = None) -> Tensor:
        y: Tensor = self.conv(x, style) + self.bias
        if self.clamp is not None:
            y = y.clamp(-self.clamp, self.clamp)
        return y if skip is None else y + self.upsample(skip)


def conv_layer(
    wide: int, out: int, kernel: int, down: bool = False, active: bool = True, clamp: float | None = None
) -> nn.Sequential:
    """[blur,] convolution [, bias and leaky ReLU], numbered as the official discriminator numbers them."""
    layers: list[nn.Module] = []
    if down:
        layers.append(Blur(wide, (kernel + 1) // 2))
        layers.append(EqualConv(wide, out, kernel, stride=2))
    else:
        layers.append(EqualConv(wide, out, kernel, padding=kernel // 2))
    if active:
        layers.append(BiasedLeaky(out, clamp))
    return nn.Sequential(*layers)


class ResBlock(nn.Module):
    """Half the size, with a skip connection; divided by √2 to keep the variance."""

    def __init__(self, wide: int, out: int, clamp: float | None = None) -> None:
        super().__init__()
        self.conv1 = conv_layer(wide, wide, 3, clamp=clamp)
        self.conv2 = conv_layer(wide, out, 3, down=True, clamp=clamp)
        self.skip = conv_layer(wide, out, 1, down=True, active=False)

    def forward(self, x: Tensor) -> Tensor:
        y: Tensor = (self.conv2(self.conv1(x)) + self.skip(x)) / math.sqrt(2)
        return y


def minibatch_deviation(x: Tensor, group: int = 4) -> Tensor:
    """One more channel: how much the pictures of a group differ (Karras et al. 2018). (N, C, H, W) → (N, C+1, H, W).

    N has to be a multiple of ``group``, or at most ``group``.
    """
    n, channels, height, width = x.shape
    size = min(group, n)
    groups = x.float().view(size, -1, 1, channels, height, width)
    spread = torch.sqrt(groups.var(0, unbiased=False) + _EPSILON).mean([2, 3, 4], keepdim=True).squeeze(2)
    return torch.cat([x, spread.repeat(size, 1, height, width)], dim=1)
