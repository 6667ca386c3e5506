"""Networks of the tests' own, as a module that the door can be told of: small ones, and one that others published."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from visavis.lab.published.network import Network
from visavis.lab.translate.pix2pixhd import resnet9


class Tiny(nn.Module):
    """A picture in, a picture and its mean out, with batch statistics and a layer that only training needs."""

    def __init__(self, channels: int = 4) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, channels, 3, padding=1)
        self.norm = nn.BatchNorm2d(channels)
        self.last = nn.Conv2d(channels, 3, 1)

    def forward(self, picture: Tensor, gain: Tensor) -> tuple[Tensor, Tensor]:
        made = self.last(torch.relu(self.norm(self.first(picture)))) * gain[:, :, None, None]
        return made, made.mean((1, 2, 3))


class _Picture(nn.Module):
    def __init__(self, net: nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, picture: Tensor, gain: Tensor) -> Tensor:
        made: Tensor = self.net(picture, gain)[0]
        return made


def _pictures(side: int) -> Tensor:
    return torch.rand(2, 3, side, side, generator=torch.Generator().manual_seed(1)) * 2 - 1


def _tiny_examples() -> dict[str, Tensor]:
    return {"picture": _pictures(16), "gain": torch.ones(2, 1)}


TINY = Network("tiny", Tiny, _tiny_examples, ("made",), graph=_Picture, free={"picture": (2, 3)})
WIDE = Network("wide", lambda: Tiny(8), _tiny_examples, ("made", "mean"))
RESNET9 = Network("resnet9", resnet9, lambda: {"picture": _pictures(64)}, ("made",), free={"picture": (2, 3)})
NETWORKS = (TINY, WIDE, RESNET9)
