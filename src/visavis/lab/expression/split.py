"""Who is learned from, who tunes and who is measured on: whole people, and each class in the same shares."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.expression.faces import Bytes, Rows

TRAIN, TUNE, TEST = 0, 1, 2
SHARES = (0.8, 0.1, 0.1)
_MOST_OF_SPLIT = 0.04
"""Somebody with more pictures than this share of a small split is learned from: nobody dominates a measurement."""
_FEW = 8
_THUMB_PX = 16
_SAME = 0.985
"""Correlation of two thumbnails from which two pictures count as the same moment."""


def split_people(persons: NDArray[np.str_], classes: Rows, seed: int = 0) -> Rows:
    """TRAIN, TUNE or TEST for each face, one split for a person, the shares held in every class.

    Greedy: people in the order of their number of faces, ties by a hash; each goes where their classes are needed most.
    """
    counts = np.bincount(classes)
    need = np.outer(SHARES, counts).astype(np.float64)
    whole = need.copy()
    rows_of: dict[str, list[int]] = defaultdict(list)
    for row, person in enumerate(persons):
        rows_of[str(person)].append(row)
    split = np.zeros(len(persons), np.int64)
    for person in sorted(rows_of, key=lambda one: (-len(rows_of[one]), _hash(one, seed))):
        rows = rows_of[person]
        held = np.bincount(classes[rows], minlength=len(counts))
        pull = ((need / whole) * (held / counts)).sum(1)
        large = len(rows) > max(_FEW, _MOST_OF_SPLIT * whole[TUNE].sum())
        chosen = TRAIN if large else int(pull.argmax())
        split[rows] = chosen
        need[chosen] -= held
    return split


def join_lookalikes(pictures: Bytes, persons: NDArray[np.str_]) -> NDArray[np.str_]:
    """The persons, where those who share (nearly) the same picture, mirrored or not, count as one."""
    thumbs = _thumbs(pictures)
    mirrored = thumbs.reshape(-1, _THUMB_PX, _THUMB_PX)[:, :, ::-1].reshape(len(thumbs), -1)
    leader = {str(person): str(person) for person in persons}
    for start in range(0, len(thumbs), 1024):
        part = thumbs[start : start + 1024]
        alike = np.maximum(part @ thumbs.T, part @ mirrored.T) > _SAME
        for row, other in np.argwhere(alike):
            if start + row < other:
                _join(leader, str(persons[start + row]), str(persons[other]))
    return np.array([_lead(leader, str(person)) for person in persons])


def _thumbs(pictures: Bytes) -> NDArray[np.float32]:
    small = [
        cv2.resize(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY), (_THUMB_PX, _THUMB_PX), interpolation=cv2.INTER_AREA)
        for one in pictures
    ]
    flat = np.stack(small).reshape(len(pictures), -1).astype(np.float32)
    flat -= flat.mean(1, keepdims=True)
    lengths = np.maximum(1e-6, np.linalg.norm(flat, axis=1, keepdims=True))
    return np.asarray(flat / lengths, np.float32)


def _lead(leader: dict[str, str], person: str) -> str:
    while leader[person] != person:
        person = leader[person]
    return person


def _join(leader: dict[str, str], one: str, other: str) -> None:
    a, b = sorted((_lead(leader, one), _lead(leader, other)))
    leader[b] = a


def _hash(person: str, seed: int) -> str:
    return sha256(f"{seed}:{person}".encode()).hexdigest()
