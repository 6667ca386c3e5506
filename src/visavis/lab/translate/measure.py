"""How near two sets of pictures lie by features of our own choice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def kernel_distance(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    """KID's unbiased squared maximum mean discrepancy with the cubic kernel (Bińkowski et al. 2018) of features (n, d)
    and (m, d). Not comparable with published KIDs, which are on Inception features."""
    width = a.shape[1]
    aa, bb, ab = ((x @ y.T / width + 1) ** 3 for x, y in ((a, a), (b, b), (a, b)))
    n, m = len(a), len(b)
    within = (aa.sum() - np.trace(aa)) / (n * (n - 1)) + (bb.sum() - np.trace(bb)) / (m * (m - 1))
    return float(within - 2 * ab.mean())
