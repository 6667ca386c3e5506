"""Hands in a still picture: 21 points each, by MediaPipe Hands."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.face.solutions import Solution
from visavis.media.values import RGB

HandPoints: TypeAlias = NDArray[np.float32]
"""(21, 2) pixels: wrist, then each finger from its root to its tip."""
MOST = 4
_SURE = 0.4


class HandFinder:
    """MediaPipe Hands (Zhang et al. 2020) in still mode; not thread-safe."""

    def __init__(self) -> None:
        self._network: Solution[Any] = Solution(lambda s: s.hands.Hands(True, MOST, 1, _SURE, _SURE))

    def find(self, image: RGB) -> list[HandPoints]:
        """The hands of a picture (H, W, 3)."""
        found = self._network.process(image).multi_hand_landmarks or ()
        size = np.array([image.shape[1], image.shape[0]], np.float32)
        return [np.array([(p.x, p.y) for p in hand.landmark], np.float32) * size for hand in found]
