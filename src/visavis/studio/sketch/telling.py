"""What a drawing tells of colours, gender and age: ridge regression, learned in the lab over unsure drawings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from visavis.studio.sketch.codes import Codes
from visavis.studio.sketch.engine import GENDERS
from visavis.studio.sketch.looks import AGE, GENDER, Looks

_DECIDED = 3.0
"""How much clearer gender and age are told than read: the colouring network knows only ±1."""
_VARIED = 1.5
"""How much farther colours are told from the middle than read: regression tells everybody a middle brown. The error on
held-out faces is the same up to there."""


@dataclass(frozen=True)
class Teller:
    """``codes`` (d,) and ``looks`` (LOOKS,): the middles; ``slopes`` (d, LOOKS); ``low``, ``high`` (LOOKS,): what real
    faces have."""

    codes: Codes
    looks: Looks
    slopes: Looks
    low: Looks
    high: Looks

    def tell(self, code: Codes) -> Looks:
        """Looks (LOOKS,) of one code (d,), within what real faces have."""
        change = (code - self.codes) @ self.slopes
        told = self.looks + _VARIED * change
        told[[GENDER, AGE]] = _DECIDED * (self.looks + change)[[GENDER, AGE]]
        return np.asarray(np.clip(told, self.low, self.high), np.float32)


def read_tellers(held: Mapping[str, Looks]) -> dict[str | None, Teller]:
    """Those that ``write_tellers`` named, by the gender that is wished."""
    names = [field.name for field in fields(Teller)]
    return {
        gender: Teller(*(np.asarray(held[f"tell {gender} {name}"], np.float32) for name in names))
        for gender in (None, *GENDERS)
    }


def write_tellers(tellers: Mapping[str | None, Teller]) -> dict[str, NDArray[np.float16]]:
    """Their numbers in half precision, by name."""
    return {
        f"tell {gender} {field.name}": getattr(teller, field.name).astype(np.float16)
        for gender, teller in tellers.items()
        for field in fields(Teller)
    }
