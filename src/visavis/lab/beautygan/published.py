"""BeautyGAN as the door for foreign weights sees it."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from visavis.lab.beautygan.generator import BranchGenerator
from visavis.lab.published.network import Network

SIDE_PX = 256


class _MadeUp(nn.Module):
    """The first of both pictures alone."""

    def __init__(self, generator: nn.Module) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, source: Tensor, reference: Tensor) -> Tensor:
        picture: Tensor = self.generator(source, reference)[0]
        return picture


def _examples() -> dict[str, Tensor]:
    draw = torch.Generator().manual_seed(0)
    return {name: 2 * torch.rand(2, 3, SIDE_PX, SIDE_PX, generator=draw) - 1 for name in ("source", "reference")}


NETWORKS: tuple[Network, ...] = (Network("beautygan", BranchGenerator, _examples, ("picture",), graph=_MadeUp),)
