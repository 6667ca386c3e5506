"""The synthetic pictures that the cast is averaged from, with their meshes and person masks."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mask.selfie import SelfieMask
from visavis.face.mesh import MESH
from visavis.media.image import load_image
from visavis.studio.dress.canvas import Picture, Plane, Points


@dataclass(frozen=True)
class Source:
    """One picture: its 478 mesh points in pixels and the probability of each pixel to be person."""

    name: str
    picture: Picture
    points: Points
    person: Plane

    def mirrored(self, twins: NDArray[np.int64]) -> Source:
        """The same seen in a mirror; ``twins[i]`` is the point on the other side of the face."""
        points = self.points[twins].copy()
        points[:, 0] = self.picture.shape[1] - 1 - points[:, 0]
        picture = np.ascontiguousarray(self.picture[:, ::-1])
        return Source(self.name, picture, points, np.ascontiguousarray(self.person[:, ::-1]))


class Library:
    """Reads sources of ``shared/data`` by name and keeps them.

    A name is either a portrait (``female_36``) or the number of a face in faces/labels.csv (``0093``), which is read in
    the largest form that exists. Raises KeyError for a name that isn't there and ValueError where no face is found.
    """

    def __init__(self, shared: Path) -> None:
        self._data = shared / "data"
        with (self._data / "faces" / "labels.csv").open(encoding="utf-8") as lines:
            self._labels = {row["file"].removesuffix(".jpg"): row for row in csv.DictReader(lines)}
        self._kept: dict[str, Source] = {}
        self._segmenter = SelfieMask()

    def read(self, name: str) -> Source:
        if name not in self._kept:
            self._kept[name] = self._load(name)
        return self._kept[name]

    def names(self) -> list[str]:
        """Every face of labels.csv and every portrait that isn't one of them in another form."""
        taken = {_portrait_name(row["source_path"]) for row in self._labels.values()}
        portraits = sorted((self._data / "portraits").glob("*.jpg"))
        return sorted(self._labels) + [path.stem for path in portraits if path.name not in taken]

    def forget(self, name: str) -> None:
        """Let go of a picture that has been read."""
        self._kept.pop(name, None)

    def licence(self, name: str) -> str:
        """The licence that the labels state."""
        return self._labels[name]["licence"] if name in self._labels else "CC0-1.0 (faker-js/assets-person-portrait)"

    def path(self, name: str) -> Path:
        if name not in self._labels:
            return self._existing(name, self._data / "portraits" / f"{name}.jpg")
        portrait = self._data / "portraits" / _portrait_name(self._labels[name]["source_path"])
        whole, cut = (self._data / "faces" / folder / f"{name}.jpg" for folder in ("originals", "aligned256"))
        return self._existing(name, portrait, whole, cut)

    def _existing(self, name: str, *paths: Path) -> Path:
        for path in paths:
            if path.is_file():
                return path
        raise KeyError(name)

    def _load(self, name: str) -> Source:
        image = load_image(self.path(name))
        person = self._segmenter.cut_out(image)
        return Source(name, image.astype(np.float32), find_points(image, name), person)


def find_points(image: NDArray[np.uint8], name: str = "picture") -> Points:
    """478 points, the mean over three crops around the face: a single reading can be several pixels off."""
    with MESH.lease("facemesh") as mesh:
        faces = mesh.find(image, most=1)
        if not faces:
            raise ValueError(f"no face in {name}")
        first = faces[0].points[:, :2].astype(np.float64)
        centre, side = (first.min(0) + first.max(0)) / 2, float(np.ptp(first, axis=0).max())
        readings = []
        for zoom in (1.5, 1.8, 2.1):
            scale = 400 / (side * zoom)
            corner = (centre - side * zoom / 2) * scale
            move = np.array([[scale, 0, -corner[0]], [0, scale, -corner[1]]], np.float32)
            crop = cv2.warpAffine(image, move, (400, 400), borderMode=cv2.BORDER_REPLICATE)
            readings += [(face.points[:, :2] + corner) / scale for face in mesh.find(crop, most=1)]
    return np.asarray(np.mean(readings or [first], axis=0), np.float64)


def _portrait_name(source_path: str) -> str:
    parts = source_path.split("/")
    if parts[0] != "faker":
        return "none"
    return f"{parts[1]}_{int(parts[3].removesuffix('.jpg')):02d}.jpg"
