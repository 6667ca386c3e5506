"""What is told of a classifier: how often it is right, for each class, and whether its confidence can be believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from visavis.lab.expression.faces import Rows

Reals = NDArray[np.float64]
BINS = 15


@dataclass(frozen=True)
class Scores:
    """``confusion`` (c, c): true classes in rows, told ones in columns. ``pair``: accuracy between the first two
    classes, on faces of either, by the larger of the two. ``ece``: expected calibration error (Guo et al. 2017)."""

    accuracy: float
    macro_f1: float
    recalls: tuple[float, ...]
    pair: float
    ece: float
    confusion: tuple[tuple[int, ...], ...]

    @property
    def count(self) -> int:
        return sum(map(sum, self.confusion))


def score(shares: Reals, truth: Rows) -> Scores:
    """Of probabilities (n, c) and true classes (n,)."""
    classes, told = shares.shape[1], shares.argmax(1)
    confusion = np.zeros((classes, classes), np.int64)
    np.add.at(confusion, (truth, told), 1)
    hits, wanted, given = np.diag(confusion), confusion.sum(1), confusion.sum(0)
    f1 = 2 * hits / np.maximum(1, wanted + given)
    first = truth < 2
    pair = (shares[first, :2].argmax(1) == truth[first]).mean() if first.any() else np.nan
    return Scores(
        accuracy=float((told == truth).mean()),
        macro_f1=float(f1.mean()),
        recalls=tuple(float(value) for value in hits / np.maximum(1, wanted)),
        pair=float(pair),
        ece=calibration_error(shares, truth),
        confusion=tuple(tuple(int(value) for value in row) for row in confusion),
    )


def calibration_error(shares: Reals, truth: Rows, bins: int = BINS) -> float:
    """Mean distance of confidence and accuracy over equal bins of confidence, weighted by their faces."""
    return float(sum(abs(one.confidence - one.accuracy) * one.share for one in reliability(shares, truth, bins)))


@dataclass(frozen=True)
class Bin:
    """The faces whose confidence lies in one bin; ``share``: of all faces."""

    confidence: float
    accuracy: float
    share: float


def reliability(shares: Reals, truth: Rows, bins: int = BINS) -> list[Bin]:
    """The bins that have faces, from low to high confidence."""
    sure, right = shares.max(1), shares.argmax(1) == truth
    place = np.minimum(bins - 1, (sure * bins).astype(int))
    masks = [place == number for number in range(bins)]
    return [Bin(float(sure[m].mean()), float(right[m].mean()), float(m.mean())) for m in masks if m.any()]


@dataclass(frozen=True)
class Scaling:
    """Logits are divided by ``temperature`` and moved by ``offsets`` (c,), whose first is 0."""

    temperature: float
    offsets: tuple[float, ...]

    def shares(self, logits: Reals) -> Reals:
        """Probabilities (n, c)."""
        return softmax(logits / self.temperature + np.array(self.offsets))


def fit_scaling(logits: Reals, truth: Rows, with_offsets: bool) -> Scaling:
    """The scaling under which the truth is likeliest: temperature alone (Guo et al. 2017), or with an offset for each
    class as well (Alexandari et al. 2020), which undoes the balance that was trained on."""
    classes = logits.shape[1]

    def unpack(values: Reals) -> Scaling:
        offsets = (0.0, *values[1:]) if with_offsets else (0.0,) * classes
        return Scaling(float(np.exp(values[0])), tuple(float(one) for one in offsets))

    def loss(values: Reals) -> float:
        shares = unpack(values).shares(logits)
        return float(-np.log(shares[np.arange(len(truth)), truth] + 1e-12).mean() + 1e-3 * (values[1:] ** 2).sum())

    begin = np.zeros(classes if with_offsets else 1)
    return unpack(np.asarray(minimize(loss, begin, method="Nelder-Mead", options={"maxiter": 4000}).x))


def softmax(logits: Reals) -> Reals:
    """Over the last axis."""
    raised = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(raised / raised.sum(-1, keepdims=True))
