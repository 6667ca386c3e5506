"""The shape of a face as a few numbers, and the honest baseline: logistic regression on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from visavis.face.pose import reference
from visavis.lab.expression.faces import Floats, Rows
from visavis.lab.expression.measure import Reals, softmax


@dataclass(frozen=True)
class Components:
    """Principal components of shapes: ``axes`` (k, 1404), ``spread`` (k,) standard deviations."""

    mean: Floats
    axes: Floats
    spread: Floats

    def codes(self, shapes: Floats) -> Floats:
        """(n, 468, 3) -> (n, k), each component of unit variance."""
        return np.asarray(self.places(shapes) * (self.spread[0] / self.spread), np.float32)

    def places(self, shapes: Floats) -> Floats:
        """(n, 468, 3) -> (n, k), all in one scale: the first component's is 1. It is mostly the smile."""
        flat = shapes.reshape(len(shapes), -1)
        return np.asarray((flat - self.mean) @ self.axes.T / self.spread[0], np.float32)


def fit_components(shapes: Floats, count: int) -> Components:
    """Of (n, 468, 3)."""
    flat = shapes.reshape(len(shapes), -1).astype(np.float64)
    mean = flat.mean(0)
    values, vectors = np.linalg.eigh((flat - mean).T @ (flat - mean) / len(flat))
    axes = vectors[:, ::-1][:, :count].T
    spread = np.sqrt(values[::-1][:count])
    return Components(mean.astype(np.float32), axes.astype(np.float32), spread.astype(np.float32))


def mirror_shapes(shapes: Floats) -> Floats:
    """The same faces in a mirror, (n, 468, 3)."""
    return np.asarray(shapes[:, reference().mirror] * np.array([-1, 1, 1], np.float32), np.float32)


@dataclass(frozen=True)
class Regression:
    """Multinomial logistic regression: logits = codes @ slope + offset, (k, c) and (c,)."""

    components: Components
    slope: Floats
    offset: Floats

    def logits(self, shapes: Floats) -> Reals:
        return np.asarray(self.components.codes(shapes) @ self.slope + self.offset, np.float64)


def fit_regression(
    shapes: Floats, truth: Rows, weights: NDArray[np.float64], count: int = 100, penalty: float = 1e-3
) -> Regression:
    """Least weighted cross-entropy with a quadratic penalty; each face also mirrored."""
    components, classes = fit_components(np.concatenate([shapes, mirror_shapes(shapes)]), count), int(truth.max()) + 1
    codes = np.concatenate([components.codes(shapes), components.codes(mirror_shapes(shapes))]).astype(np.float64)
    wanted = np.eye(classes)[np.concatenate([truth, truth])]
    share = np.concatenate([weights, weights]) / (2 * weights.sum())

    def loss(values: Reals) -> tuple[float, Reals]:
        slope = values.reshape(count + 1, classes)
        shares = softmax(codes @ slope[:-1] + slope[-1])
        gap = (shares - wanted) * share[:, None]
        towards = np.concatenate([codes.T @ gap + 2 * penalty * slope[:-1], gap.sum(0)[None]])
        worth = -(share * np.log((shares * wanted).sum(1) + 1e-12)).sum() + penalty * (slope[:-1] ** 2).sum()
        return float(worth), towards.ravel()

    found = minimize(loss, np.zeros((count + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    slope = found.x.reshape(count + 1, classes).astype(np.float32)
    return Regression(components, slope[:-1], slope[-1])


def balanced_weights(truth: Rows, power: float = 1.0) -> NDArray[np.float64]:
    """A weight for each face: its class's share to the power of -``power``; with 1 all classes weigh the same."""
    counts = np.bincount(truth)
    return np.asarray((len(truth) / counts[truth]) ** power, np.float64)
