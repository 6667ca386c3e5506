"""Drawing somebody new from the codes of training faces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 8
MIXED = 4
"""How many codes make a person."""
MOST_SHARE = 0.5
"""No code weighs more than this in anybody."""
OWN = 0.4
"""The person's own variation, in standard deviations of the faces of a group."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class People:
    """``groups``: gender and perceived ethnicity as labelled; ``group_of`` (n,) of each code; ``codes`` (n, 2, k) of
    training faces, straight and mirrored; ``neighbours`` (n, NEIGHBOURS) of one group with like hair; ``spread``
    (k, k) turns a standard normal row into a difference between faces of one group."""

    groups: tuple[tuple[str, str], ...]
    group_of: NDArray[np.int64]
    codes: Floats
    neighbours: NDArray[np.int64]
    spread: Floats

    def draw(self, draw: np.random.Generator, group: int | None = None) -> Floats:
        """A person's latent (k,); of an evenly chosen group when none is given."""
        chosen = int(draw.integers(len(self.groups))) if group is None else group
        anchor = int(draw.choice(np.flatnonzero(self.group_of == chosen)))
        others = draw.choice(self.neighbours[anchor], MIXED - 1, replace=False)
        mirrored = int(draw.integers(2))
        shares = limit(draw.dirichlet(np.full(MIXED, 2.0)))
        mixed = shares @ self.codes[[anchor, *others], mirrored]
        own = OWN * draw.standard_normal(len(self.spread)) @ self.spread
        return np.asarray(mixed + own, np.float32)


def limit(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares that sum to 1, none above MOST_SHARE: what is over goes to the others as they are."""
    largest = int(shares.argmax())
    over = shares[largest] - MOST_SHARE
    if over <= 0:
        return shares
    rest = shares.copy()
    rest[largest] = 0
    limited = shares + over * rest / rest.sum()
    limited[largest] = MOST_SHARE
    return np.asarray(limited, np.float64)
