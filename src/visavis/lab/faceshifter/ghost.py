"""AEI-Net of FaceShifter (Li et al. 2020) under the 311 names of GHOST (Groshev et al. 2022, ai-forever/ghost,
Apache-2.0), which taotaonice/FaceShifter shares, and taotaonice's HEAR-Net.

Pictures are (n, 3, 256, 256) in [-1, 1]; an identity (n, 512) is ArcFace's as it comes, not of length 1. Features are
normalised in each picture by itself, which is where this implementation differs from mindslab's.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as f

IDENTITY = 512
_DOWN, _UP = (32, 64, 128, 256, 512, 1024, 1024), (1024, 512, 256, 128, 64, 32)
_WIDTHS, _BESIDES = (1024, 1024, 1024, 1024, 512, 256, 128, 64), (1024, 2048, 1024, 512, 256, 128, 64, 64)
"""Channels into each block of the generator, out of the last of which come three, and of the attributes beside it."""


class AeiNet(nn.Module):
    """Puts an identity into a picture, whose pose, expression, light and surroundings stay. ``blocks``: how many
    denormalised convolutions a block of the generator has; two in the published network that its makers call the main
    one. ``thin`` divides all widths, for trials."""

    def __init__(self, identity: int = IDENTITY, blocks: int = 2, thin: int = 1) -> None:
        super().__init__()
        self.encoder = AttributeEncoder(thin)
        self.generator = Generator(identity, blocks, thin)

    def forward(self, target: Tensor, identity: Tensor) -> Tensor:
        return self.render(self.attributes(target), identity)

    def attributes(self, picture: Tensor) -> list[Tensor]:
        """What stays of a picture: eight maps, from (n, 1024, 2, 2) to (n, 64, 256, 256)."""
        found: list[Tensor] = self.encoder(picture)
        return found

    def render(self, attributes: Sequence[Tensor], identity: Tensor) -> Tensor:
        made: Tensor = self.generator(attributes, identity)
        return made


class AttributeEncoder(nn.Module):
    """The multi-level attribute encoder: a U-Net whose maps of the way up are all wanted."""

    def __init__(self, thin: int = 1) -> None:
        super().__init__()
        down, up = ([wide // thin for wide in given] for given in (_DOWN, _UP))
        for row, (channels, out) in enumerate(zip((3, *down[:-1]), down, strict=True), 1):
            self.add_module(f"conv{row}", _down(channels, out, bias=False))
        before = (down[-1], *(2 * wide for wide in up[:-1]))
        for row, (channels, out) in enumerate(zip(before, up, strict=True), 1):
            self.add_module(f"deconv{row}", _Deconv(channels, out))

    def forward(self, picture: Tensor) -> list[Tensor]:
        passed = [picture]
        for row in range(1, len(_DOWN) + 1):
            passed.append(self.get_submodule(f"conv{row}")(passed[-1]))
        found = [passed.pop()]
        for row in range(1, len(_UP) + 1):
            found.append(torch.cat((self.get_submodule(f"deconv{row}")(found[-1]), passed.pop()), 1))
        return [*found, _larger(found[-1])]


class Generator(nn.Module):
    """Adaptive attentional denormalisation, from 2 px to 256 px."""

    def __init__(self, identity: int, blocks: int, thin: int = 1) -> None:
        super().__init__()
        widths, besides = ([wide // thin for wide in given] for given in (_WIDTHS, _BESIDES))
        self.up1 = nn.ConvTranspose2d(identity, widths[0], 2)
        for row, (wide, out, beside) in enumerate(zip(widths, (*widths[1:], 3), besides, strict=True), 1):
            self.add_module(f"AADBlk{row}", ResBlock(wide, out, beside, identity, blocks))

    def forward(self, attributes: Sequence[Tensor], identity: Tensor) -> Tensor:
        x = self.up1(identity[..., None, None])
        for row, beside in enumerate(attributes, 1):
            x = self.get_submodule(f"AADBlk{row}")(x if row == 1 else _larger(x), beside, identity)
        return torch.tanh(x)


class ResBlock(nn.Module):
    """``blocks`` denormalised convolutions, and one beside them where the width changes."""

    def __init__(self, wide: int, out: int, beside: int, identity: int, blocks: int) -> None:
        super().__init__()
        widths = (*[wide] * (blocks - 1), out)
        self.add_blocks = _Steps(wide, widths, beside, identity)
        self.last_add_block = _Steps(wide, (out,), beside, identity) if wide != out else None

    def forward(self, h: Tensor, beside: Tensor, identity: Tensor) -> Tensor:
        x = self.add_blocks(h, beside, identity)
        return torch.add(x, h if self.last_add_block is None else self.last_add_block(h, beside, identity))


class _Steps(nn.Sequential):
    """Denormalisation, activation, convolution, and again."""

    def __init__(self, wide: int, widths: Sequence[int], beside: int, identity: int) -> None:
        steps: list[nn.Module] = []
        for out in widths:
            steps += [Denormalise(wide, beside, identity), nn.ReLU(), nn.Conv2d(wide, out, 3, padding=1, bias=False)]
        super().__init__(*steps)

    def forward(self, h: Tensor, beside: Tensor, identity: Tensor) -> Tensor:  # type: ignore[override]
        for step in self:
            h = step(h, beside, identity) if isinstance(step, Denormalise) else step(h)
        return h


class Denormalise(nn.Module):
    """Normalised features, scaled and shifted by the attributes here and by the identity there, as a mask says."""

    def __init__(self, wide: int, beside: int, identity: int) -> None:
        super().__init__()
        self.conv1, self.conv2 = (nn.Conv2d(beside, wide, 1) for _ in range(2))
        self.fc1, self.fc2 = (nn.Linear(identity, wide) for _ in range(2))
        self.norm = nn.InstanceNorm2d(wide)
        self.conv_h = nn.Conv2d(wide, 1, 1)

    def forward(self, h: Tensor, beside: Tensor, identity: Tensor) -> Tensor:
        h = self.norm(h)
        mask = torch.sigmoid(self.conv_h(h))
        own = self.fc1(identity)[..., None, None] * h + self.fc2(identity)[..., None, None]
        kept = self.conv1(beside) * h + self.conv2(beside)
        return torch.add((1 - mask) * kept, mask * own)


class HearNet(nn.Module):
    """taotaonice's: brings back what the first stage lost, of a pair (n, 6, 256, 256): its result, and what the target
    lacks of its own reconstruction."""

    def __init__(self) -> None:
        super().__init__()
        down, up = (64, 128, 256, 512, 512), (512, 256, 128, 64)
        for row, (channels, out) in enumerate(zip((6, *down[:-1]), down, strict=True), 1):
            self.add_module(f"down{row}", _down(channels, out))
        for row, (channels, out) in enumerate(zip((512, 1024, 512, 256), up, strict=True), 1):
            block = nn.ConvTranspose2d(channels, out, 4, 2, 1), nn.BatchNorm2d(out), nn.LeakyReLU(0.1)
            self.add_module(f"up{row}", nn.Sequential(*block))
        self.up5 = nn.Conv2d(128, 3, 3, padding=1)

    def forward(self, pair: Tensor) -> Tensor:
        passed = [pair]
        for row in range(1, 6):
            passed.append(self.get_submodule(f"down{row}")(passed[-1]))
        x = passed.pop()
        for row in range(1, 5):
            x = torch.cat((passed.pop(), self.get_submodule(f"up{row}")(x)), 1)
        return torch.tanh(self.up5(_larger(x)))


class _Deconv(nn.Module):
    def __init__(self, channels: int, out: int) -> None:
        super().__init__()
        self.deconv = nn.ConvTranspose2d(channels, out, 4, 2, 1, bias=False)
        self.bn = nn.BatchNorm2d(out)

    def forward(self, x: Tensor) -> Tensor:
        return f.leaky_relu(self.bn(self.deconv(x)), 0.1)


def _down(channels: int, out: int, bias: bool = True) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(channels, out, 4, 2, 1, bias=bias), nn.BatchNorm2d(out), nn.LeakyReLU(0.1))


def _larger(x: Tensor) -> Tensor:
    return f.interpolate(x, scale_factor=2, mode="bilinear", align_corners=True)
