"""Faces cut once and kept: pictures, shapes without the head's turn, labels, persons and what is told of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.glasses import glasses_score
from visavis.face.mesh import MESH, MeshEngine
from visavis.face.pose import fit_pose
from visavis.lab.expression.sources import Sample
from visavis.media.values import RGB
from visavis.observe.expression_classes.crop import FACE_PX, cut_face, level_shape

MARGIN_PX = 16
"""Around each cut face, so that it can be turned and moved while learning."""
WIDE_PX = FACE_PX + 2 * MARGIN_PX

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Faces:
    """``cut`` and ``given`` (n, WIDE_PX, WIDE_PX, 3): by our crop, and the picture as its source frames it;
    ``shape`` (n, 468, 3); ``pose`` (n, 3) yaw, pitch, roll in degrees; ``about`` has a row for each face with origin,
    name, label, person and what was told."""

    cut: Bytes
    given: Bytes
    shape: Floats
    pose: Floats
    about: list[dict[str, str]]

    def __len__(self) -> int:
        return len(self.about)

    def column(self, name: str) -> NDArray[np.str_]:
        return np.array([row.get(name, "") for row in self.about])

    def colourful(self) -> NDArray[np.bool_]:
        """Which pictures aren't grey."""
        spread = self.given.max(-1).astype(np.int16) - self.given.min(-1)
        return np.asarray(spread.mean((1, 2)) > 2)


def gather(samples: Iterable[Sample], folder: Path, say: Callable[[str], None]) -> None:
    """Cut all samples and keep them in ``folder``; those without a face are counted and left out."""
    kept: list[tuple[Bytes, Bytes, Floats, Floats]] = []
    about: list[dict[str, str]] = []
    missed: list[dict[str, str]] = []
    with MESH.lease("facemesh") as mesh:
        for number, sample in enumerate(samples, 1):
            row = {**sample.told, "origin": sample.origin, "name": sample.name}
            row |= {"label": sample.label, "person": sample.person}
            found = _cut(sample.load(), mesh, row)
            (about if found else missed).append(row)
            if found:
                kept.append(found)
            if number % 1000 == 0:
                say(f"{number} pictures, {len(missed)} without a face")
    folder.mkdir(parents=True, exist_ok=True)
    for name, column in zip(("cut", "given", "shape", "pose"), zip(*kept, strict=True), strict=True):
        np.save(folder / f"{name}.npy", np.stack(column))
    (folder / "about.json").write_text(json.dumps({"faces": about, "missed": missed}, ensure_ascii=False), "utf-8")
    say(f"{len(about)} faces, {len(missed)} pictures without one")


def read_faces(folder: Path) -> Faces:
    """What gather() kept."""
    about = json.loads((folder / "about.json").read_text("utf-8"))["faces"]
    cut, given, shape, pose = (np.load(folder / f"{name}.npy") for name in ("cut", "given", "shape", "pose"))
    return Faces(cut, given, shape, pose, about)


def _cut(image: RGB, mesh: MeshEngine, row: dict[str, str]) -> tuple[Bytes, Bytes, Floats, Floats] | None:
    found = mesh.find(image, most=1)
    if not found:
        return None
    row["glasses_score"] = f"{glasses_score(image, found[0].points):.2f}"
    pose = fit_pose(found[0])
    angles = np.array([pose.yaw_deg, pose.pitch_deg, pose.roll_deg], np.float32)
    given = cv2.resize(image, (WIDE_PX, WIDE_PX), interpolation=cv2.INTER_AREA)
    return cut_face(image, found[0], MARGIN_PX), np.asarray(given, np.uint8), level_shape(found[0]), angles
