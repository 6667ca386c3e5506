"""How somebody carries a face: what is added to speaking and to listening, whoever the portrait shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from visavis.studio.talk.engine import MOUTH_CONTROLS, Curve

USUAL_NODS = 13.3
"""Nods a minute of a listening loop without a manner: one every 3–6 s."""


@dataclass(frozen=True)
class Manner:
    """``smile_u`` lifts the corners of the mouth (−0.02 … 0.05), ``brow_u`` the brows at rest (−0.03 … 0.03);
    ``liveliness`` (0–2) multiplies the raises of the brows while speaking; ``nods_a_minute`` (2–30) is for listening.

    A clip of one manner begins and ends with the resting face of that manner, so that its clips join.
    """

    smile_u: float = 0.0
    brow_u: float = 0.0
    liveliness: float = 1.0
    nods_a_minute: float = USUAL_NODS

    @property
    def resting_mouth(self) -> Curve:
        """(6,) what is added to every frame's mouth: corners up and outwards, the lips a little thinner."""
        mouth = np.zeros(len(MOUTH_CONTROLS), np.float32)
        mouth[MOUTH_CONTROLS.index("cy")] = -self.smile_u
        mouth[MOUTH_CONTROLS.index("wid")] = 0.9 * max(self.smile_u, 0.0)
        mouth[MOUTH_CONTROLS.index("th")] = -0.15 * max(self.smile_u, 0.0)
        return mouth

    @property
    def nod_gap(self) -> float:
        """How much longer than usual the pauses between nods are."""
        return 1.0 if self.nods_a_minute == USUAL_NODS else USUAL_NODS / self.nods_a_minute


NEUTRAL = Manner()
