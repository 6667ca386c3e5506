"""Drawing somebody new from the codes of training faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 8
MIXED = 4
"""How many codes make a face."""
MOST_SHARE = 0.5
"""No code weighs more than this in anybody's face."""
OWN = 0.3
"""The face's own variation, in standard deviations of the faces of a group."""

MOST_TONE = 10.0
"""CIELAB: faces that are moved further turn grey or patchy."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class People:
    """``groups``: gender and perceived ethnicity as labelled; ``group_of`` (n,) of each code; ``codes`` (n, 2, k) of
    training faces, straight and mirrored, of which the first ``faces`` numbers are the face and the rest is hair;
    ``donors`` (n,): whose hair may be worn; ``neighbours`` (n, NEIGHBOURS) of one group with like skin and light;
    ``spread`` (faces, faces) turns a standard normal row into a difference between faces of one group;
    ``tone_read`` and ``tone_move`` (4, faces) read and move a face's skin tone and where its light comes from."""

    groups: tuple[tuple[str, str], ...]
    group_of: NDArray[np.int64]
    codes: Floats
    donors: NDArray[np.bool_]
    neighbours: NDArray[np.int64]
    spread: Floats
    tone_read: Floats
    tone_move: Floats

    @property
    def faces(self) -> int:
        return len(self.spread)

    def draw(self, draw: np.random.Generator, group: int | None = None, place: float | None = None) -> Floats:
        """A person's latent (k,); of an evenly chosen group when none is given; ``place`` in [0, 1): which of its
        donors, by chance when none is given."""
        chosen = int(draw.integers(len(self.groups))) if group is None else group
        donors = np.flatnonzero((self.group_of == chosen) & self.donors)
        anchor = int(donors[int((draw.random() if place is None else place) * len(donors))])
        others = draw.choice(self.neighbours[anchor], MIXED - 1, replace=False)
        mirrored = int(draw.integers(2))
        shares = limit(draw.dirichlet(np.full(MIXED, 2.0)))
        person: Floats = self.codes[anchor, mirrored].copy()
        face = shares @ self.codes[[anchor, *others], mirrored, : self.faces]
        face += OWN * draw.standard_normal(self.faces) @ self.spread
        # ears and forehead come with the hair: the face takes on their tone and light
        gap = self.tone_read @ (person[: self.faces] - face)
        person[: self.faces] = face + gap.clip(-MOST_TONE, MOST_TONE) @ self.tone_move
        return person

    def nearest(self, face: Floats) -> tuple[int, float]:
        """The training face (straight or mirrored) at the smallest angle to the numbers of a face, and the angle in
        degrees."""
        cosines = self._directions @ (face / np.linalg.norm(face))
        best = int(cosines.max(1).argmax())
        return best, _degrees(float(cosines[best].max()))

    def apart(self) -> NDArray[np.float64]:
        """(n,) degrees from each training face to its nearest other."""
        cosines = np.einsum("ik,njk->inj", self._directions[:, 0], self._directions).max(2)
        np.fill_diagonal(cosines, -1)
        return np.asarray(np.degrees(np.arccos(cosines.max(1).clip(-1, 1))), np.float64)

    @property
    def _directions(self) -> Floats:
        faces = self.codes[..., : self.faces]
        return np.asarray(faces / np.linalg.norm(faces, axis=-1, keepdims=True), np.float32)


def _degrees(cosine: float) -> float:
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def mix(latents: Sequence[Floats], shares: Sequence[float], faces: int) -> Floats:
    """Faces by their shares; the hair of who has the largest: two kinds of hair don't mix."""
    mixed: Floats = latents[int(np.argmax(shares))].copy()
    mixed[:faces] = np.tensordot(np.asarray(shares, np.float32), np.array(latents)[:, :faces], 1)
    return mixed


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
