"""DNet: gives a face another expression and pose, told by coefficients of a 3D face model.

After VideoReTalking (Cheng et al., SIGGRAPH Asia 2022), whose DNet is PIRenderer (Ren et al., ICCV 2021). Names follow
github.com/OpenTalker/video-retalking (Apache-2.0).
"""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.retalking.blocks import (
    SLOPE,
    AdaptiveNorm,
    DescribedDecoder,
    DescribedRow,
    LayerNorm2d,
    down,
    first,
    numbered,
)

COEFFICIENTS, WINDOW = 73, 26
"""For each frame 64 of expression, 3 angles, 3 of translation, 3 of the crop; and so many frames around the one."""
SIDE_PX = 256
_DESCRIPTOR = 256
_FLOW_PX = 64


class DNet(nn.Module):
    """Faces (b, 3, 256, 256) in [-1, 1] and coefficients (b, 73, 26) to faces of the same shape and range."""

    def __init__(self) -> None:
        super().__init__()
        self.mapping_net = Mapping()
        self.warpping_net = Warping()
        self.editing_net = Editing()

    def forward(self, face: Tensor, coefficients: Tensor) -> Tensor:
        descriptor = self.mapping_net(coefficients)
        return cast(Tensor, self.editing_net(face, self.warpping_net(face, descriptor), descriptor))


class Mapping(nn.Module):
    """Coefficients over time to one descriptor (b, 256, 1)."""

    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Sequential(nn.Conv1d(COEFFICIENTS, _DESCRIPTOR, 7))
        for index in range(3):
            dilated = nn.Conv1d(_DESCRIPTOR, _DESCRIPTOR, 3, dilation=3)
            self.add_module(f"encoder{index}", nn.Sequential(nn.LeakyReLU(SLOPE), dilated))

    def forward(self, coefficients: Tensor) -> Tensor:
        x = self.first(coefficients)
        for layer in numbered(self, "encoder", 3):
            x = layer(x) + x[:, :, 3:-3]
        return cast(Tensor, x.mean(2, keepdim=True))


class EncoderBlock(nn.Module):
    def __init__(self, wide_in: int, wide_out: int) -> None:
        super().__init__()
        self.conv_0 = nn.Conv2d(wide_in, wide_out, 4, 2, 1)
        self.conv_1 = nn.Conv2d(wide_out, wide_out, 3, padding=1)
        self.norm_0 = AdaptiveNorm(wide_in, _DESCRIPTOR)
        self.norm_1 = AdaptiveNorm(wide_out, _DESCRIPTOR)

    def forward(self, x: Tensor, descriptor: Tensor) -> Tensor:
        x = self.conv_0(f.leaky_relu(self.norm_0(x, descriptor), SLOPE))
        return cast(Tensor, self.conv_1(f.leaky_relu(self.norm_1(x, descriptor), SLOPE)))


class DecoderBlock(nn.Module):
    def __init__(self, wide_in: int, wide_out: int) -> None:
        super().__init__()
        self.conv_0 = nn.Conv2d(wide_in, wide_out, 3, padding=1)
        self.conv_1 = nn.ConvTranspose2d(wide_out, wide_out, 3, 2, 1, output_padding=1)
        self.conv_s = nn.ConvTranspose2d(wide_in, wide_out, 3, 2, 1, output_padding=1)
        self.norm_0 = AdaptiveNorm(wide_in, _DESCRIPTOR)
        self.norm_1 = AdaptiveNorm(wide_out, _DESCRIPTOR)
        self.norm_s = AdaptiveNorm(wide_in, _DESCRIPTOR)

    def forward(self, x: Tensor, descriptor: Tensor) -> Tensor:
        short = self.conv_s(f.leaky_relu(self.norm_s(x, descriptor), SLOPE))
        x = self.conv_0(f.leaky_relu(self.norm_0(x, descriptor), SLOPE))
        return cast(Tensor, short + self.conv_1(f.leaky_relu(self.norm_1(x, descriptor), SLOPE)))


class Encoder(nn.Module):
    """Features of every size, largest first."""

    widths = (32, 64, 128, 256, 256, 256)

    def __init__(self) -> None:
        super().__init__()
        self.input_layer = nn.Conv2d(3, self.widths[0], 7, padding=3)
        for index, (wide_in, wide_out) in enumerate(pairwise(self.widths)):
            self.add_module(f"encoder{index}", EncoderBlock(wide_in, wide_out))

    def forward(self, face: Tensor, descriptor: Tensor) -> list[Tensor]:
        features = [self.input_layer(face)]
        for block in numbered(self, "encoder", 5):
            features.append(block(features[-1], descriptor))
        return features


class Decoder(nn.Module):
    """The three smallest sizes up again, each with the encoder's features beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.decoder4 = DecoderBlock(256, 256)
        self.decoder3 = DecoderBlock(512, 256)
        self.decoder2 = DecoderBlock(512, 128)

    def forward(self, features: list[Tensor], descriptor: Tensor) -> Tensor:
        x, blocks = features[5], (self.decoder4, self.decoder3, self.decoder2)
        for block, feature in zip(blocks, (features[4], features[3], features[2]), strict=True):
            x = torch.cat([block(x, descriptor), feature], 1)
        return x


class Hourglass(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.decoder = Decoder()

    def forward(self, face: Tensor, descriptor: Tensor) -> Tensor:
        return cast(Tensor, self.decoder(self.encoder(face, descriptor), descriptor))


class Warping(nn.Module):
    """The face moved by a flow field that the descriptor asks for."""

    grid: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.hourglass = Hourglass()
        self.flow_out = nn.Sequential(LayerNorm2d(256), nn.LeakyReLU(SLOPE), nn.Conv2d(256, 2, 7, padding=3))
        along = torch.linspace(-1, 1, _FLOW_PX)
        self.register_buffer("grid", torch.stack(torch.meshgrid(along, along, indexing="xy"))[None], persistent=False)

    def forward(self, face: Tensor, descriptor: Tensor) -> Tensor:
        flow = self.flow_out(self.hourglass(face, descriptor))
        moved = self.grid + flow * (2 / (_FLOW_PX - 1))
        moved = f.interpolate(moved, (SIDE_PX, SIDE_PX), mode="bilinear", align_corners=False)
        return f.grid_sample(face, moved.permute(0, 2, 3, 1), align_corners=False)


class FineEncoder(nn.Module):
    """Features of four sizes, largest first."""

    def __init__(self) -> None:
        super().__init__()
        self.first = first(6, 64, spectral=False)
        self.down0, self.down1, self.down2 = (down(*wide, spectral=False) for wide in _FINE)

    def forward(self, x: Tensor) -> list[Tensor]:
        features = [self.first(x)]
        for block in numbered(self, "down", 3):
            features.append(block(features[-1]))
        return features


_FINE = ((64, 128), (128, 256), (256, 256))


class FineBlock(nn.Module):
    """The official block computes conv1 and norm1 and then goes on from its input: checkpoints hold both, and what they
    were trained for comes of conv2 and norm2 alone."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(width, width, 3, padding=1)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1)
        self.norm1 = AdaptiveNorm(width, _DESCRIPTOR)
        self.norm2 = AdaptiveNorm(width, _DESCRIPTOR)

    def forward(self, x: Tensor, descriptor: Tensor) -> Tensor:
        return cast(Tensor, x + self.norm2(self.conv2(x), descriptor))


class Editing(nn.Module):
    """From the face and the warped one to the face that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = FineEncoder()
        rows = [(DescribedRow(FineBlock(wide), FineBlock(wide)), wide, narrow) for narrow, wide in _FINE]
        self.decoder = DescribedDecoder(rows, spectral=False, squash=nn.Tanh())

    def forward(self, face: Tensor, warped: Tensor, descriptor: Tensor) -> Tensor:
        return cast(Tensor, self.decoder(self.encoder(torch.cat([face, warped], 1)), descriptor))
