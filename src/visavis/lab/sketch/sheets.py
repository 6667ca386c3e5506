"""Sheets of pictures to be looked at while training."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from visavis.lab.sketch.model import Coders, Coding
from visavis.lab.sketch.refining import Lesson, as_parts
from visavis.lab.translate.paired import Pairs
from visavis.studio.sketch.engine import Part
from visavis.studio.sketch.lines import Plane
from visavis.studio.sketch.windows import join_parts


@torch.inference_mode()
def answer(coders: Coding, drawings: list[Plane]) -> list[Plane]:
    """The drawings (S, S) through the coders and back."""
    made = coders.decode(coders.encode(as_parts(drawings)))
    return [join_parts({part: made[part][row, 0].numpy() for part in Part}) for row in range(len(drawings))]


def refined_sheet(coders: Coders, given: Lesson) -> NDArray[np.uint8]:
    """Drawn, answered, wanted beside one another: uint8 (n · S, 3 · S)."""
    made = answer(coders, given.drawn)
    rows = [np.hstack(row) for row in zip(given.drawn, made, given.wanted, strict=True)]
    return np.asarray(np.rint(255 * (1 - np.clip(np.vstack(rows), 0, 1))), np.uint8)


@torch.inference_mode()
def painted_sheet(net: nn.Module, pairs: Pairs) -> NDArray[np.uint8]:
    """Drawing, picture, photo above one another: RGB (3 · S, n · S, 3)."""
    drawn = pairs.source.expand(-1, 3, -1, -1)
    rows = [torch.cat(list(row.float()), 2) for row in (drawn, net(pairs.source, pairs.style), pairs.target)]
    sheet = torch.cat(rows, 1).permute(1, 2, 0).clamp(-1, 1)
    return np.asarray(((sheet + 1) * 127.5).round().numpy(), np.uint8)
