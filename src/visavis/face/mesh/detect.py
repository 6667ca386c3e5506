"""Where faces are, before any mesh is laid on them: MediaPipe's full-range detector, over tiles when need be."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from visavis.face.solutions import Solution
from visavis.media.values import RGB

_CROWD = 7
"""So many faces are many small ones."""


@dataclass(frozen=True)
class Spot:
    """A face's middle and longer side in pixels; ``score``: how sure the detector is, 0–1."""

    x: float
    y: float
    side_px: float
    score: float = 1.0

    def covers(self, x: float, y: float, side_px: float) -> bool:
        """Whether a face of this middle and side is most likely the same one."""
        return float(np.hypot(self.x - x, self.y - y)) < 0.5 * max(self.side_px, side_px)

    def window(self, image: RGB, times: float) -> tuple[int, int, int, int]:
        """Left, top, right, bottom of the part of the picture around the face, ``times`` its side where it fits."""
        half = max(16.0, self.side_px * times / 2)
        height, width = image.shape[:2]
        left, top = int(max(0, self.x - half)), int(max(0, self.y - half))
        return left, top, int(min(width, self.x + half)), int(min(height, self.y + half))


class Detector:
    """Finds faces up to five metres away (Bazarevsky et al. 2019, "BlazeFace")."""

    def __init__(self) -> None:
        self._network: Solution[Any] = Solution(lambda solutions: solutions.face_detection.FaceDetection(0.5, 1))

    def count(self, image: RGB) -> int:
        """How many faces the whole picture shows at a glance (2.5 ms)."""
        return len(self.look(image))

    def look(self, image: RGB) -> list[Spot]:
        """The faces seen at a glance, largest first; those under about a twentieth of the picture are missed."""
        height, width = image.shape[:2]
        spots = []
        for detection in self._network.process(image).detections or ():
            box = detection.location_data.relative_bounding_box
            side = max(box.width * width, box.height * height)
            middle = ((box.xmin + box.width / 2) * width, (box.ymin + box.height / 2) * height)
            spots.append(Spot(*middle, side, float(detection.score[0])))
        return _largest_first(spots)

    def search(self, image: RGB) -> list[Spot]:
        """As look and, when that finds nothing, over overlapping tiles of half the picture (15 ms more)."""
        return self.look(image) or self._search_tiles(image, 2)

    def comb(self, image: RGB) -> list[Spot]:
        """Every face that a glance or tiles of half the picture show and, in a crowd, those of a quarter, too: of a
        sheet of 20 or 30 portraits a glance finds few or none, this nearly all (30 ms, in a crowd 150)."""
        spots = _each_once(self.look(image) + self._search_tiles(image, 2))
        return spots if len(spots) < _CROWD else _each_once(spots + self._search_tiles(image, 4))

    def close(self) -> None:
        self._network.close()

    def _search_tiles(self, image: RGB, parts: int) -> list[Spot]:
        side = max(64, max(image.shape[:2]) // parts)
        spots = []
        for top, left in _tiles(image.shape[0], image.shape[1], side):
            found = self.look(image[top : top + side, left : left + side])
            spots += [replace(spot, x=spot.x + left, y=spot.y + top) for spot in found]
        return _largest_first(spots)


def _largest_first(spots: list[Spot]) -> list[Spot]:
    return sorted(spots, key=lambda spot: -spot.side_px)


def _each_once(spots: list[Spot]) -> list[Spot]:
    """Without those that another tile, or a glance, has shown already."""
    kept: list[Spot] = []
    for spot in _largest_first(spots):
        if not any(other.covers(spot.x, spot.y, spot.side_px) for other in kept):
            kept.append(spot)
    return kept


def _tiles(height: int, width: int, side: int) -> list[tuple[int, int]]:
    tops = range(0, max(1, height - side // 2), side // 2)
    return [(top, left) for top in tops for left in range(0, max(1, width - side // 2), side // 2)]
