"""The plain values that pictures and sound travel as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RGB: TypeAlias = NDArray[np.uint8]
"""A picture: uint8, shape (H, W, 3), red first, sRGB."""

Mask: TypeAlias = NDArray[np.float32]
"""A soft mask: float32, shape (H, W), 0 = outside, 1 = inside."""

Samples: TypeAlias = NDArray[np.float32]
"""Sound: float32, shape (n,), mono, in [-1, 1]."""


@dataclass(frozen=True)
class Audio:
    """Mono sound with its rate."""

    samples: Samples
    rate_hz: int

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate_hz


@dataclass(frozen=True)
class Frame:
    """One picture of a video, upright (rotation already applied), at its own presentation time."""

    image: RGB
    time_s: float
