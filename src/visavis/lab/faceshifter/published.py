"""FaceShifter's networks as the door for foreign weights knows them."""

from __future__ import annotations

import torch
from torch import Tensor

from visavis.lab.faceshifter import ghost, mindslab
from visavis.lab.published.network import Network

_LOOSE = (r".*num_batches_tracked",)
_TRAINED_ALONG = (r"D\..*", r"Z\..*")
"""What a checkpoint of mindslab's training also holds: the discriminator, and the identity encoder."""


def _swap(identity: int, low: float) -> dict[str, Tensor]:
    draw = torch.Generator().manual_seed(0)
    target = torch.rand(2, 3, 256, 256, generator=draw) * (1 - low) + low
    return {"target": target, "identity": torch.nn.functional.normalize(torch.randn(2, identity, generator=draw))}


def _pair(low: float) -> dict[str, Tensor]:
    draw = torch.Generator().manual_seed(0)
    return {"pair": torch.rand(2, 6, 256, 256, generator=draw) * (1 - low) + low}


NETWORKS: tuple[Network, ...] = (
    Network(
        "aeinet", mindslab.AeiNet, lambda: _swap(mindslab.IDENTITY, 0), ("picture",), loose=(*_LOOSE, *_TRAINED_ALONG)
    ),
    Network("ghost", ghost.AeiNet, lambda: _swap(ghost.IDENTITY, -1), ("picture",), loose=_LOOSE),
    Network("hearnet", mindslab.HearNet, lambda: _pair(0), ("picture",), loose=_LOOSE),
    Network("hearnet-taotao", ghost.HearNet, lambda: _pair(-1), ("picture",), loose=_LOOSE),
)
