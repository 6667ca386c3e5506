"""The simplest reader of pictures, to compare networks with: histograms of gradients and logistic regression.

Dalal and Triggs 2005, "Histograms of oriented gradients": cells of 8 px, nine directions, blocks of 2 × 2 cells.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from visavis.lab.expression.faces import Bytes, Rows
from visavis.lab.expression.reading import LUMA
from visavis.lab.expression.vary import centre
from visavis.observe.expression_classes.crop import FACE_PX

_CELL, _DIRECTIONS, _SHARPNESS = 8, 9, 4
_CALM, _CLIP = 4.0, 0.2
_CELLS = FACE_PX // _CELL
NUMBERS = (_CELLS - 1) ** 2 * 4 * _DIRECTIONS


class Gradients(nn.Module):
    """(b, 3, s, s) RGB in 0–255 -> (b, classes): described, evened out, and read linearly."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        turns = 2 * math.pi * torch.arange(_DIRECTIONS) / _DIRECTIONS
        self.register_buffer("luma", torch.tensor(LUMA).reshape(1, 3, 1, 1), persistent=False)
        self.register_buffer("towards", torch.stack([turns.cos(), turns.sin()])[:, None, :, None, None], False)
        self.register_buffer("mean", torch.zeros(NUMBERS))
        self.register_buffer("spread", torch.ones(NUMBERS))
        self.head = nn.Linear(NUMBERS, classes)

    def describe(self, pictures: Tensor) -> Tensor:
        """(b, NUMBERS). Directions are soft: the double angle's cosine to each of nine, to the power of _SHARPNESS."""
        grey = nn.functional.pad((pictures * cast(Tensor, self.luma)).sum(1, keepdim=True), (1, 1, 1, 1), "replicate")
        across, down = grey[..., 1:-1, 2:] - grey[..., 1:-1, :-2], grey[..., 2:, 1:-1] - grey[..., :-2, 1:-1]
        strength = (across.square() + down.square() + 1e-6).sqrt()
        double = torch.stack([across.square() - down.square(), 2 * across * down]) / strength.square()
        share = (double * cast(Tensor, self.towards)).sum(0).clamp(min=0) ** _SHARPNESS
        cells = nn.functional.avg_pool2d(strength * share, _CELL)
        corners = [cells[..., y : y + _CELLS - 1, x : x + _CELLS - 1] for y in (0, 1) for x in (0, 1)]
        blocks = torch.cat(corners, 1)
        even = (blocks / (blocks.square().sum(1, keepdim=True).sqrt() + _CALM)).clamp(max=_CLIP)
        return even.flatten(1)

    def forward(self, pictures: Tensor) -> Tensor:
        away = self.describe(pictures) - cast(Tensor, self.mean)
        return cast(Tensor, self.head(away / cast(Tensor, self.spread)))


@torch.inference_mode()
def describe_all(net: Gradients, pictures: Bytes, mirrored: bool = False, batch: int = 256) -> Tensor:
    """Wide faces (n, …) as numbers (n, NUMBERS)."""
    parts = (centre(torch.from_numpy(pictures[at : at + batch])) for at in range(0, len(pictures), batch))
    return torch.cat([net.describe(part.flip(3) if mirrored else part) for part in parts])


def fit_gradients(
    pictures: Bytes, truth: Rows, classes: int, weights: NDArray[np.float64], penalty: float = 1e-2, steps: int = 120
) -> Gradients:
    """Least weighted cross-entropy with a quadratic penalty; each face also mirrored."""
    net = Gradients(classes)
    seen = torch.cat([describe_all(net, pictures), describe_all(net, pictures, mirrored=True)])
    cast(Tensor, net.mean).copy_(seen.mean(0))
    cast(Tensor, net.spread).copy_(seen.std(0) + 0.02)
    seen.sub_(cast(Tensor, net.mean)).div_(cast(Tensor, net.spread))
    wanted = torch.from_numpy(np.concatenate([truth, truth]))
    share = torch.from_numpy(np.concatenate([weights, weights]) / (2 * weights.sum())).float()
    nn.init.zeros_(net.head.weight)
    search = torch.optim.LBFGS(net.head.parameters(), max_iter=steps, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        search.zero_grad()
        each = nn.functional.cross_entropy(net.head(seen), wanted, reduction="none")
        whole = (share * each).sum() + penalty * net.head.weight.square().sum()
        whole.backward()  # type: ignore[no-untyped-call]
        return whole

    search.step(loss)  # type: ignore[no-untyped-call]
    return net.eval().requires_grad_(False)
