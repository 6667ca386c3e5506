"""A code drawn towards the manifold of real sketches (Chen et al. 2020, "DeepFaceDrawing", section 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.codes import Codes, Rows
from visavis.studio.sketch.engine import GENDERS, Guidance, Part, Style
from visavis.studio.sketch.looks import GENDER, Looks
from visavis.studio.sketch.neighbours import Neighbours, open_neighbours
from visavis.studio.sketch.telling import Teller

_STIFFNESS = 0.02
"""How much equal weights are preferred to the best fit, as a share of the neighbours' spread."""
_CHOOSY = 20.0
"""How much more the likest face gives to the looks than those behind it."""
_POOL = 4
"""Variations choose k of this many times k neighbours."""


class Manifold:
    """The codes of all training sketches (n, 5, d) float16 and their looks (n, LOOKS), and who is near to whom."""

    def __init__(
        self, codes: NDArray[np.float16], looks: Looks, usual: Looks, tellers: Mapping[str | None, Teller]
    ) -> None:
        self._codes, self.looks, self._usual = codes.astype(np.float32), looks, usual
        self._squares = np.einsum("npd,npd->np", self._codes, self._codes)
        self._rows: dict[str | None, Rows] = {None: np.arange(len(codes))}
        for gender, sign in zip(GENDERS, (1, -1), strict=True):
            self._rows[gender] = np.flatnonzero(np.sign(looks[:, GENDER]) == sign)
        self._near: dict[tuple[str | None, Part], Neighbours] = {
            (gender, part): open_neighbours(codes[rows, row])
            for gender, rows in self._rows.items()
            for row, part in enumerate(Part)
        }
        self._tellers = tellers

    def tell(self, codes: Codes, drawn: tuple[Part, ...], likest: Likest, style: Style) -> Looks:
        """What the drawn parts tell of the looks (LOOKS,), the others taken from the likest faces.

        A variation has the colours and the age of one of those, but the gender that the lines tell.
        """
        whole = codes.copy()
        for row, part in enumerate(Part):
            if part not in drawn:
                whole[row] = likest.mix(self._codes[likest.rows, row])
        told = self._tellers[style.gender].tell(self._flat(whole[None])[0])
        if style.variation:
            gender, told = told[GENDER], self.looks[likest.rows[style.variation % len(likest.rows)]].copy()
            told[GENDER] = gender
        return told

    def _flat(self, codes: Codes) -> Codes:
        """Codes (n, 5, d) as (n, 5 d), every part as important as the others."""
        return (codes / self._usual[:, None]).reshape(len(codes), -1)

    def project(self, codes: Codes, drawn: tuple[Part, ...], likest: Likest, guidance: Guidance, style: Style) -> Codes:
        """Codes (5, d), each moved towards its neighbours by t; parts that aren't drawn come from the likest faces."""
        moved = self.rebuild(codes, drawn, guidance.k, style)
        for row, part in enumerate(Part):
            if part in drawn:
                t = np.float32(guidance.of(part))
                moved[row] = t * codes[row] + (1 - t) * moved[row]
            else:
                moved[row] = likest.mix(self._codes[likest.rows, row])
        return moved

    def rebuild(self, codes: Codes, drawn: tuple[Part, ...], count: int, style: Style) -> Codes:
        """Codes (5, d), those of drawn parts put together from ``count`` neighbours."""
        rebuilt = codes.copy()
        for row, part in enumerate(Part):
            if part in drawn:
                near = self._codes[self._chosen(part, codes[row], count, style), row]
                rebuilt[row] = locally_linear(codes[row], near) @ near
        return rebuilt

    def likest(self, codes: Codes, drawn: tuple[Part, ...], count: int, style: Style) -> Likest:
        """Whole faces whose drawn parts are near."""
        rows = self._rows[style.gender]
        total = np.zeros(len(rows), np.float32)
        for row, part in enumerate(Part):
            if part in drawn:
                across = self._codes[:, row] @ codes[row]
                gaps = self._squares[:, row] - 2 * across + codes[row] @ codes[row]
                total += gaps[rows] / self._usual[row] ** 2
        order = np.argsort(total, kind="stable")[: count * _POOL]
        if style.variation:
            order = order[np.sort(_some(len(order), count, style.variation))]
        order = order[:count]
        weights = np.exp(-_CHOOSY * (total[order] / max(float(total[order[0]]), 1e-6) - 1))
        return Likest(rows[order], (weights / weights.sum()).astype(np.float32))

    def _chosen(self, part: Part, code: Codes, count: int, style: Style) -> Rows:
        near = self._near[style.gender, part]
        found, _ = near.find(code, count if not style.variation else count * _POOL)
        if style.variation:
            found = found[np.sort(_some(len(found), count, style.variation))]
        return self._rows[style.gender][found]


@dataclass(frozen=True)
class Likest:
    """Rows of faces and their weights, which sum to one."""

    rows: Rows
    weights: Looks

    def mix(self, values: NDArray[np.float16] | Looks) -> Looks:
        """The weighted mean of values (k, …)."""
        return np.asarray(np.tensordot(self.weights, values.astype(np.float32), 1), np.float32)


def locally_linear(code: Codes, near: Codes) -> Codes:
    """The weights (k,) that sum to one and rebuild ``code`` (d,) best of ``near`` (k, d) (Roweis, Saul 2000)."""
    gap = (near - code).astype(np.float64)
    gram = gap @ gap.T
    gram += np.eye(len(near)) * max(_STIFFNESS * float(np.trace(gram)), 1e-9)
    weights = np.linalg.solve(gram, np.ones(len(near)))
    return np.asarray(weights / weights.sum(), np.float32)


def _some(of: int, count: int, variation: int) -> Rows:
    return np.random.default_rng(variation).permutation(of)[:count]
