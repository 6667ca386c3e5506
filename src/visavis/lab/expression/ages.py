"""Ages: told where a source tells them, else estimated from the picture, with the estimate's own error beside it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.expression.faces import MARGIN_PX, Bytes, Faces
from visavis.lab.expression.measure import Reals
from visavis.observe.expression_classes.crop import FACE_PX

GROUP = (20, 39)
_PENALTY = 300.0
_PARTS = 10


@dataclass(frozen=True)
class AgeEstimate:
    """``years`` (n,); ``error_years``: mean distance on people left out of the fit; ``guess_years``: the same for
    always telling the mean; ``count``: faces with a told age. With none, years are all nan."""

    years: Reals
    error_years: float
    guess_years: float
    count: int

    def inside(self, group: tuple[int, int] = GROUP) -> NDArray[np.bool_]:
        return np.asarray((self.years >= group[0]) & (self.years < group[1] + 1))


def told_ages(faces: Faces) -> Reals:
    """Years as told, nan where they aren't."""
    return np.array([float(value) if value.isdigit() else np.nan for value in faces.column("age")])


def estimate_ages(faces: Faces) -> AgeEstimate:
    """Told ages, and a ridge regression on gradients (HOG) where there are none."""
    told = told_ages(faces)
    known = np.flatnonzero(np.isfinite(told))
    if len(known) < 5 * _PARTS:
        return AgeEstimate(told, float("nan"), float("nan"), len(known))
    seen, years = _describe(faces.cut), told[known]
    part = np.random.default_rng(0).permutation(len(known)) % _PARTS
    left_out = np.concatenate([np.flatnonzero(part == number) for number in range(_PARTS)])
    found = [_ridge(seen[known[part != n]], years[part != n], seen[known[part == n]]) for n in range(_PARTS)]
    error = float(np.abs(np.concatenate(found) - years[left_out]).mean())
    whole = _ridge(seen[known], years, seen)
    guess = float(np.abs(years - years.mean()).mean())
    return AgeEstimate(np.where(np.isfinite(told), told, whole), error, guess, len(known))


def _describe(wide: Bytes) -> NDArray[np.float32]:
    gradients = cv2.HOGDescriptor((FACE_PX, FACE_PX), (16, 16), (8, 8), (8, 8), 9)
    inner = slice(MARGIN_PX, MARGIN_PX + FACE_PX)
    rows = [gradients.compute(cv2.cvtColor(np.ascontiguousarray(w[inner, inner]), cv2.COLOR_RGB2GRAY)) for w in wide]
    return np.asarray(np.stack(rows).reshape(len(wide), -1), np.float32)


def _ridge(seen: NDArray[np.float32], years: Reals, asked: NDArray[np.float32]) -> Reals:
    """Ridge regression in its dual form: there are fewer faces than numbers for each."""
    mean, middle = seen.mean(0), years.mean()
    away = (seen - mean).astype(np.float64)
    spread = away.std() + 1e-6
    away /= spread
    dual = np.linalg.solve(away @ away.T + _PENALTY * np.eye(len(away)), years - middle)
    return np.asarray((asked - mean) / spread @ (away.T @ dual) + middle, np.float64)
