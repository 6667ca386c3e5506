"""Who may be drawn: mixtures of a few training faces that share a kind of hair, with a variation of their own.

A normal distribution around a group's mean gives believable faces under a fog of average hair. Hair is coherent when
those who are mixed wear it alike; faces become somebody new by the mixing and by the variation.
"""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.lab.eigen.appearance import TEXTURE_PX, Appearance, Floats, pixel_weights
from visavis.lab.eigen.data import Face
from visavis.studio.generate.mixing import NEIGHBOURS, People

FEWEST = 15
"""A group needs this many faces."""
CALM = ("neutral", "happy")
_RING_WEIGHT = 0.5
"""A pixel of outline beside a unit of colour, in likeness of hair."""


def fit_people(
    faces: list[Face], fit: NDArray[np.bool_], model: Appearance, straight: Floats, mirrored: Floats
) -> People:
    """Anchors of all groups with enough calm faces, their neighbours by hair, and the spread of faces around them.

    ``fit`` (n,): which faces may be anchors.
    """
    calm = [row for row, face in enumerate(faces) if fit[row] and face.labels["expression"] in CALM]
    sizes = Counter(_group(faces[row]) for row in calm)
    rows = [row for row in calm if sizes[_group(faces[row])] >= FEWEST]
    groups = sorted({_group(faces[row]) for row in rows})
    group_of = np.array([groups.index(_group(faces[row])) for row in rows])
    latents = np.stack([straight[rows], mirrored[rows]], axis=1)
    neighbours = _nearest(_hair(model, straight[rows]), group_of)
    means = np.array([latents[group_of == group].mean((0, 1)) for group in range(len(groups))])
    return People(tuple(groups), group_of, latents, neighbours, _root(latents - means[group_of][:, None]))


def _group(face: Face) -> tuple[str, str]:
    return face.labels["gender"], face.labels["ethnicity"]


def _hair(model: Appearance, latents: Floats) -> NDArray[np.float64]:
    """(n, d): the outline, and colour and alpha of what isn't face."""
    outside = (1 - (pixel_weights() / pixel_weights().max()) ** 0.5)[..., None]
    pictures = [
        cv2.resize(picture * outside, (32, 32), interpolation=cv2.INTER_AREA) for picture in model.picture(latents)
    ]
    rings = np.array([(model.shape_of(latent) - model.frame.mean)[-41:].ravel() / TEXTURE_PX for latent in latents])
    return np.concatenate([np.array(pictures).reshape(len(latents), -1), _RING_WEIGHT * rings], axis=1)


def _nearest(hair: NDArray[np.float64], group_of: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n, NEIGHBOURS) rows of the same group with the likest hair, the nearest first."""
    apart = ((hair[:, None] - hair[None]) ** 2).sum(2)
    apart[group_of[:, None] != group_of[None]] = np.inf
    np.fill_diagonal(apart, np.inf)
    return np.argsort(apart, axis=1)[:, :NEIGHBOURS]


def _root(residuals: Floats) -> Floats:
    """(k, k) symmetric root of the covariance."""
    flat = residuals.reshape(-1, residuals.shape[-1]).astype(np.float64)
    values, vectors = np.linalg.eigh(flat.T @ flat / len(flat))
    return np.asarray((vectors * np.sqrt(values.clip(0))) @ vectors.T, np.float32)
