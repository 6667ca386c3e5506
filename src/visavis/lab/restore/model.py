"""The network: residual blocks on blocks of pixels (pixel unshuffle and shuffle, Shi et al. 2016, "ESPCN")."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn

from visavis.studio.restore.frame import BLOCK


class Block(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.second.weight)
        nn.init.zeros_(self.second.bias)  # type: ignore[arg-type]

    def forward(self, x: Tensor) -> Tensor:
        return x + cast(Tensor, self.second(torch.relu(self.first(x))))


class Restorer(nn.Module):
    """(b, 3, s, s) worn in [0, 1] and places (b, 2, s / BLOCK, s / BLOCK) -> what to add, (b, 3, s, s)."""

    def __init__(self, width: int = 64, blocks: int = 8) -> None:
        super().__init__()
        self.read = nn.Conv2d(3 * BLOCK**2 + 2, width, 3, padding=1)
        self.blocks = nn.Sequential(*(Block(width) for _ in range(blocks)))
        self.write = nn.Conv2d(width, 3 * BLOCK**2, 3, padding=1)
        nn.init.zeros_(self.write.weight)
        nn.init.zeros_(self.write.bias)  # type: ignore[arg-type]

    def forward(self, worn: Tensor, places: Tensor) -> Tensor:
        seen = torch.cat([nn.functional.pixel_unshuffle(worn, BLOCK) - 0.5, places], 1)
        return nn.functional.pixel_shuffle(cast(Tensor, self.write(self.blocks(torch.relu(self.read(seen))))), BLOCK)
