"""How good the shipped generator is: distance to the training pictures, copies, drift of identity, speed.

The features of the Fréchet distance are MobileFaceNet's face embeddings (128-d, foamliu, Apache-2.0, not shipped): it
measures whether faces look like the training faces to a face network, and says nothing of hair or background. It is not
comparable with published FIDs on Inception features.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import sqrtm

from visavis.face.mesh import MESH, MeshEngine
from visavis.lab.cast.likeness import Judge
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.studio.generate import GenerateEngine

Vectors = NDArray[np.float64]
STEPS: dict[str, tuple[float, ...]] = {
    "age": (25, 40, 55, 70),
    "smile": (0, 0.5, 1),
    "yaw": (-10, -5, 5, 10),
    "hair": (10, 30, 50),
    "face-width": (-6, 6),
    "lips": (5, 15),
    "eyes": (20, 45),
}


def embed_all(judge: Judge, pictures: Iterator[RGB]) -> Vectors:
    """(n, d) of the pictures in which a face is found."""
    with MESH.lease("facemesh") as mesh:
        found = [_embed(judge, mesh, picture) for picture in pictures]
    return np.array([vector for vector in found if vector is not None])


def _embed(judge: Judge, mesh: MeshEngine, picture: RGB) -> NDArray[np.float64] | None:
    faces = mesh.find(picture, most=1)
    return judge.embed(picture, faces[0].points[:, :2].astype(np.float64)) if faces else None


def frechet(a: Vectors, b: Vectors) -> float:
    """The Fréchet distance of two sets of features seen as normal distributions (Heusel et al. 2017)."""
    cross = sqrtm(np.cov(a.T) @ np.cov(b.T))
    gap = ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(np.cov(a.T) + np.cov(b.T) - 2 * np.real(cross))
    return float(gap)


def measure(engine: GenerateEngine, weights: Path, faces: Path, count: int = 300) -> Iterator[str]:
    """Lines of figures for the model card."""
    judge = Judge(weights)
    real = embed_all(judge, (load_image(path) for path in sorted((faces / "aligned256").glob("*.jpg"))))
    began = time.monotonic()
    made_pictures = [engine.render(engine.draw(seed)) for seed in range(count)]
    yield f"{(time.monotonic() - began) / count * 1000:.0f} ms a portrait"
    made = embed_all(judge, iter(made_pictures))
    yield f"a face is found in {len(made)} of {count}"
    half = np.random.default_rng(0).permutation(len(real))
    first, second = real[half[::2]], real[half[1::2]]
    yield f"Fréchet distance to {len(real)} training faces {frechet(made, real):.3f}"
    yield f"Fréchet distance between halves of the training faces {frechet(first, second):.3f}"
    yield _spread("nearest training face", _nearest(made, real, same=False))
    yield _spread("a training face's nearest other", _nearest(real, real, same=True))
    yield _spread("nearest other made face", _nearest(made, made, same=True))
    yield from drift(engine, judge)


def drift(engine: GenerateEngine, judge: Judge, people: int = 40) -> Iterator[str]:
    """How like themselves people stay when a slider moves: cosine similarity to the unmoved face."""
    for name, values in STEPS.items():
        kept = []
        for seed in range(people):
            latent = engine.draw(seed)
            pictures = [latent, *(engine.steer(latent, {name: value}) for value in values)]
            vectors = embed_all(judge, (engine.render(one) for one in pictures))
            kept += list(vectors[1:] @ vectors[0])
        yield f"{name} {values}: similarity {np.mean(kept):.2f} ± {np.std(kept):.2f}"
    strangers = embed_all(judge, (engine.render(engine.draw(seed)) for seed in range(people)))
    pairs = (strangers @ strangers.T)[np.triu_indices(len(strangers), 1)]
    yield f"two different people: similarity {np.mean(pairs):.2f} ± {np.std(pairs):.2f}"


def _nearest(a: Vectors, b: Vectors, same: bool) -> NDArray[np.float64]:
    """Degrees from each of ``a`` to its nearest of ``b``."""
    cosine = a @ b.T
    if same:
        np.fill_diagonal(cosine, -1)
    return np.asarray(np.degrees(np.arccos(cosine.max(1).clip(-1, 1))), np.float64)


def _spread(what: str, angles: NDArray[np.float64]) -> str:
    least, few, middle = np.percentile(angles, [0, 5, 50])
    return f"{what}: median {middle:.1f}°, 5 % under {few:.1f}°, least {least:.1f}°"
