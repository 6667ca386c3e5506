"""Hands in a still picture: 21 points each, by MediaPipe Hands."""

from __future__ import annotations

from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.area import Area, cut
from visavis.face.mesh import FaceMesh
from visavis.face.solutions import Solution
from visavis.media.values import RGB

HandPoints: TypeAlias = NDArray[np.float32]
"""(21, 2) pixels: wrist, then each finger from its root to its tip."""
MOST = 4
_SURE = 0.4
_WIDE_PX, _MOST_ENLARGED, _WIDER = 200.0, 4.0, 2.6
"""The second look: the width of the face, and the side of the picture in faces."""


class HandFinder:
    """MediaPipe Hands (Zhang et al. 2020) in still mode; not thread-safe."""

    def __init__(self) -> None:
        self._network: Solution[Any] = Solution(lambda s: s.hands.Hands(True, MOST, 1, _SURE, _SURE))

    def find_before(self, photo: RGB, face: FaceMesh, area: Area) -> list[HandPoints]:
        """The hands in an area around a face, in its pixels; where none is seen, once more with more of the arms in
        view."""
        found = self.find(area.bytes())
        if found:
            return found
        wide = cut(photo, face, _WIDE_PX, _MOST_ENLARGED, _WIDER)
        onto = area.move @ np.vstack([cv2.invertAffineTransform(wide.move), [0, 0, 1]])
        return [np.asarray(hand @ onto[:, :2].T + onto[:, 2], np.float32) for hand in self.find(wide.bytes())]

    def find(self, image: RGB) -> list[HandPoints]:
        """The hands of a picture (H, W, 3)."""
        found = self._network.process(image).multi_hand_landmarks or ()
        size = np.array([image.shape[1], image.shape[0]], np.float32)
        return [np.array([(p.x, p.y) for p in hand.landmark], np.float32) * size for hand in found]
