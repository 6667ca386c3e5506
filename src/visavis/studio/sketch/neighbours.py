"""The likest codes: exact over few, approximate over many, behind one interface."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.codes import Codes, Rows

EXACT_UP_TO = 50_000
"""From about here on an index is faster than looking at every code."""


class Neighbours(Protocol):
    """Finds codes near to one."""

    def find(self, code: Codes, count: int) -> tuple[Rows, Codes]:
        """Rows and squared Euclidean distances of the ``count`` codes nearest to ``code`` (d,), nearest first."""
        ...


class ExactNeighbours:
    """Looks at every code: cost grows with their number."""

    def __init__(self, codes: NDArray[np.float16] | Codes) -> None:
        self._codes = codes.astype(np.float32)
        self._squares = np.einsum("nd,nd->n", self._codes, self._codes)

    def find(self, code: Codes, count: int) -> tuple[Rows, Codes]:
        distances = self._squares - 2 * self._codes @ code + code @ code
        count = min(count, len(distances))
        rows = np.argpartition(distances, count - 1)[:count]
        rows = rows[np.argsort(distances[rows], kind="stable")]
        return rows, np.maximum(distances[rows], 0)


def open_neighbours(codes: NDArray[np.float16] | Codes, cache: Path | None = None) -> Neighbours:
    """What suits the number of codes (n, d). A built index is kept in the folder ``cache``."""
    if len(codes) <= EXACT_UP_TO:
        return ExactNeighbours(codes)
    from visavis.studio.sketch.inverted import InvertedNeighbours

    return InvertedNeighbours.open(codes, cache)
