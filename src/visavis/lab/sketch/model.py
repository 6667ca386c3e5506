"""The part autoencoders: a part of a drawing to 512 numbers and back (Chen et al. 2020, "DeepFaceDrawing", 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Protocol, cast

import torch
from torch import Tensor, nn

from visavis.studio.sketch.engine import Part
from visavis.studio.sketch.windows import WINDOWS

CODE = 512
_NARROW = 24


def _shrink(narrow: int, wide: int) -> list[nn.Module]:
    return [nn.Conv2d(narrow, wide, 4, 2, 1), nn.LeakyReLU(0.2)]


class PartEncoder(nn.Module):
    """Ink (b, 1, s, s) in [0, 1] to codes (b, CODE): a linear reading, and what convolutions add to it."""

    def __init__(self, side: int, pooled: int, fold: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        left = side // fold >> len(widths) - 1
        self.flat = nn.Sequential(nn.AvgPool2d(pooled), nn.Flatten())
        self.linear = nn.Linear((side // pooled) ** 2, CODE)
        self.deep = nn.Sequential(
            nn.PixelUnshuffle(fold),
            nn.Conv2d(fold * fold, widths[0], 3, padding=1),
            nn.LeakyReLU(0.2),
            *(layer for narrow, wide in pairwise(widths) for layer in _shrink(narrow, wide)),
            nn.Conv2d(widths[-1], _NARROW, 1),
            nn.LeakyReLU(0.2),
            nn.Flatten(),
        )
        self.add = nn.Linear(_NARROW * left * left, CODE)
        nn.init.zeros_(self.add.weight)
        nn.init.zeros_(self.add.bias)

    def forward(self, ink: Tensor) -> Tensor:
        return cast(Tensor, self.linear(self.flat(ink)) + self.add(self.deep(ink)))


class PartDecoder(nn.Module):
    """Codes (b, CODE) to ink (b, 1, s, s): a linear drawing, and convolutions that sharpen it."""

    def __init__(self, side: int, width: int = 24) -> None:
        super().__init__()
        self.linear = nn.Linear(CODE, side * side)
        self.square = nn.Unflatten(1, (1, side, side))
        self.sharpen = nn.Sequential(
            nn.PixelUnshuffle(2),
            nn.Conv2d(4, width, 3, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, width, 3, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 4, 3, padding=1),
            nn.PixelShuffle(2),
        )
        last = cast(nn.Conv2d, self.sharpen[-2])
        nn.init.zeros_(last.weight)
        nn.init.zeros_(cast(Tensor, last.bias))

    def forward(self, code: Tensor) -> Tensor:
        drawn = self.square(self.linear(code))
        return cast(Tensor, drawn + self.sharpen(drawn))


class Coding(Protocol):
    """What encodes and decodes the ink of parts: networks in training, or those that ship."""

    def encode(self, ink: Mapping[Part, Tensor]) -> Tensor: ...
    def decode(self, codes: Tensor) -> dict[Part, Tensor]: ...


class PartCoder(nn.Module):
    """One part's autoencoder. It learns to answer any hand with the clean one, so that equal faces have near codes
    however they are drawn."""

    def __init__(self, side: int, pooled: int, fold: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.encode, self.decode = PartEncoder(side, pooled, fold, widths), PartDecoder(side)

    def forward(self, ink: Tensor) -> tuple[Tensor, Tensor]:
        code = self.encode(ink)
        return code, self.decode(code)


class Coders(nn.Module):
    """One coder for each part, by the part's name."""

    def __init__(self) -> None:
        super().__init__()
        inner, outline = (1, 2, (32, 64, 96)), (2, 4, (32, 64, 96, 128))
        shapes = {part: outline if part is Part.OUTLINE else inner for part in Part}
        self.parts = nn.ModuleDict({part.value: PartCoder(WINDOWS[part].side, *shapes[part]) for part in Part})

    def of(self, part: Part) -> PartCoder:
        return cast(PartCoder, self.parts[part.value])

    def encode(self, parts: Mapping[Part, Tensor]) -> Tensor:
        """Codes (b, 5, CODE) in the order of Part."""
        return torch.stack([self.of(part).encode(parts[part]) for part in Part], 1)

    def decode(self, codes: Tensor) -> dict[Part, Tensor]:
        """Ink of each part from codes (b, 5, CODE), about [0, 1]."""
        return {part: self.of(part).decode(codes[:, row]) for row, part in enumerate(Part)}
