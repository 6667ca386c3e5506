"""A network with what comes before it: pictures of 0–255 in, answers out."""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn

from visavis.lab.expression.nets import Net

LUMA = (0.299, 0.587, 0.114)
_CALM = 8.0
"""Grey levels: keeps an even picture from being stretched to noise."""


class FaceNet(nn.Module):
    """(b, 3, s, s) RGB in 0–255, or (b, 1, s, s) grey -> (b, answers).

    A network with one channel sees the grey picture with its mean taken out and its contrast made even, so that neither
    camera nor light matters much; one with three sees colours in [-1, 1], as published weights expect.
    """

    def __init__(self, net: Net, channels: int) -> None:
        super().__init__()
        self.net, self._grey = net, channels == 1
        self.register_buffer("luma", torch.tensor(LUMA).reshape(1, 3, 1, 1), persistent=False)

    def look(self, pictures: Tensor) -> Tensor:
        """What the network gets."""
        if not self._grey:
            return pictures / 127.5 - 1
        grey = (pictures * cast(Tensor, self.luma)).sum(1, keepdim=True) if pictures.shape[1] == 3 else pictures
        away = grey - grey.mean((2, 3), keepdim=True)
        return away / (away.square().mean((2, 3), keepdim=True).sqrt() + _CALM)

    def forward(self, pictures: Tensor) -> Tensor:
        return cast(Tensor, self.net(self.look(pictures)))
