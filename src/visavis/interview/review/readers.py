"""The table of everything that reads the picture, in the order in which it is reported."""

from __future__ import annotations

from typing import Protocol

from visavis.face.mesh import FaceMesh
from visavis.media.values import Frame
from visavis.observe.values import Observation


class Reader(Protocol):
    """Reads one video: sees every frame in order, then sums up."""

    def see(self, frame: Frame, faces: list[FaceMesh]) -> None: ...

    def finish(self) -> Observation: ...


def make_readers() -> dict[str, Reader]:
    """A fresh reader of each kind, for one video."""
    return {}
