"""The face-mesh capability: 478 points on every face of a picture or a video."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from visavis.engines import Card
from visavis.media.values import RGB

PixelPoints: TypeAlias = NDArray[np.float32]
"""Points in pixels of the picture they were found in: float32, shape (n, 3); x right, y down, z towards the
background in the same scale as x (0 at the head's centre, smaller is nearer)."""


@dataclass(frozen=True)
class FaceMesh:
    """One face: the canonical 468 points of MediaPipe's face mesh and 5 points for each iris, (478, 3) pixels.

    ``score`` is the engine's presence confidence in [0, 1], or 1.0 where it gives none.
    """

    points: PixelPoints
    score: float

    @property
    def eye_distance_px(self) -> float:
        """The unit *u* of the talking portrait: distance of the outer eye corners (points 33 and 263)."""
        return float(np.hypot(*(self.points[263, :2] - self.points[33, :2])))

    @property
    def side_px(self) -> float:
        """The longer side of the box around the face."""
        return float(np.ptp(self.points[:, :2], axis=0).max())


def largest_first(faces: list[FaceMesh]) -> list[FaceMesh]:
    """The order in which engines hand over faces."""
    return sorted(faces, key=lambda face: face.side_px, reverse=True)


class MeshTracker(Protocol):
    """Follows faces from frame to frame of one video; not thread-safe; close it when done."""

    def read(self, image: RGB) -> list[FaceMesh]:
        """The faces of the next frame, largest first; [] when there is none."""
        ...

    def close(self) -> None: ...


class MeshEngine(Protocol):
    """Finds face meshes."""

    card: Card

    def find(self, image: RGB, most: int = 2) -> list[FaceMesh]:
        """At most ``most`` faces of a still picture (H, W, 3), largest first; [] when there is none."""
        ...

    def track(self, most: int = 2) -> MeshTracker:
        """A tracker for one video."""
        ...
