"""The training faces of shared/data/faces: photo before an even ground, its drawings, colours and mesh; read once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.face.pose import fit_pose
from visavis.lab.sketch.colours import measure
from visavis.lab.sketch.styles import STYLES
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.studio.sketch.reading import before_studio

MOST_YAW_DEG = 24.0
HELD_OUT_EVERY = 16
"""Of the faces, one in so many is never trained on: figures are taken on those."""


@dataclass(frozen=True)
class Faces:
    """``photos`` uint8 (n, S, S, 3); ``ink`` uint8 (n, styles, S, S), 255 = ink; ``looks`` float32 (n, LOOKS)."""

    names: NDArray[np.str_]
    photos: NDArray[np.uint8]
    ink: NDArray[np.uint8]
    looks: NDArray[np.float32]

    def save(self, path: Path) -> None:
        """Write everything to one file; it appears when whole."""
        part = path.with_suffix(".part.npz")
        np.savez(part, **{field.name: getattr(self, field.name) for field in fields(self)})
        part.replace(path)

    @staticmethod
    def load(path: Path) -> Faces:
        with np.load(path) as held:
            return Faces(held["names"], held["photos"], held["ink"], held["looks"])

    def split(self) -> tuple[Faces, Faces]:
        """Those to train on, and those held out."""
        held = np.arange(len(self.names)) % HELD_OUT_EVERY == HELD_OUT_EVERY - 1
        return self.only(~held), self.only(held)

    def only(self, chosen: NDArray[np.bool_]) -> Faces:
        return Faces(self.names[chosen], self.photos[chosen], self.ink[chosen], self.looks[chosen])


def prepare(folder: Path) -> Faces:
    """Read ``folder`` (labels.csv, aligned256/) and draw every suitable face in every style."""
    names, photos, ink, looks = zip(*_read(folder), strict=True)
    return Faces(np.array(names), np.stack(photos), np.stack(ink), np.stack(looks))


def _read(folder: Path) -> Iterator[tuple[str, RGB, NDArray[np.uint8], NDArray[np.float32]]]:
    with (folder / "labels.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if _is_bare(row)]
    with MESH.lease("facemesh") as mesh:
        for row in rows:
            face = load_image(folder / "aligned256" / row["file"])
            found = mesh.find(face, most=1)
            if not found or abs(fit_pose(found[0]).yaw_deg) > MOST_YAW_DEG:
                continue
            points = found[0].points[:, :2]
            photo = before_studio(face)
            drawn = [np.rint(255 * style(photo, points)).astype(np.uint8) for style in STYLES.values()]
            yield row["file"], photo, np.stack(drawn), measure(photo, points, row)


def _is_bare(row: dict[str, str]) -> bool:
    """Nothing before face and hair that a drawing of a face wouldn't show."""
    return row["glasses"] == "none" and row["hat"] == "0" and row["occluder"] == "0" and row["style"] != "costume"
