"""The restoring networks as the door for foreign weights sees them: graph input ``face``, output ``picture``."""

from __future__ import annotations

from functools import partial

import torch
from torch import Tensor

from visavis.lab.faceprior.gfpgan import Gfpgan
from visavis.lab.faceprior.gpen import SHAPE_256, SHAPE_512, Gpen
from visavis.lab.published.network import Network


def examples(side_px: int) -> dict[str, Tensor]:
    """Two pictures, the same each time."""
    draw = torch.Generator().manual_seed(0)
    return {"face": 2 * torch.rand(2, 3, side_px, side_px, generator=draw) - 1}


NETWORKS: tuple[Network, ...] = (
    # what only training uses; some files of others leave it out
    Network("gfpgan", Gfpgan, partial(examples, 512), ("picture",), loose=(r"toRGB\..*",)),
    Network("gpen256", partial(Gpen, SHAPE_256), partial(examples, 256), ("picture",)),
    Network("gpen512", partial(Gpen, SHAPE_512), partial(examples, 512), ("picture",)),
)
