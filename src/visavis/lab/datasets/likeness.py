"""Near-duplicates by a perceptual hash of the aligned face."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from visavis.media.values import RGB

HASH_BITS = 256
MOST_BITS_APART = 24
"""Copies that were scaled, compressed or cut again stay below, other pictures above (measured: see docs/datasets.md)."""


def perceptual_hash(face: RGB) -> int:
    """256 bits: the signs, about their median, of the 16 × 16 lowest frequencies at 64 px (Zauner 2010, "pHash")."""
    grey = cv2.resize(cv2.cvtColor(face, cv2.COLOR_RGB2GRAY), (64, 64), interpolation=cv2.INTER_AREA)
    waves = cv2.dct(grey.astype(np.float32))[:16, :16].ravel()
    bits = waves > np.median(waves[1:])
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


@dataclass(frozen=True)
class Candidate:
    """A face that passed; the larger one of two that look alike stays, then the one with the lower content hash."""

    name: str
    source_sha256: str
    face_px: float
    hash: int

    @property
    def rank(self) -> tuple[float, str, str]:
        return (-self.face_px, self.source_sha256, self.name)


def find_duplicates(candidates: Iterable[Candidate], most_bits: int = MOST_BITS_APART) -> dict[str, tuple[str, int]]:
    """The name of each candidate that has to go, with the name of the one that stays for it and the bits between.

    The result depends on the set alone, not on its order. Memory: about 25 dictionary entries a candidate.
    """
    kept = _Kept(most_bits)
    gone: dict[str, tuple[str, int]] = {}
    for one in sorted(candidates, key=lambda candidate: candidate.rank):
        twin = kept.nearest(one)
        if twin is None:
            kept.add(one)
        else:
            gone[one.name] = (twin.name, (twin.hash ^ one.hash).bit_count())
    return gone


class _Kept:
    """Finds a hash within ``most_bits``: of most_bits + 1 bands at least one must then be equal."""

    def __init__(self, most_bits: int) -> None:
        self._most_bits = most_bits
        edges = np.linspace(0, HASH_BITS, most_bits + 2).astype(int)
        self._bands = [(int(low), (1 << int(high - low)) - 1) for low, high in zip(edges, edges[1:], strict=False)]
        self._by_band: dict[tuple[int, int], list[Candidate]] = defaultdict(list)

    def add(self, one: Candidate) -> None:
        for key in self._keys(one.hash):
            self._by_band[key].append(one)

    def nearest(self, one: Candidate) -> Candidate | None:
        near = {
            other.name: other
            for key in self._keys(one.hash)
            for other in self._by_band.get(key, ())
            if (other.hash ^ one.hash).bit_count() <= self._most_bits
        }
        return min(near.values(), key=lambda other: ((other.hash ^ one.hash).bit_count(), other.rank), default=None)

    def _keys(self, value: int) -> Iterator[tuple[int, int]]:
        return ((place, (value >> low) & mask) for place, (low, mask) in enumerate(self._bands))
