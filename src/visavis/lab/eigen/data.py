"""The training faces of shared/data/faces: labels, cut-out picture, shape and pose."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.media.image import load_image
from visavis.studio.generate.frame import Picture, Shape
from visavis.studio.generate.shape import read_picture

MOST_YAW_DEG = 20.0


@dataclass(frozen=True)
class Face:
    """One aligned training picture. ``labels`` are the row of labels.csv; ``picture`` has its background taken out."""

    name: str
    labels: dict[str, str]
    picture: Picture
    shape: Shape
    yaw_deg: float
    pitch_deg: float


def read_faces(folder: Path) -> Iterator[Face]:
    """Every picture of ``folder`` (labels.csv, aligned256/) in which a face is found."""
    with (folder / "labels.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    with MESH.lease("facemesh") as mesh, MASK.lease() as masker:
        for row in rows:
            read = read_picture(load_image(folder / "aligned256" / row["file"]), mesh, masker)
            if read is not None:
                yield Face(row["file"], row, read.picture, read.shape, read.pose.yaw_deg, read.pose.pitch_deg)


def is_clear(face: Face) -> bool:
    """Nothing before the face, eyes open, plain light and clothes, near to frontal."""
    labels = face.labels
    bare = labels["glasses"] == "none" and labels["hat"] == "0" and labels["occluder"] == "0"
    return bare and labels["eyes_closed"] == "0" and labels["style"] == "plain" and abs(face.yaw_deg) < MOST_YAW_DEG
