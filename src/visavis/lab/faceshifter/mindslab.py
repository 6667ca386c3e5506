"""AEI-Net and HEAR-Net of FaceShifter (Li et al. 2020), under the names of mindslab-ai/faceshifter (BSD-3-Clause).

Pictures are (n, 3, 256, 256) in [0, 1]; an identity is of length 1. The features of a layer are batch-normalised, which
is where this implementation differs from GHOST's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as f

IDENTITY, SIDE_PX = 256, 256
_DOWN, _UP = (32, 64, 128, 256, 512, 1024, 1024), (1024, 512, 256, 128, 64, 32)
_WIDTHS = (1024, 1024, 1024, 1024, 512, 256, 128, 64)
"""Channels into each layer of the generator; out of the last come three."""
_BESIDES = (1024, 2048, 1024, 512, 256, 128, 64, 64)
"""Channels of the attributes beside each layer."""
_HEAR_DOWN, _HEAR_UP = (32, 64, 128, 256, 512), (256, 128, 64, 32)


class AeiNet(nn.Module):
    """Puts an identity (n, 256) into a picture, whose pose, expression, light and surroundings stay. ``thin`` divides
    all widths, for trials; the official network's is 1."""

    def __init__(self, identity: int = IDENTITY, thin: int = 1) -> None:
        super().__init__()
        self.G = Generator(identity, thin)
        self.E = AttributeEncoder(thin)

    def forward(self, target: Tensor, identity: Tensor) -> Tensor:
        return self.render(self.attributes(target), identity)

    def attributes(self, picture: Tensor) -> list[Tensor]:
        """What stays of a picture: eight maps, from (n, 1024, 2, 2) to (n, 64, 256, 256)."""
        found: list[Tensor] = self.E(picture)
        return found

    def render(self, attributes: Sequence[Tensor], identity: Tensor) -> Tensor:
        made: Tensor = self.G(attributes, identity)
        return made


class UNet(nn.Module):
    """Strided convolutions down, transposed ones up, beside each the map of its size from the way down."""

    def __init__(self, channels: int, down: Sequence[int], up: Sequence[int]) -> None:
        super().__init__()
        narrow = (channels, *down[:-1])
        self.Encoder = _layers(_down(a, b) for a, b in zip(narrow, down, strict=True))
        besides = (0, *(down[len(down) - 2 - row] for row in range(len(up) - 1)))
        before = (down[-1], *up[:-1])
        self.Decoder = _layers(_up(a + b, c) for a, b, c in zip(before, besides, up, strict=True))

    def levels(self, x: Tensor) -> list[Tensor]:
        """The deepest map and each map of the way up, joined with the one beside it where there is one."""
        passed: list[Tensor] = []
        for layer in self.Encoder.values():
            x = layer(x)
            passed.append(x)
        found = [passed.pop()]
        for layer in self.Decoder.values():
            x = layer(found[-1])
            found.append(torch.cat((x, passed.pop()), 1) if passed else x)
        return found


class AttributeEncoder(UNet):
    """The multi-level attribute encoder."""

    def __init__(self, thin: int = 1) -> None:
        super().__init__(3, [wide // thin for wide in _DOWN], [wide // thin for wide in _UP])

    def forward(self, picture: Tensor) -> list[Tensor]:
        found = self.levels(picture)
        return [*found, _larger(found[-1])]


class HearNet(UNet):
    """Brings back what the first stage lost: of a pair (n, 6, 256, 256), its result, and what the target lacks of its
    own reconstruction."""

    def __init__(self, thin: int = 1) -> None:
        super().__init__(6, [wide // thin for wide in _HEAR_DOWN], [*(wide // thin for wide in _HEAR_UP), 3])

    def forward(self, pair: Tensor) -> Tensor:
        return self.levels(pair)[-1]


class Generator(nn.Module):
    """Adaptive attentional denormalisation, from 2 px to 256 px."""

    def __init__(self, identity: int, thin: int = 1) -> None:
        super().__init__()
        widths, besides = ([wide // thin for wide in given] for given in (_WIDTHS, _BESIDES))
        self.convt = nn.ConvTranspose2d(identity, widths[0], 2)
        self.model = _layers(
            ResBlock(wide, beside, out, identity)
            for wide, beside, out in zip(widths, besides, (*widths[1:], 3), strict=True)
        )

    def forward(self, attributes: Sequence[Tensor], identity: Tensor) -> Tensor:
        x = self.convt(identity[..., None, None])
        for row, (layer, beside) in enumerate(zip(self.model.values(), attributes, strict=True)):
            x = layer(_larger(x) if row else x, beside, identity)
        return torch.sigmoid(x)


class ResBlock(nn.Module):
    """Two denormalised convolutions, and one beside them where the width changes."""

    def __init__(self, wide: int, beside: int, out: int, identity: int) -> None:
        super().__init__()
        self.add1, self.add2 = (Denormalise(wide, beside, identity) for _ in range(2))
        self.conv1, self.conv2 = (nn.Conv2d(wide, width, 3, padding=1) for width in (wide, out))
        self.changes = wide != out
        if self.changes:
            self.add3, self.conv3 = Denormalise(wide, beside, identity), nn.Conv2d(wide, out, 3, padding=1)

    def forward(self, h: Tensor, beside: Tensor, identity: Tensor) -> Tensor:
        x = self.conv1(f.relu(self.add1(h, beside, identity)))
        x = self.conv2(f.relu(self.add2(x, beside, identity)))
        if self.changes:
            h = self.conv3(f.relu(self.add3(h, beside, identity)))
        return torch.add(x, h)


class Denormalise(nn.Module):
    """Normalised features, scaled and shifted by the attributes here and by the identity there, as a mask says."""

    def __init__(self, wide: int, beside: int, identity: int) -> None:
        super().__init__()
        self.BNorm = nn.BatchNorm2d(wide)
        self.conv_f = nn.Conv2d(wide, wide, 3, padding=1)
        self.fc_1, self.fc_2 = (nn.Linear(identity, wide) for _ in range(2))
        self.conv1, self.conv2 = (nn.Conv2d(beside, wide, 3, padding=1) for _ in range(2))

    def forward(self, h: Tensor, beside: Tensor, identity: Tensor) -> Tensor:
        h = self.BNorm(h)
        mask = torch.sigmoid(self.conv_f(h))
        own = self.fc_1(identity)[..., None, None] * h + self.fc_2(identity)[..., None, None]
        kept = self.conv1(beside) * h + self.conv2(beside)
        return torch.add((1 - mask) * kept, mask * own)


def _layers(blocks: Iterable[nn.Module]) -> nn.ModuleDict:
    return nn.ModuleDict({f"layer_{row}": block for row, block in enumerate(blocks)})


def _down(channels: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(channels, out, 4, 2, 1), nn.BatchNorm2d(out), nn.LeakyReLU(0.1))


def _up(channels: int, out: int) -> nn.Sequential:
    return nn.Sequential(nn.ConvTranspose2d(channels, out, 4, 2, 1), nn.BatchNorm2d(out), nn.LeakyReLU(0.1))


def _larger(x: Tensor) -> Tensor:
    return f.interpolate(x, scale_factor=2, mode="bilinear", align_corners=True)
