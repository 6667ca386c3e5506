"""Whether a set of photos shows the same person: how alike the faces are, and which of them aren't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from visavis.face.likeness import Code, face_code
from visavis.media.image import load_image
from visavis.shop.finishing import find_again
from visavis.shop.replacing import Done, choose_face
from visavis.shop.tables import Photo
from visavis.studio.swap import Source

_SPREADS, _LEAST_GAP, _MOST = 3.5, 0.2, 0.4
"""An outlier is less like the others than the median photo by so many standard deviations (told by the median
deviation) and by so much, and less than so much at all. How often that is right: docs/models/likeness.md."""
_NORMAL = 1.4826
LEAST_SET = 4
"""Of fewer photos none can be told to be the odd one."""


@dataclass(frozen=True)
class Consistency:
    """``figure``: the mean likeness of all pairs, about .8 for one person and 0 for different ones; None for fewer than
    two faces. ``to_others`` of each face: its mean likeness to the rest; ``outliers``: whether it stands out."""

    figure: float | None
    to_others: tuple[float, ...]
    outliers: tuple[bool, ...]


def code_of(done: Done) -> Code:
    """The code of a face that was put in."""
    image = done.replaced.image
    return face_code(image, find_again(image, done.face).points)


def code_of_result(path: Path, number: int | None) -> Code:
    """The same from a written result, of its face ``number`` from the left. Raises NoFaceThere."""
    image = load_image(path)
    return face_code(image, choose_face(image, number).face.points)


def code_of_model(model: Source) -> Code:
    """The code of who is put in."""
    return face_code(model.image, model.points.astype(np.float32))


def kept_code(code: Code) -> bytes:
    """A code as it is kept with a photo."""
    return code.astype("<f4").tobytes()


@dataclass(frozen=True)
class Standing:
    """How alike a photo's new face is to those of the set's others, and whether it stands out; None: nobody can say."""

    like_others: float | None = None
    outlier: bool | None = None


@dataclass(frozen=True)
class Compared:
    """The set's ``figure``, see ``Consistency``, and the standing of each photo by its id."""

    figure: float | None
    standings: Mapping[str, Standing]

    def of(self, photo: Photo) -> Standing:
        return self.standings.get(photo.id, Standing())


def compare(photos: Iterable[Photo]) -> Compared:
    """The faces of a set's results with each other."""
    codes = {photo.id: np.frombuffer(photo.face_code, "<f4") for photo in photos if photo.face_code is not None}
    found = consistency_of(list(codes.values()))
    told = zip(codes, found.to_others, found.outliers, strict=False)  # no likeness to others of a single one
    return Compared(found.figure, {key: Standing(round(others, 3), odd) for key, others, odd in told})


def consistency_of(codes: Sequence[Code]) -> Consistency:
    """Of the codes of a set's faces."""
    count = len(codes)
    if count < 2:
        return Consistency(None, (), (False,) * count)
    held = np.asarray(codes, np.float64)
    whole = held.sum(0)
    to_others = (held @ whole - (held**2).sum(1)) / (count - 1)
    middle = float(np.median(to_others))
    spread = _NORMAL * float(np.median(np.abs(to_others - middle)))
    low = min(_MOST, middle - max(_LEAST_GAP, _SPREADS * spread))
    outliers = tuple(bool(one < low) and count >= LEAST_SET for one in to_others)
    return Consistency(float(to_others.mean()), tuple(map(float, to_others)), outliers)
