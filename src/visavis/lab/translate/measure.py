"""How near made pictures lie to the true ones, by features of our own choice."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from visavis.lab.generator.measure import RandomFeatures


@torch.inference_mode()
def feature_gap(made: NDArray[np.uint8], true: NDArray[np.uint8]) -> float:
    """Mean distance of pairs of RGB pictures (n, S, S, 3), made like LPIPS (Zhang et al. 2018) but on random
    convolutions: squared differences of unit feature vectors, averaged over places, summed over layers.

    Not comparable with published LPIPS. 0 for equal pictures.
    """
    features, total = RandomFeatures(), 0.0
    for mine, other in zip(features.maps(made), features.maps(true), strict=True):
        one, two = (maps / maps.norm(dim=1, keepdim=True).clamp(min=1e-8) for maps in (mine, other))
        total += float((one - two).square().sum(1).mean())
    return total
