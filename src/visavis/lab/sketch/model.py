"""The part autoencoders: a drawing's part to 512 numbers and back (Chen et al. 2020, "DeepFaceDrawing", section 4.1)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import cast

import torch
from torch import Tensor, nn

from visavis.studio.sketch.engine import Part
from visavis.studio.sketch.windows import WINDOWS

CODE = 512
_NARROW = 32


def _shrink(narrow: int, wide: int) -> list[nn.Module]:
    return [nn.Conv2d(narrow, wide, 4, 2, 1, bias=False), nn.BatchNorm2d(wide), nn.LeakyReLU(0.2)]


def _grow(wide: int, narrow: int) -> list[nn.Module]:
    return [nn.ConvTranspose2d(wide, narrow, 4, 2, 1, bias=False), nn.BatchNorm2d(narrow), nn.LeakyReLU(0.2)]


class PartCoder(nn.Module):
    """``encode``: ink (b, 1, s, s) in [0, 1] to codes (b, CODE); ``decode``: codes to logits of ink (b, 1, s, s).

    It learns to answer any hand with the clean one, so equal faces have near codes however they are drawn. Pixels are
    folded into channels before the first and after the last convolution: full-size layers would cost most of the time.
    """

    def __init__(self, side: int, fold: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        left = side // fold >> len(widths) - 1
        self.encode = nn.Sequential(
            nn.PixelUnshuffle(fold),
            nn.Conv2d(fold * fold, widths[0], 3, padding=1),
            nn.LeakyReLU(0.2),
            *(layer for narrow, wide in pairwise(widths) for layer in _shrink(narrow, wide)),
            nn.Conv2d(widths[-1], _NARROW, 1),
            nn.LeakyReLU(0.2),
            nn.Flatten(),
            nn.Linear(_NARROW * left * left, CODE),
        )
        self.decode = nn.Sequential(
            nn.Linear(CODE, _NARROW * left * left),
            nn.LeakyReLU(0.2),
            nn.Unflatten(1, (_NARROW, left, left)),
            nn.Conv2d(_NARROW, widths[-1], 1),
            nn.LeakyReLU(0.2),
            *(layer for wide, narrow in pairwise(widths[::-1]) for layer in _grow(wide, narrow)),
            nn.Conv2d(widths[0], widths[0], 3, padding=1),
            nn.LeakyReLU(0.2),
            nn.Conv2d(widths[0], fold * fold, 3, padding=1),
            nn.PixelShuffle(fold),
        )

    def forward(self, ink: Tensor) -> tuple[Tensor, Tensor]:
        code = self.encode(ink)
        return code, self.decode(code)


class Coders(nn.Module):
    """One coder for each part, by the part's name."""

    def __init__(self) -> None:
        super().__init__()
        inner, outline = (2, (48, 96, 128)), (4, (48, 96, 128, 160))
        shapes = {part: outline if part is Part.OUTLINE else inner for part in Part}
        coders = {part.value: PartCoder(WINDOWS[part].side, *shapes[part]) for part in Part}
        self.parts = nn.ModuleDict(coders)

    def of(self, part: Part) -> PartCoder:
        return cast(PartCoder, self.parts[part.value])

    def encode(self, parts: Mapping[Part, Tensor]) -> Tensor:
        """Codes (b, 5, CODE) in the order of Part."""
        return torch.stack([self.of(part).encode(parts[part]) for part in Part], 1)

    def decode(self, codes: Tensor) -> dict[Part, Tensor]:
        """Ink in [0, 1] of each part from codes (b, 5, CODE)."""
        return {part: torch.sigmoid(self.of(part).decode(codes[:, row])) for row, part in enumerate(Part)}
