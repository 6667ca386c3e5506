"""Ridge regression in one pass over the pairs: only the normal equations are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.lab.lipsync.data import Pair
from visavis.studio.talk.engine import MOUTH_CONTROLS
from visavis.studio.talk.motion_audio import Weights, directions, expand, predict

RIDGE = 30.0


def fit(pairs: list[Pair]) -> Weights:
    """Weights from all pairs; the closing threshold is the one with the best F0.5 on them."""
    features = np.concatenate([pair.features for pair in pairs])
    inner, offset = directions(features.shape[1])
    empty = np.zeros(0, np.float32)
    scale = features.std(axis=0) + 0.05
    weights = Weights(features.mean(axis=0), scale, inner, offset, empty, empty, empty, 0.5)
    weights = _with(weights, outer=_solve(pairs, weights))
    controls = np.concatenate([pair.controls for pair in pairs])
    found = np.concatenate([predict(pair.features, weights) for pair in pairs])
    gain = (controls.std(axis=0) / np.maximum(found[:, :6].std(axis=0), 1e-6)).clip(1.0, 1.5)
    closed = np.concatenate([_widened(pair.closed) for pair in pairs])
    return _with(
        weights,
        gain=gain.astype(np.float32),
        centre=found[:, :6].mean(axis=0).astype(np.float32),
        closed_at=_best_threshold(found[:, 6], closed),
    )


def save(weights: Weights, path: Path) -> None:
    """The file that the product loads; half precision where that is enough."""
    np.savez_compressed(
        path,
        mean=weights.mean.astype(np.float16),
        scale=weights.scale.astype(np.float16),
        outer=weights.outer.astype(np.float32),
        gain=weights.gain,
        centre=weights.centre,
        closed_at=np.float32(weights.closed_at),
    )


@dataclass(frozen=True)
class Scores:
    """On held-out pairs: correlation of each control, and recall and precision of closures within one frame."""

    r: dict[str, float]
    closed_recall: float
    closed_precision: float
    shuffled_gap_r: float


def score(pairs: list[Pair], weights: Weights) -> Scores:
    """How well ``weights`` predict these pairs, with the gap of a wrong utterance as the control."""
    found = [predict(pair.features, weights) for pair in pairs]
    true, guess = np.concatenate([pair.controls for pair in pairs]), np.concatenate(found)
    shut = [(pair.closed, f[:, 6] >= weights.closed_at) for pair, f in zip(pairs, found, strict=True)]
    hits = sum(int((_widened(closed) & told).any() and (closed & _widened(told)).sum()) for closed, told in shut)
    right = sum(int((_widened(closed) & told).sum()) for closed, told in shut)
    return Scores(
        r={name: _r(true[:, i], guess[:, i]) for i, name in enumerate(MOUTH_CONTROLS) if true[:, i].std() > 0},
        closed_recall=hits / max(sum(int(closed.sum()) for closed, _ in shut), 1),
        closed_precision=right / max(sum(int(told.sum()) for _, told in shut), 1),
        shuffled_gap_r=_shuffled(pairs, found),
    )


def _solve(pairs: Iterable[Pair], weights: Weights) -> NDArray[np.float32]:
    size = len(weights.mean) + len(weights.offset) + 1
    left, right = np.zeros((size, size)), np.zeros((size, 7))
    for pair in pairs:
        x = expand(pair.features, weights).astype(np.float64)
        y = np.concatenate([pair.controls, _widened(pair.closed)[:, None]], axis=1).astype(np.float64)
        left += x.T @ x
        right += x.T @ y
    ridge = np.full(size, RIDGE)
    ridge[-1] = 0.0
    return np.asarray(np.linalg.solve(left + np.diag(ridge), right), dtype=np.float32)


def _widened(flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Also true one frame before and after."""
    padded = np.pad(flags, 1)
    return np.asarray(padded[:-2] | padded[1:-1] | padded[2:])


def _best_threshold(chance: NDArray[np.float64], closed: NDArray[np.bool_]) -> float:
    """The threshold with the best F0.5: lips that shut where they shouldn't are seen, a missed closure hardly."""

    def score_of(least: float) -> float:
        told = chance >= least
        right = float((told & closed).sum())
        return 1.25 * right / max(0.25 * float(closed.sum()) + float(told.sum()), 1.0)

    return max((float(least) for least in np.arange(0.1, 0.8, 0.02)), key=score_of)


def _shuffled(pairs: list[Pair], found: list[NDArray[np.float64]]) -> float:
    """The gap's correlation when every utterance gets the sound of the one before."""
    others = [found[-1], *found[:-1]]
    lengths = [min(len(pair.controls), len(other)) for pair, other in zip(pairs, others, strict=True)]
    true = np.concatenate([pair.controls[:n, 0] for pair, n in zip(pairs, lengths, strict=True)])
    return _r(true, np.concatenate([other[:n, 0] for other, n in zip(others, lengths, strict=True)]))


def _r(a: NDArray[np.float32], b: NDArray[np.float64]) -> float:
    return float(np.corrcoef(a, b)[0, 1])


def _with(weights: Weights, **changes: object) -> Weights:
    return replace(weights, **changes)  # type: ignore[arg-type]  # names are checked by replace itself
