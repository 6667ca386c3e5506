"""What is measured of a voice, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

STEP_S = 0.01
SILENT_DBFS = -100.0


@dataclass(frozen=True)
class Prosody:
    """One value for every 10 ms; frame k is about the time (k + 0.5) · 0.01 s.

    ``f0_hz`` (n,) NaN where unvoiced; ``level_dbfs`` (n,) RMS level, 0 = full-scale square wave, never below −100;
    ``speech`` (n,) voice activity; ``clipped`` (n,) frames that hit the limit of the recording; ``nuclei_s`` (m,) times
    of the syllable nuclei; ``f0_range_hz`` the range in which this speaker's pitch was searched at the end.
    """

    duration_s: float
    f0_hz: Values
    level_dbfs: Values
    speech: Flags
    clipped: Flags
    nuclei_s: Values
    f0_range_hz: tuple[float, float]

    @property
    def times_s(self) -> Values:
        """(n,) the middle of each frame."""
        return (np.arange(len(self.f0_hz)) + 0.5) * STEP_S

    @property
    def speech_s(self) -> float:
        """Seconds of speech."""
        return float(self.speech.sum()) * STEP_S
