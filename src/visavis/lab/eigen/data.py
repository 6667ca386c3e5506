"""The training faces of shared/data/faces: labels, cut-out head, shape and pose."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from visavis.face.mask import MASK
from visavis.face.mesh import MESH, FaceMesh
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.studio.generate.frame import Picture, Shape
from visavis.studio.generate.inverting import lay, lay_scene
from visavis.studio.generate.shape import read_picture

MOST_YAW_DEG = 20.0
_MOST_BEYOND = 0.02
"""Share of a scene that may lie beyond the photo's edge, where it is mirrored."""


@dataclass(frozen=True)
class Face:
    """One aligned training picture. ``labels`` are the row of labels.csv; ``picture`` is the head alone; ``scene`` what
    is around it too, (PORTRAIT_PX, PORTRAIT_PX, 3), None where the photo ends too early."""

    name: str
    labels: dict[str, str]
    picture: Picture
    shape: Shape
    yaw_deg: float
    pitch_deg: float
    scene: RGB | None = None


def read_faces(folder: Path) -> Iterator[Face]:
    """The clear pictures of ``folder`` (labels.csv, originals/) in which a face is found."""
    with (folder / "labels.csv").open(encoding="utf-8") as lines:
        rows = [
            row for row in csv.DictReader(lines) if _is_clear(row) and (folder / "originals" / row["file"]).exists()
        ]
    with MESH.lease("facemesh") as mesh, MASK.lease() as masker:
        for row in rows:
            photo = load_image(folder / "originals" / row["file"])
            found = mesh.find(photo, most=1)
            read = read_picture(lay(photo, found[0]), mesh, masker) if found else None
            if read is not None and abs(read.pose.yaw_deg) < MOST_YAW_DEG:
                pose, scene = read.pose, _scene(photo, found[0])
                yield Face(row["file"], row, read.picture, read.shape, pose.yaw_deg, pose.pitch_deg, scene)


def _is_clear(labels: dict[str, str]) -> bool:
    """Nothing before the face, eyes open, plain light and clothes."""
    bare = labels["glasses"] == "none" and labels["hat"] == "0" and labels["occluder"] == "0"
    return bare and labels["eyes_closed"] == "0" and labels["style"] == "plain"


def _scene(photo: RGB, face: FaceMesh) -> RGB | None:
    shown = lay_scene(np.ones_like(photo), face, edge=cv2.BORDER_CONSTANT)[..., 0]
    return lay_scene(photo, face) if (shown == 0).mean() < _MOST_BEYOND else None
