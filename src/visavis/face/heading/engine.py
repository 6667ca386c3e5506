"""The head-pose capability: where a head points, in degrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from visavis.engines import Card
from visavis.face.mesh.engine import FaceMesh
from visavis.media.values import RGB


@dataclass(frozen=True)
class Heading:
    """Where a head points, seen from the camera and from the person's own side, in degrees.

    ``yaw_deg`` + = towards the person's right (the left of an unmirrored picture), ``pitch_deg`` + = up, ``roll_deg`` +
    = towards the person's right shoulder.
    """

    yaw_deg: float
    pitch_deg: float
    roll_deg: float


class HeadingEngine(Protocol):
    """Reads where a head points."""

    card: Card

    def read(self, image: RGB, face: FaceMesh) -> Heading:
        """The heading of a face that was found in the picture (H, W, 3)."""
        ...
