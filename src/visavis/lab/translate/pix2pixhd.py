"""pix2pixHD's networks (Wang et al. 2018), with the official state-dict names; CycleGAN's generator is one of them.

A style (b, style_dim), when the network has one, sets scale and shift of every normalisation (Huang, Belongie 2017,
"AdaIN"): what is equal over the whole picture can't pass an instance normalisation as a channel.
"""

from __future__ import annotations

from typing import cast

from torch import Tensor, nn


class Sequence(nn.Sequential):
    """Layers one after another; those that know styles are given it."""

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        for layer in self:
            x = layer(x, style) if isinstance(layer, StyledNorm | ResnetBlock) else layer(x)
        return x


class StyledNorm(nn.Module):
    """Instance normalisation; scale and shift follow the style when ``style_dim`` isn't 0."""

    def __init__(self, channels: int, style_dim: int = 0) -> None:
        super().__init__()
        self.norm = nn.InstanceNorm2d(channels)
        self.set = nn.Linear(style_dim, 2 * channels) if style_dim else None
        if self.set is not None:
            nn.init.normal_(self.set.weight, 0, 0.02)
            nn.init.zeros_(self.set.bias)

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        x = self.norm(x)
        if self.set is None or style is None:
            return x
        scale, shift = self.set(style)[:, :, None, None].chunk(2, 1)
        return cast(Tensor, x * (1 + scale) + shift)


class ResnetBlock(nn.Module):
    """Two 3 × 3 convolutions around which the input passes."""

    def __init__(self, channels: int, style_dim: int = 0) -> None:
        super().__init__()
        self.conv_block = Sequence(
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3),
            StyledNorm(channels, style_dim),
            nn.ReLU(),
            nn.ReflectionPad2d(1),
            nn.Conv2d(channels, channels, 3),
            StyledNorm(channels, style_dim),
        )

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        return cast(Tensor, x + self.conv_block(x, style))


class GlobalGenerator(nn.Module):
    """Pictures (b, channels_in, H, W) to (b, channels_out, H, W) in [-1, 1]; H and W divide by 2**downs."""

    def __init__(
        self, channels_in: int, channels_out: int, width: int = 64, downs: int = 3, blocks: int = 9, style_dim: int = 0
    ) -> None:
        super().__init__()
        wide = width * 2**downs
        self.model = Sequence(
            *_enter(channels_in, width, style_dim),
            *(layer for step in range(downs) for layer in _down(width * 2**step, style_dim)),
            *(ResnetBlock(wide, style_dim) for _ in range(blocks)),
            *(layer for step in range(downs, 0, -1) for layer in _up(width * 2**step, style_dim)),
            *_leave(width, channels_out),
        )

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        return cast(Tensor, self.model(x, style))


class LocalEnhancer(nn.Module):
    """A global generator at half the size, and around it the layers that add the detail of the full size."""

    def __init__(
        self,
        channels_in: int,
        channels_out: int,
        width: int = 32,
        downs: int = 3,
        blocks: int = 9,
        local_blocks: int = 3,
        style_dim: int = 0,
    ) -> None:
        super().__init__()
        whole = GlobalGenerator(channels_in, channels_out, width * 2, downs, blocks, style_dim).model
        self.model = whole[:-3]
        self.model1_1 = Sequence(*_enter(channels_in, width, style_dim), *_down(width, style_dim))
        self.model1_2 = Sequence(
            *(ResnetBlock(width * 2, style_dim) for _ in range(local_blocks)),
            *_up(width * 2, style_dim),
            *_leave(width, channels_out),
        )
        self.downsample = nn.AvgPool2d(3, stride=2, padding=1, count_include_pad=False)

    def forward(self, x: Tensor, style: Tensor | None = None) -> Tensor:
        coarse = self.model(self.downsample(x), style)
        return cast(Tensor, self.model1_2(self.model1_1(x, style) + coarse, style))

    def begin_with(self, learned: GlobalGenerator) -> None:
        """Take over what a global generator of half the size has learned; its last layers, which paint, are left."""
        own = self.model.state_dict()
        self.model.load_state_dict({name: learned.model.state_dict()[name] for name in own})


def resnet9(channels_in: int = 3, channels_out: int = 3, width: int = 64) -> GlobalGenerator:
    """CycleGAN's generator (Zhu et al. 2017) in pix2pixHD's layout."""
    return GlobalGenerator(channels_in, channels_out, width, downs=2, blocks=9)


def _enter(channels_in: int, width: int, style_dim: int) -> list[nn.Module]:
    return [nn.ReflectionPad2d(3), nn.Conv2d(channels_in, width, 7), StyledNorm(width, style_dim), nn.ReLU()]


def _down(width: int, style_dim: int) -> list[nn.Module]:
    return [nn.Conv2d(width, width * 2, 3, 2, 1), StyledNorm(width * 2, style_dim), nn.ReLU()]


def _up(width: int, style_dim: int) -> list[nn.Module]:
    grow = nn.ConvTranspose2d(width, width // 2, 3, 2, 1, output_padding=1)
    return [grow, StyledNorm(width // 2, style_dim), nn.ReLU()]


def _leave(width: int, channels_out: int) -> list[nn.Module]:
    return [nn.ReflectionPad2d(3), nn.Conv2d(width, channels_out, 7), nn.Tanh()]
