"""VideoReTalking's networks for the door of foreign weights.

The graphs, all float32; pictures of LNet and ENet are BGR as in the official code, those of DNet RGB:

``dnet``: ``face`` (n, 3, 256, 256) in [-1, 1], ``coefficients`` (n, 73, 26) -> ``picture`` as ``face``.
``lnet``: ``mel`` (n, 1, 80, 16) in [-4, 4], ``faces`` (n, 6, 96, 96) in [0, 1], first the one whose lower half is 0 ->
``picture`` (n, 3, 96, 96) in [0, 1].
``enet``: ``lips`` as LNet's ``picture``, ``reference`` (n, 3, 384, 384) in [0, 1] -> ``picture`` as ``reference``.
"""

from __future__ import annotations

import torch
from torch import Tensor

from visavis.lab.published.network import Network
from visavis.lab.retalking import dnet, enet, lnet

_LOOSE = (r".*num_batches_tracked", r"(.*\.)?low_res\..*")
"""The official loader passes over ``low_res`` too: in a checkpoint of ENet it is the LNet that it was trained with."""


def _draw(low: float, high: float, *shape: int) -> Tensor:
    return low + (high - low) * torch.rand(2, *shape, generator=torch.Generator().manual_seed(7))


def _for_dnet() -> dict[str, Tensor]:
    side = dnet.SIDE_PX
    return {
        "face": _draw(-1, 1, 3, side, side),
        "coefficients": _draw(-1, 1, dnet.COEFFICIENTS, dnet.WINDOW),
    }


def _for_lnet() -> dict[str, Tensor]:
    side = lnet.SIDE_PX
    return {"mel": _draw(-4, 4, 1, lnet.MEL_BANDS, lnet.MEL_STEPS), "faces": _draw(0, 1, 6, side, side)}


def _for_enet() -> dict[str, Tensor]:
    small, large = lnet.SIDE_PX, enet.SIDE_PX
    return {"lips": _draw(0, 1, 3, small, small), "reference": _draw(0, 1, 3, large, large)}


NETWORKS: tuple[Network, ...] = (
    Network("dnet", dnet.DNet, _for_dnet, ("picture",)),
    Network("lnet", lnet.LNet, _for_lnet, ("picture",), loose=_LOOSE),
    Network("enet", enet.ENet, _for_enet, ("picture",), loose=_LOOSE),
)
