"""Directions of the latent space, found from labels by ridge regression.

Each attribute gets a linear reading; the directions are the pseudo-inverse of all readings, so that going along one
changes its own reading by 1 and no other's, by the shortest way (a change of who somebody is costs length too).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from visavis.lab.eigen.appearance import Floats

_RIDGE = 30.0
_FOLDS = 5


@dataclass(frozen=True)
class Directions:
    """``read`` (a, k) and ``offset`` (a,): the reading of a latent is read @ latent + offset, in the attribute's unit.
    ``move`` (a, k): adding it once raises the reading by 1. ``r`` (a,): correlation on faces left out of the fit."""

    names: tuple[str, ...]
    read: Floats
    offset: Floats
    move: Floats
    r: Floats


def find_directions(
    latents: Floats,
    attributes: dict[str, NDArray[np.float64]],
    folds_by: NDArray[np.int64],
    seen_in: dict[str, NDArray[np.bool_]] | None = None,
) -> Directions:
    """``latents`` (n, k) with each attribute (n,). ``folds_by`` (n,): rows of one person have one number. ``seen_in``
    (k,): the numbers of the latent that an attribute may be read from, and is moved in; all when it isn't named."""
    names = tuple(attributes)
    everywhere = np.ones(latents.shape[1], np.bool_)
    seen = np.stack([(seen_in or {}).get(name, everywhere) for name in names], axis=1)
    wanted = np.stack([attributes[name] for name in names], axis=1)
    guesses = np.zeros_like(wanted)
    for fold in range(_FOLDS):
        out = folds_by % _FOLDS == fold
        slope, offset = _ridge(latents[~out], wanted[~out], seen)
        guesses[out] = latents[out] @ slope + offset
    r = np.array([np.corrcoef(guesses[:, a], wanted[:, a])[0, 1] for a in range(len(names))])
    slope, offset = _ridge(latents, wanted, seen)
    stretch, offset = _unshrink(latents @ slope + offset, wanted, offset)
    read = (slope * stretch).T
    return Directions(
        names,
        read.astype(np.float32),
        offset.astype(np.float32),
        np.linalg.pinv(read).T.astype(np.float32),
        r.astype(np.float32),
    )


def _ridge(
    latents: Floats, wanted: NDArray[np.float64], seen: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Slopes (k, a), 0 where not ``seen`` (k, a), and offsets (a,)."""
    mean, aim = latents.mean(0), wanted.mean(0)
    centred = (latents - mean).astype(np.float64)
    slope = np.zeros(seen.shape)
    for column, rows in enumerate(seen.T):
        x = centred[:, rows]
        slope[rows, column] = np.linalg.solve(x.T @ x + _RIDGE * np.eye(x.shape[1]), x.T @ (wanted - aim)[:, column])
    return slope, aim - mean @ slope


def _unshrink(
    guess: NDArray[np.float64], wanted: NDArray[np.float64], offset: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ridge reads too small differences: the factor that gives readings the spread of the part they explain."""
    centred = guess - guess.mean(0)
    stretch = (centred * (wanted - wanted.mean(0))).sum(0) / (centred**2).sum(0)
    return stretch, wanted.mean(0) + (offset - guess.mean(0)) * stretch
