"""Wav2Lip's generator: a face whose lower half is hidden, another picture of it and a sound give the whole face.

Names and graph follow github.com/Rudrabha/Wav2Lip (96 px) and the 256 px variant of github.com/lipku/LiveTalking.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor, nn

from visavis.lab.wav2lip.layers import Conv, Widen, hear, same


@dataclass(frozen=True)
class Shape:
    """``down``: (width, residuals) of each halving; ``neck``: the side that is left; ``up``: (width, residuals) of
    each widening, the first from 1 to ``neck`` pixels. Every inner width is divided by ``thin``."""

    side_px: int
    down: tuple[tuple[int, int], ...]
    neck: int
    up: tuple[tuple[int, int], ...]
    thin: int = 1


_DOWN = ((32, 2), (64, 3), (128, 2), (256, 2), (512, 1))
_UP = ((384, 2), (256, 2), (128, 2), (64, 2))
PX96 = Shape(96, _DOWN, 3, ((512, 1), (512, 2), *_UP))
PX256 = Shape(256, (*_DOWN, (512, 1)), 4, ((512, 1), (512, 1), (512, 2), *_UP))
_STEM = 16


class Wav2Lip(nn.Module):
    """``mel`` (n, 1, 80, 16) in [-4, 4] and ``face`` (n, 6, S, S) in [0, 1] give the picture (n, 3, S, S) in [0, 1].

    The first three channels of ``face`` are the frame with its lower half 0, the others a whole picture of the person.
    """

    def __init__(self, shape: Shape = PX96) -> None:
        super().__init__()
        seen = [width // shape.thin for width in (_STEM, *(width for width, _ in shape.down))]
        deepest = seen[-1]
        self.face_encoder_blocks = nn.ModuleList(
            [
                nn.Sequential(Conv(6, seen[0], 7, 1, 3)),
                *(_halved(a, b, count) for (a, b), (_, count) in zip(pairwise(seen), shape.down, strict=True)),
                nn.Sequential(Conv(deepest, deepest, shape.neck), Conv(deepest, deepest, 1)),
            ]
        )
        self.audio_encoder = hear(shape.thin, deep=1)
        self.face_decoder_blocks = nn.ModuleList([nn.Sequential(Conv(deepest, deepest, 1)), *_widening(shape, seen)])
        last = shape.up[-1][0] // shape.thin + seen[0]
        self.output_block = nn.Sequential(
            Conv(last, 32 // shape.thin, 3, 1, 1), nn.Conv2d(32 // shape.thin, 3, 1), nn.Sigmoid()
        )

    def forward(self, mel: Tensor, face: Tensor) -> Tensor:
        kept = []
        for block in self.face_encoder_blocks:
            face = block(face)
            kept.append(face)
        x: Tensor = self.audio_encoder(mel)
        for block in self.face_decoder_blocks:
            x = torch.cat([block(x), kept.pop()], 1)
        made: Tensor = self.output_block(x)
        return made


def _halved(cin: int, cout: int, residuals: int) -> nn.Sequential:
    return nn.Sequential(Conv(cin, cout, 3, 2, 1), *same(cout, residuals))


def _widening(shape: Shape, seen: list[int]) -> list[nn.Module]:
    """Each block is given what the one before it made beside what the encoder saw at that size."""
    blocks: list[nn.Module] = []
    made = seen[-1]
    beside = [seen[-1], *reversed(seen)]
    for number, (width, residuals) in enumerate(shape.up):
        size, cout = (shape.neck, width // shape.thin) if number == 0 else (3, width // shape.thin)
        blocks.append(nn.Sequential(Widen(made + beside[number], cout, size, number > 0), *same(cout, residuals)))
        made = cout
    return blocks
