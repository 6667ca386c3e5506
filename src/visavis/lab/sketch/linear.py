"""The best linear autoencoder in closed form: where the training of the part coders begins.

Decoding starts from the principal components of clean drawings, encoding from the ridge regression that reads them in
any hand. From random weights a coder needs tens of thousands of steps to see more than the mean face.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as f

from visavis.lab.sketch.model import CODE, Coders, PartCoder
from visavis.lab.sketch.refining import Lesson, as_parts
from visavis.studio.sketch.engine import Part

_RIDGE = 0.05
"""Of the inputs' mean variance: how much small weights are preferred."""


def begin_linear(coders: Coders, given: Lesson) -> dict[Part, float]:
    """Set the linear layers from a large lesson; returns the share of variance that the codes of each part hold."""
    drawn, wanted = as_parts(given.drawn), as_parts(given.wanted)
    return {part: _begin(coders.of(part), drawn[part], wanted[part].flatten(1)) for part in Part}


@torch.no_grad()
def _begin(coder: PartCoder, drawn: Tensor, wanted: Tensor) -> float:
    mean, basis = _principal(wanted)
    codes = (wanted - mean) @ basis
    _set(coder.decode.linear, basis, mean)
    flat = coder.encode.flat(drawn)
    middle = flat.mean(0)
    weights = _ridge(flat - middle, codes)
    _set(coder.encode.linear, weights.T, -middle @ weights)
    return float(codes.square().sum() / (wanted - mean).square().sum())


def _principal(wanted: Tensor) -> tuple[Tensor, Tensor]:
    """Mean (d,) and principal axes (d, CODE); nought where there are fewer."""
    mean = wanted.mean(0)
    torch.manual_seed(0)
    _, _, axes = torch.svd_lowrank(wanted - mean, min(CODE + 32, *wanted.shape), niter=3)
    return mean, f.pad(axes[:, :CODE], (0, max(0, CODE - axes.shape[1])))


def _ridge(given: Tensor, wanted: Tensor) -> Tensor:
    """Weights (d, CODE) that read ``wanted`` in ``given`` (n, d)."""
    gram = given.T @ given
    gram.diagonal().add_(_RIDGE * float(gram.diagonal().mean()) + 1e-6)
    return cast(Tensor, torch.linalg.solve(gram, given.T @ wanted))


def _set(layer: nn.Linear, weight: Tensor, bias: Tensor) -> None:
    layer.weight.copy_(weight)
    layer.bias.copy_(bias)
