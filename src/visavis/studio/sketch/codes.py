"""Codes of drawings: what they are in memory, and what names a set of them."""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.float32]
Rows: TypeAlias = NDArray[np.int64]


def fingerprint(codes: NDArray[np.float16] | Codes) -> str:
    """Names a set of codes by what is in it."""
    return hashlib.sha256(np.ascontiguousarray(codes).view(np.uint8).data).hexdigest()[:24]
