"""Who may be drawn: faces mixed of a few training faces, with a variation of their own, under the hair of one.

A normal distribution around a group's mean gives believable faces under a fog of average hair, and mixed hair ghosts.
One person's hair is coherent; faces become somebody new by the mixing and by the variation.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from visavis.lab.eigen.appearance import Appearance, Floats
from visavis.lab.eigen.attributes import TONE
from visavis.lab.eigen.data import Face
from visavis.lab.eigen.steer import Directions
from visavis.studio.generate.mixing import NEIGHBOURS, People

FEWEST, FEWEST_DONORS = 9, 4
"""A group needs so many faces, and so many scenes that others may be set into."""
CALM = ("neutral", "happy")
_MOST_TURN_DEG = 10.0
"""New faces look straight ahead: they don't fit heads that are turned further."""
_OTHER_AGE = 60.0
"""How far apart in CIELAB faces of another age group are taken to be."""


def fit_people(
    faces: list[Face],
    natural: NDArray[np.bool_],
    skin: NDArray[np.float64],
    model: Appearance,
    straight: Floats,
    mirrored: Floats,
    directions: Directions,
) -> tuple[People, list[Face]]:
    """Calm faces of all groups with enough of them, their neighbours, and the spread of faces in a group.

    ``natural`` (n,): who may be mixed at all; ``skin`` (n, d): skin tone and light, CIELAB.
    With them come the donors' faces, whose scenes are used.
    """
    calm = [row for row, face in enumerate(faces) if natural[row] and _is_calm(face)]
    sizes = Counter(_group(faces[row]) for row in calm)
    giving = Counter(_group(faces[row]) for row in calm if _gives(faces[row]))
    rows = [row for row in calm if sizes[_group(faces[row])] >= FEWEST and giving[_group(faces[row])] >= FEWEST_DONORS]
    groups = sorted({_group(faces[row]) for row in rows})
    group_of = np.array([groups.index(_group(faces[row])) for row in rows])
    codes = np.stack([straight[rows], mirrored[rows]], axis=1)
    face_codes = codes[..., : model.faces]
    means = np.array([face_codes[group_of == group].mean((0, 1)) for group in range(len(groups))])
    tone = [directions.names.index(name) for name in TONE]
    ages = np.array([_OTHER_AGE * (faces[row].labels["age_group"] == "senior") for row in rows])
    giving_rows = [row for row in rows if _gives(faces[row])]
    people = People(
        tuple(groups),
        group_of,
        codes,
        np.array([_gives(faces[row]) for row in rows]),
        _nearest(np.concatenate([skin[rows], ages[:, None]], axis=1), group_of),
        _root(face_codes - means[group_of][:, None]),
        directions.read[tone, : model.faces],
        directions.move[tone, : model.faces],
    )
    return people, [faces[row] for row in giving_rows]


def _group(face: Face) -> tuple[str, str]:
    return face.labels["gender"], face.labels["ethnicity"]


@cache
def _seen(as_what: str) -> frozenset[str]:
    listed = yaml.safe_load((Path(__file__).parent / "seen.yaml").read_text("utf-8"))
    return frozenset((listed[as_what] or "").split())


def _is_calm(face: Face) -> bool:
    return face.labels["expression"] in CALM and Path(face.name).stem not in _seen("staged")


def _gives(face: Face) -> bool:
    straight = abs(face.yaw_deg) < _MOST_TURN_DEG
    return face.scene is not None and straight and Path(face.name).stem not in _seen("no_scene")


def _nearest(skin: NDArray[np.float64], group_of: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n, NEIGHBOURS) rows of the same group with the likest skin, the nearest first."""
    apart = ((skin[:, None] - skin[None]) ** 2).sum(2)
    apart[group_of[:, None] != group_of[None]] = np.inf
    np.fill_diagonal(apart, np.inf)
    return np.argsort(apart, axis=1)[:, :NEIGHBOURS]


def _root(residuals: Floats) -> Floats:
    """(k, k) symmetric root of the covariance."""
    flat = residuals.reshape(-1, residuals.shape[-1]).astype(np.float64)
    values, vectors = np.linalg.eigh(flat.T @ flat / len(flat))
    return np.asarray((vectors * np.sqrt(values.clip(0))) @ vectors.T, np.float32)
