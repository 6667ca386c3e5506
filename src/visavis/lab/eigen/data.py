"""The training faces of shared/data/faces: labels, cut-out head, shape and pose."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.studio.generate.frame import SIZE_PX, Picture, Shape
from visavis.studio.generate.inverting import lay
from visavis.studio.generate.shape import read_picture

MOST_YAW_DEG = 20.0
_MOST_CUT = 30
"""Pixels of a head that may lie beyond the photo's edge before its hair counts as cut."""
_TO_SHOULDERS_PX = round(0.86 * SIZE_PX)
"""What lies deeper is hidden by clothes."""


@dataclass(frozen=True)
class Face:
    """One aligned training picture. ``labels`` are the row of labels.csv; ``picture`` is the head alone; ``whole``:
    no part of the hair lies beyond the photo's edge."""

    name: str
    labels: dict[str, str]
    picture: Picture
    shape: Shape
    yaw_deg: float
    pitch_deg: float
    whole: bool = True


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
                ground = lay(np.ones_like(photo), found[0], edge=cv2.BORDER_CONSTANT)
                whole = _is_whole(read.picture, ground)
                yield Face(row["file"], row, read.picture, read.shape, read.pose.yaw_deg, read.pose.pitch_deg, whole)


def _is_clear(labels: dict[str, str]) -> bool:
    """Nothing before the face, eyes open, plain light and clothes."""
    bare = labels["glasses"] == "none" and labels["hat"] == "0" and labels["occluder"] == "0"
    return bare and labels["eyes_closed"] == "0" and labels["style"] == "plain"


def _is_whole(picture: Picture, ground: RGB) -> bool:
    """``ground`` is 1 where the photo reaches."""
    head = picture[:_TO_SHOULDERS_PX, :, 3] > 0.5
    at_edge = head[0].sum() + head[:, 0].sum() + head[:, -1].sum()
    return int((head & (ground[:_TO_SHOULDERS_PX, :, 0] == 0)).sum() + at_edge) < _MOST_CUT
