"""What every reader of a person is: it sees frames one after the other and hands over an Observation at the end."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import Frame
from visavis.observe.values import Observation


class Reader(Protocol):
    """Keeps a few numbers for each frame, never pictures, so that memory stays small whatever the length."""

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None:
        """Take in the next frame; ``faces`` are the meshes of all persons in it, largest first."""
        ...

    def finish(self) -> Observation:
        """Everything found; the reader can't be used again."""
        ...


class Subject:
    """The one person who is read when several are in the picture: the largest at first, then whoever is nearest."""

    def __init__(self) -> None:
        self._last: FaceMesh | None = None

    def pick(self, faces: list[FaceMesh]) -> FaceMesh | None:
        """The subject's face of this frame; None when there is no face."""
        if not faces:
            return None
        last = self._last
        self._last = faces[0] if last is None else min(faces, key=lambda face: _apart(face, last))
        return self._last


def _apart(a: FaceMesh, b: FaceMesh) -> float:
    return float(np.hypot(*(a.points[:, :2].mean(0) - b.points[:, :2].mean(0))))
