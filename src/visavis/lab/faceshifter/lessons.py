"""What a training sees: pairs of aligned faces that the seed and the step determine and nothing else, and things held
before faces."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from visavis.lab.faceshifter.recipe import SIDE_PX, Recipe
from visavis.lab.generator.data import Pictures, find_pictures

_THING_PX = (40, 110)


@dataclass(frozen=True)
class Lesson:
    """``source`` and ``target`` (b, 3, 256, 256) in [0, 1]; ``same`` (b,): 1 where both are one picture."""

    source: Tensor
    target: Tensor
    same: Tensor


class Lessons:
    """Pairs of a folder of aligned faces, or of a manifest. Raises NoPictures for fewer than two."""

    def __init__(self, faces: Path, recipe: Recipe) -> None:
        self._pictures = Pictures(find_pictures(faces, least=2), SIDE_PX)
        self._recipe = recipe

    def pair(self, step: int) -> Lesson:
        """The pairs of one step."""
        rng = np.random.default_rng([self._recipe.seed, step])
        count, batch = len(self._pictures), self._recipe.batch
        targets = rng.integers(0, count, batch)
        others = (targets + rng.integers(1, count, batch)) % count
        same = rng.random(batch) < self._recipe.same
        mirrored = rng.random((2, batch)) < 0.5
        mirrored[0, same] = mirrored[1, same]
        source, target = (
            np.stack([self._picture(row, turn) for row, turn in zip(rows, turns, strict=True)])
            for rows, turns in zip((np.where(same, targets, others), targets), mirrored, strict=True)
        )
        return Lesson(_planes(source), _planes(target), torch.from_numpy(same.astype(np.float32)))

    def hidden(self, step: int) -> Lesson:
        """The same with something before half of the targets: an ellipse cut from another picture. Where source and
        target are the same, the source stays bare: what is in the way is to come back of the target."""
        lesson = self.pair(step)
        rng = np.random.default_rng([self._recipe.seed, step, 1])
        target = lesson.target.clone()
        for row in np.flatnonzero(rng.random(len(target)) < 0.5):
            thing = self._picture(int(rng.integers(len(self._pictures))), turned=True)
            share = torch.from_numpy(_ellipse(rng))
            held = torch.from_numpy(np.roll(thing, SIDE_PX // 3, axis=(0, 1)).astype(np.float32) / 255).permute(2, 0, 1)
            target[row] = target[row] + share * (held.flip(0) - target[row])
        return Lesson(lesson.source, target, lesson.same)

    def _picture(self, row: int, turned: bool) -> NDArray[np.uint8]:
        picture = self._pictures.picture(int(row))
        return picture[:, ::-1] if turned else picture


def _ellipse(rng: np.random.Generator) -> NDArray[np.float32]:
    plane = np.zeros((SIDE_PX, SIDE_PX), np.float32)
    middle = [int(value) for value in rng.integers(SIDE_PX // 4, 3 * SIDE_PX // 4, 2)]
    axes = [int(value) for value in rng.integers(*_THING_PX, 2) // 2]
    cv2.ellipse(plane, middle, axes, float(rng.uniform(0, 180)), 0, 360, 1.0, -1)
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), 1.0), np.float32)


def _planes(pictures: NDArray[np.uint8]) -> Tensor:
    return torch.from_numpy(pictures.transpose(0, 3, 1, 2).astype(np.float32) / 255)
