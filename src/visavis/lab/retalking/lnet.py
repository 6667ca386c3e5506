"""LNet: draws the lower half of a face as the sound asks for.

After VideoReTalking (Cheng et al., SIGGRAPH Asia 2022); its blocks with Fourier convolutions are LaMa's (Suvorov et al.
2022). Names follow github.com/OpenTalker/video-retalking (Apache-2.0).
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.retalking.blocks import AdaptiveNorm, DescribedDecoder, DescribedRow, down, first, numbered
from visavis.lab.retalking.fourier import FourierConv

SIDE_PX = 96
MEL_BANDS, MEL_STEPS = 80, 16
_DESCRIPTOR = 512
_BLOCK_SLOPE = 0.01
"""The official blocks here keep torch's default slope."""


class LNet(nn.Module):
    """Mel (b, 1, 80, 16) in [-4, 4] and faces (b, 6, 96, 96) in [0, 1], first the one whose lower half is black, then
    the reference, to faces (b, 3, 96, 96) in [0, 1]."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = VisualEncoder()
        rows = [(_row(wide, SIDE_PX >> 1 + at), wide, narrow) for at, (wide, narrow) in enumerate(_DECODED)]
        self.decoder = DescribedDecoder(rows, spectral=True, squash=nn.Sigmoid())
        self.audio_encoder = _audio_encoder()

    def forward(self, mel: Tensor, faces: Tensor) -> Tensor:
        features = self.encoder(faces[:, :3], faces[:, 3:])
        return cast(Tensor, self.decoder(features, self.audio_encoder(mel)))


_ENCODED = ((64, 128), (128, 256), (256, 512))
_DECODED = ((128, 64), (256, 128), (1024, 256))
"""Channels in and out at each size, largest first; the smallest holds both faces."""


class VisualEncoder(nn.Module):
    """Features of the masked face of four sizes, largest first, the smallest with those of the reference."""

    def __init__(self) -> None:
        super().__init__()
        self.first_inp, self.first_ref = first(3, 64, spectral=True), first(3, 64, spectral=True)
        for index, wide in enumerate(_ENCODED):
            self.add_module(f"ref_down{index}", down(*wide, spectral=True))
            self.add_module(f"inp_down{index}", down(*wide, spectral=True))
        self.ca2 = Transformer(512, depth=2, heads=4, per_head=64, hidden=256)

    def forward(self, masked: Tensor, reference: Tensor) -> list[Tensor]:
        features, reference = [self.first_inp(masked)], self.first_ref(reference)
        rows = zip(numbered(self, "inp_down", 3), numbered(self, "ref_down", 3), strict=True)
        for inp_down, ref_down in rows:
            features.append(inp_down(features[-1]))
            reference = ref_down(reference)
        attended = self.ca2(features.pop(), reference)
        return [*features, torch.cat([attended, reference], 1)]


class CrossAttention(nn.Module):
    """Queries and keys of the masked face's tokens, values of the reference's, (b, n, c) each."""

    def __init__(self, width: int, heads: int, per_head: int) -> None:
        super().__init__()
        self.heads = heads
        inner = heads * per_head
        self.to_q, self.to_k, self.to_v = (nn.Linear(width, inner, bias=False) for _ in range(3))
        self.to_out = nn.Sequential(nn.Linear(inner, width), nn.Identity())

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        query, key, value = (
            layer(given).unflatten(2, (self.heads, -1)).transpose(1, 2)
            for layer, given in ((self.to_q, x), (self.to_k, x), (self.to_v, y))
        )
        shares = (query @ key.transpose(2, 3) * query.shape[-1] ** -0.5).softmax(-1)
        return cast(Tensor, self.to_out((shares @ value).transpose(1, 2).flatten(2)))


class Normed(nn.Module):
    """``fn`` after layer normalisation of what it is given."""

    def __init__(self, width: int, fn: nn.Module) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.fn = fn

    def forward(self, x: Tensor) -> Tensor:
        return cast(Tensor, self.fn(self.norm(x)))


class DoubleNormed(nn.Module):
    """The same for two."""

    def __init__(self, width: int, fn: nn.Module) -> None:
        super().__init__()
        self.normx, self.normy = nn.LayerNorm(width), nn.LayerNorm(width)
        self.fn = fn

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        return cast(Tensor, self.fn(self.normx(x), self.normy(y)))


class FeedForward(nn.Module):
    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        # the official dropouts have no rate; their places keep the numbers of the layers
        layers = (nn.Linear(width, hidden), nn.GELU("tanh"), nn.Identity(), nn.Linear(hidden, width), nn.Identity())
        self.net = nn.Sequential(*layers)

    def forward(self, x: Tensor) -> Tensor:
        return cast(Tensor, self.net(x))


class Transformer(nn.Module):
    """Features (b, c, h, w) of the masked face with what attention finds for each place in the reference's."""

    def __init__(self, width: int, depth: int, heads: int, per_head: int, hidden: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(
            nn.ModuleList(
                [
                    DoubleNormed(width, CrossAttention(width, heads, per_head)),
                    Normed(width, FeedForward(width, hidden)),
                ]
            )
            for _ in range(depth)
        )

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        tokens, others = (given.flatten(2).transpose(1, 2) for given in (x, y))
        for layer in self.layers:
            attend, forward = cast(nn.ModuleList, layer)
            tokens = attend(tokens, others) + tokens
            tokens = forward(tokens) + tokens
        return tokens.transpose(1, 2).reshape(x.shape)


class FourierNorm(nn.Module):
    """A Fourier convolution whose two outputs the descriptor scales and shifts."""

    def __init__(self, local: int, wide: int, side: int) -> None:
        super().__init__()
        self.ffc = FourierConv(local, wide, side)
        self.bn_l, self.bn_g = AdaptiveNorm(local, _DESCRIPTOR), AdaptiveNorm(wide, _DESCRIPTOR)

    def forward(self, local: Tensor, wide: Tensor, descriptor: Tensor) -> tuple[Tensor, Tensor]:
        local, wide = self.ffc(local, wide)
        normed = self.bn_l(local, descriptor), self.bn_g(wide, descriptor)
        return f.leaky_relu(normed[0], _BLOCK_SLOPE), f.leaky_relu(normed[1], _BLOCK_SLOPE)


class FourierBlock(nn.Module):
    """Three quarters of the channels (b, c, S, S) see the whole picture."""

    def __init__(self, width: int, side: int) -> None:
        super().__init__()
        self.local = width // 4
        self.conv1, self.conv2 = (FourierNorm(self.local, width - self.local, side) for _ in range(2))

    def forward(self, x: Tensor, descriptor: Tensor) -> Tensor:
        local, wide = self.conv1(x[:, : self.local], x[:, self.local :], descriptor)
        return x + torch.cat(self.conv2(local, wide, descriptor), 1)


def _row(width: int, side: int) -> DescribedRow:
    return DescribedRow(*(FourierBlock(width, side) for _ in range(9)))


class SoundConv(nn.Module):
    """Convolution and normalisation; what came in is added where the shape stays."""

    def __init__(self, wide_in: int, wide_out: int, kernel: int, stride: int | tuple[int, int], padding: int) -> None:
        super().__init__()
        self.conv_block = nn.Sequential(nn.Conv2d(wide_in, wide_out, kernel, stride, padding), nn.BatchNorm2d(wide_out))
        self.residual = wide_in == wide_out and kernel == 3

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv_block(x)
        return f.relu(y + x if self.residual else y)


def _audio_encoder() -> nn.Sequential:
    """Wav2Lip's: mel (b, 1, 80, 16) to a descriptor (b, 512, 1, 1)."""
    same = {width: (width, width, 3, 1, 1) for width in (32, 64, 128, 256)}
    layers: tuple[tuple[int, int, int, int | tuple[int, int], int], ...] = (
        (1, 32, 3, 1, 1),
        *2 * (same[32],),
        (32, 64, 3, (3, 1), 1),
        *2 * (same[64],),
        (64, 128, 3, 3, 1),
        *2 * (same[128],),
        (128, 256, 3, (3, 2), 1),
        same[256],
        (256, 512, 3, 1, 0),
        (512, _DESCRIPTOR, 1, 1, 0),
    )
    return nn.Sequential(*(SoundConv(*layer) for layer in layers))
