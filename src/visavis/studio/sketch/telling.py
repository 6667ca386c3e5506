"""What a drawing tells of colours, gender and age: ridge regression over the codes of real sketches."""

from __future__ import annotations

import numpy as np

from visavis.studio.sketch.looks import AGE, GENDER, Looks
from visavis.studio.sketch.neighbours import Codes

_STIFFNESS = 1.0
"""Ridge, as a share of the mean variance; held-out drawings are told equally well from 0.5 to 4."""
_DECIDED = 3.0
"""How much clearer gender and age are told than read: the colouring network knows only ±1."""


class Teller:
    """Learns looks (n, LOOKS) from codes (n, d); women and men count alike, however many there are."""

    def __init__(self, codes: Codes, looks: Looks) -> None:
        share = (np.sign(looks[:, GENDER]) == np.sign(looks[:, GENDER, None])).mean(1)
        weights = (1 / share / (1 / share).sum()).astype(np.float32)
        self._low, self._high = looks.min(0), looks.max(0)
        self._codes, self._looks = weights @ codes, weights @ looks
        root = np.sqrt(weights)[:, None]
        given, wanted = root * (codes - self._codes), root * (looks - self._looks)
        gram = (given @ given.T).astype(np.float64)
        gram += np.eye(len(gram)) * _STIFFNESS * np.trace(gram) / len(gram)
        self._slopes = (given.T @ np.linalg.solve(gram, wanted)).astype(np.float32)

    def tell(self, code: Codes) -> Looks:
        """Looks (LOOKS,) of one code (d,), within what real faces have."""
        told = self._looks + (code - self._codes) @ self._slopes
        told[[GENDER, AGE]] *= _DECIDED
        return np.asarray(np.clip(told, self._low, self._high), np.float32)
