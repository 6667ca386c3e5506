"""Approximate neighbours among many codes: inverted lists over principal axes, the best candidates compared exactly.

Jégou, Douze, Schmid 2011 ("Product quantization for nearest neighbor search", section 4) without the quantizer: codes
of an encoder lie near a manifold of few dimensions, so a few dozen axes find the candidates.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.codes import Codes, Rows, fingerprint

_AXES = 64
_LEARN_FROM = 50_000
_PIECE = 50_000
_PROBES = 8
_CANDIDATES = 12
"""So many times the wanted number are compared exactly."""


class InvertedNeighbours:
    """Looks into the lists nearest to a code, then compares the best of them over all dimensions."""

    def __init__(self, index: faiss.Index, codes: NDArray[np.float16] | Codes) -> None:
        self._index, self._codes = index, codes
        # one query is too little to share: threads that wait for each other took ten times as long
        faiss.omp_set_num_threads(1)

    @staticmethod
    def open(codes: NDArray[np.float16] | Codes, cache: Path | None = None) -> InvertedNeighbours:
        """Build over codes (n, d), or read what an earlier build over the same codes left in the folder ``cache``."""
        kept = None if cache is None else cache / f"neighbours-{fingerprint(codes)}.faiss"
        if kept is not None and kept.exists():
            return InvertedNeighbours(faiss.read_index(str(kept)), codes)
        index = _build(codes)
        if kept is not None:
            _keep(index, kept)
        return InvertedNeighbours(index, codes)

    def find(self, code: Codes, count: int) -> tuple[Rows, Codes]:
        _, found = self._index.search(code[None].astype(np.float32), count * _CANDIDATES)
        rows = found[0][found[0] >= 0]
        gaps = self._codes[rows].astype(np.float32) - code
        distances = np.einsum("nd,nd->n", gaps, gaps)
        best = np.argsort(distances, kind="stable")[:count]
        return rows[best], distances[best]


def _build(codes: NDArray[np.float16] | Codes) -> faiss.Index:
    count, width = codes.shape
    lists = int(np.clip(np.sqrt(count), 16, 4096))
    index = faiss.index_factory(width, f"PCA{min(_AXES, width)},IVF{lists},SQ8")
    chosen = np.random.default_rng(0).choice(count, min(count, _LEARN_FROM), replace=False)
    index.train(codes[np.sort(chosen)].astype(np.float32))
    for start in range(0, count, _PIECE):
        index.add(codes[start : start + _PIECE].astype(np.float32))
    faiss.extract_index_ivf(index).nprobe = min(_PROBES, lists)
    return index


def _keep(index: faiss.Index, path: Path) -> None:
    """The file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        draft = Path(folder) / path.name
        faiss.write_index(index, str(draft))
        os.replace(draft, path)
