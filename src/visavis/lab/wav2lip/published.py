"""Wav2Lip's generators for the door of foreign weights."""

from __future__ import annotations

import torch
from torch import Tensor

from visavis.lab.published.network import Network
from visavis.lab.wav2lip.generator import PX96, PX256, Shape, Wav2Lip


def _examples(side_px: int) -> dict[str, Tensor]:
    draw = torch.Generator().manual_seed(7)
    return {
        "mel": torch.rand(2, 1, 80, 16, generator=draw) * 8 - 4,
        "face": torch.rand(2, 6, side_px, side_px, generator=draw),
    }


def _network(kind: str, shape: Shape) -> Network:
    return Network(kind, lambda: Wav2Lip(shape), lambda: _examples(shape.side_px), ("picture",))


NETWORKS: tuple[Network, ...] = (_network("wav2lip", PX96), _network("wav2lip256", PX256))
"""Their graphs take ``mel`` (n, 1, 80, 16) in [-4, 4] and ``face`` (n, 6, S, S) in [0, 1], and give ``picture``
(n, 3, S, S) in [0, 1]."""
