"""Where labelled faces come from: a table, FER2013's two layouts, or a manifest of the data line.

The manifest is what ``visavis datasets`` makes of any source, AI-Hub's among them (docs/datasets.md).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import yaml

from visavis.media.image import load_image
from visavis.media.values import RGB

FER2013 = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
"""Its emotions by number. Goodfellow et al. 2013, "Challenges in Representation Learning"."""
_FER_PX = 48
_FER_SHOWN_PX = 144
_TILES = Path(__file__).parent / "labels" / "tiles.csv"


@dataclass(frozen=True)
class Sample:
    """One picture: ``label`` as the source names it, "" where there is none; ``person`` is known to the source alone;
    ``told``: what else it says, such as gender, glasses and age."""

    origin: str
    name: str
    label: str
    person: str
    load: Callable[[], RGB]
    told: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Labels:
    """The classes in their order, and the class of each label that a source may use."""

    classes: tuple[str, ...]
    class_of: dict[str, int]

    def find(self, label: str) -> int:
        """The number of the label's class; -1 when it has none."""
        return self.class_of.get(label.strip().lower(), -1)


def read_labels(path: Path) -> Labels:
    """A label set from YAML: ``classes: {name: [labels …]}``. Raises ValueError when a label stands twice."""
    told: dict[str, list[str]] = yaml.safe_load(path.read_text("utf-8"))["classes"]
    pairs = [(label.lower(), number) for number, labels in enumerate(told.values()) for label in labels]
    if len(dict(pairs)) != len(pairs):
        raise ValueError(f"{path.name}: a label belongs to two classes")
    return Labels(tuple(told), dict(pairs))


def read_table(folder: Path, table: Path, origin: str, label: str = "label") -> Iterator[Sample]:
    """A CSV with ``file`` and the label's column; ``person``, or else the file itself; the rest is told."""
    with table.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            name = row.pop("file")
            if (folder / name).is_file():
                person = f"{origin}/{row.pop('person', name)}"
                yield Sample(origin, name, row.get(label, ""), person, partial(load_image, folder / name), row)


def read_fer_table(table: Path) -> Iterator[Sample]:
    """fer2013.csv: ``emotion,pixels,Usage``. Each picture counts as a person of its own: who it shows isn't known."""
    with table.open(encoding="utf-8", newline="") as file:
        for row, told in enumerate(csv.DictReader(file)):
            name, label = f"{row:05}", FER2013[int(told["emotion"])]
            load = partial(_fer_picture, told["pixels"])
            yield Sample("fer2013", name, label, f"fer2013/{name}", load, {"use": told["Usage"]})


def read_fer_folder(folder: Path) -> Iterator[Sample]:
    """FER2013 unpacked: ``train/angry/*.jpg`` and so on."""
    for path in sorted([*folder.rglob("*.jpg"), *folder.rglob("*.png")]):
        label = path.parent.name.lower()
        if label in FER2013:
            name = path.relative_to(folder).as_posix()
            told = {"use": path.parent.parent.name}
            yield Sample("fer2013", name, label, f"fer2013/{name}", partial(_enlarged, path), told)


def read_manifest(out: Path, origin: str = "manifest") -> Iterator[Sample]:
    """What the data line made: what annotators agreed on goes before what the uploader said."""
    for line in (out / "manifest.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        told: dict[str, str] = row["labels"]
        label = told.get("emotion_agreed") or told.get("emotion") or told.get("label", "")
        person = f"{origin}/{told.get('person') or row['file']}"
        yield Sample(origin, row["file"], label, person, partial(load_image, out / row["file"]), told)


def read_shared(data: Path) -> Iterator[Sample]:
    """The faces of the shared folder of inputs; portraits have no label, but teach the shape of faces."""
    yield from read_table(data / "expressions" / "faces", data / "expressions" / "labels.csv", "expressions")
    yield from read_table(data / "faces" / "aligned256", data / "faces" / "labels.csv", "faces", "expression")
    yield from read_table(data / "tiles" / "expression", _TILES, "tiles")
    yield from read_table(data / "portraits", data / "portraits" / "labels.csv", "portraits")


def _fer_picture(pixels: str) -> RGB:
    grey = np.array(pixels.split(), np.uint8).reshape(_FER_PX, _FER_PX)
    return _large(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB))


def _enlarged(path: Path) -> RGB:
    return _large(load_image(path))


def _large(picture: RGB) -> RGB:
    """At a size where the mesh finds the face."""
    side = (_FER_SHOWN_PX, _FER_SHOWN_PX)
    return np.asarray(cv2.resize(picture, side, interpolation=cv2.INTER_CUBIC), np.uint8)
