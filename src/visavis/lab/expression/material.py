"""The faces of a label set, split by people, as the trainings and the table want them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from visavis.lab.expression.faces import Bytes, Faces, Floats, Rows, read_faces
from visavis.lab.expression.sources import Labels, read_labels
from visavis.lab.expression.split import TEST, TRAIN, TUNE, join_lookalikes, split_people

MAIN = "expressions"
"""The origin whose people are split; faces of other origins are never measured on with them."""
LABELS = Path(__file__).parent / "labels"
ELSEWHERE, LEFT_OUT = -1, -2
Framing = Literal["cut", "given"]


@dataclass(frozen=True)
class Material:
    """``classes`` (n,): -1 where a face has none; ``split`` (n,): ELSEWHERE for faces of other origins, LEFT_OUT for
    those of a measured person that aren't sorted themselves."""

    faces: Faces
    labels: Labels
    classes: Rows
    split: Rows
    persons: NDArray[np.str_]

    def rows(self, split: int) -> Rows:
        """The labelled faces of a split."""
        return np.flatnonzero((self.split == split) & (self.classes >= 0))

    @property
    def train(self) -> Rows:
        return self.rows(TRAIN)

    @property
    def tune(self) -> Rows:
        return self.rows(TUNE)

    @property
    def test(self) -> Rows:
        return self.rows(TEST)

    @property
    def others(self) -> Rows:
        """Labelled faces of another origin."""
        return np.flatnonzero((self.split == ELSEWHERE) & (self.classes >= 0))

    @property
    def unlabelled(self) -> Rows:
        """All faces whose shape may be learned from: nobody who tunes or is measured."""
        return np.flatnonzero((self.split == TRAIN) | (self.split == ELSEWHERE))

    def pictures(self, framing: Framing) -> Bytes:
        return self.faces.cut if framing == "cut" else self.faces.given

    def shapes(self, rows: Rows) -> Floats:
        return np.asarray(self.faces.shape[rows], np.float32)


def read_material(folder: Path, labels: Path = LABELS / "three.yaml") -> Material:
    """What gather() kept in ``folder``, labelled by the label set."""
    return sort_out(read_faces(folder), read_labels(labels))


def sort_out(faces: Faces, labels: Labels) -> Material:
    """Label and split the people of MAIN; lookalikes count as one person."""
    classes = np.array([labels.find(label) for label in faces.column("label")])
    persons = join_lookalikes(faces.given, faces.column("person"))
    own = np.flatnonzero((faces.column("origin") == MAIN) & (classes >= 0))
    split = np.full(len(faces), ELSEWHERE)
    split[own] = split_people(persons[own], classes[own])
    held = set(persons[own][split[own] > TRAIN])
    split[[row for row in np.flatnonzero(split == ELSEWHERE) if persons[row] in held]] = LEFT_OUT
    return Material(faces, labels, classes, split, persons)
