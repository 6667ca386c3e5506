"""Virtual people put into photos: what the axes of likeness are learned from, and what they are measured on."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face.likeness import describe
from visavis.face.mesh import MESH, FaceMesh
from visavis.lab.cast.likeness import Judge
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import draw_recipe
from visavis.studio.generate import GENERATE
from visavis.studio.swap import SWAP, NotReplaceable, Source, Wishes

LEARNED = ("faces/originals", "portraits")
JUDGED = ("shop/plain", "shop/catalogue", "shop/hat", "tiles/accessories", "tiles/expression", "tiles/hats")
"""Photos that are learned from, and photos that never were: synthetic ones, and street photos that only measure."""
NOBODY = -1
"""As ``photo``: a model's own portrait. As ``model``: a photo as it was."""


@dataclass(frozen=True)
class Faces:
    """``rows`` (n, d) of ``describe``; ``model`` (n,) the seed of who was put in; ``photo`` (n,) where; ``judged``
    (n, k): what the judge says of each."""

    rows: NDArray[np.float32]
    model: NDArray[np.int64]
    photo: NDArray[np.int64]
    judged: NDArray[np.float64]

    def save(self, path: Path) -> None:
        np.savez(path, rows=self.rows.astype(np.float16), model=self.model, photo=self.photo, judged=self.judged)

    @staticmethod
    def load(path: Path) -> Faces:
        held = np.load(path)
        return Faces(held["rows"].astype(np.float32), held["model"], held["photo"], held["judged"])


def gather(shared: Path, folders: tuple[str, ...], seeds: tuple[int, ...], each: int | None, judge: Judge) -> Faces:
    """Every seed's person in ``each`` photos of the folders, drawn by chance, or in all; glasses are replaced.

    With all photos, these are kept as they were, too.
    """
    paths = [path for folder in folders for path in sorted((shared / "data" / folder).glob("*.jpg"))]
    chance = np.random.default_rng(1)
    if each is not None:
        paths = [paths[place] for place in chance.permutation(len(paths))]
    found: dict[int, list[FaceMesh]] = {}
    kept: list[tuple[NDArray[np.float32], int, int, NDArray[np.float64]]] = []

    def keep(image: RGB, faces: list[FaceMesh], model: int, photo: int) -> None:
        for face in faces:
            judged = judge.embed(image, face.points[:, :2].astype(np.float64))
            kept.append((describe(image, face.points), model, photo, judged))

    with MESH.lease("facemesh") as mesh:
        for seed in seeds:
            source = _source(seed)
            keep(source.image, mesh.find(source.image, most=1), seed, NOBODY)
            chosen = range(len(paths)) if each is None else chance.choice(len(paths), each, replace=False)
            for photo in map(int, chosen):
                image = load_image(paths[photo])
                if photo not in found:
                    found[photo] = mesh.find(image, most=1)
                    keep(image, found[photo] if each is None else [], NOBODY, photo)
                for face in found[photo]:
                    replaced = _replaced(image, face, source)
                    keep(replaced, mesh.find(replaced, most=1) if replaced is not image else [], seed, photo)
            sys.stderr.write(f"{seed}: {len(kept)} faces\n")
    rows, models, photos, judged = zip(*kept, strict=True)
    return Faces(np.array(rows), np.array(models), np.array(photos), np.array(judged))


def _source(seed: int) -> Source:
    with GENERATE.lease("eigen") as engine:
        portrait = portray(draw_recipe(engine, seed))
    with SWAP.lease("mesh") as swap:
        return swap.prepare(portrait)


def _replaced(image: RGB, face: FaceMesh, source: Source) -> RGB:
    """The photo with another face, or itself where that can't be."""
    with SWAP.lease("mesh") as swap:
        try:
            return swap.replace(image, face, source, Wishes(glasses=False, hands=False)).image
        except NotReplaceable:
            return image
