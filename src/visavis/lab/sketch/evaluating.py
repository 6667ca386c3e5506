"""Figures of the shipped sketch engine on faces that it never saw, beside the honest baseline: the nearest photo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from visavis.face.mesh import MESH, MeshEngine
from visavis.lab.cast.likeness import Judge
from visavis.lab.generator.measure import kid
from visavis.lab.sketch import hand
from visavis.lab.sketch.data import Faces
from visavis.lab.sketch.styles import STYLES
from visavis.media.values import RGB
from visavis.studio.sketch import SKETCH, Gray, SketchEngine
from visavis.studio.sketch.engine import SKETCH_PX

_BLIND_SEED = 7


@dataclass(frozen=True)
class Answers:
    """For each held-out drawing: the drawing, the engine's picture, the training photo with the nearest drawing."""

    drawn: list[Gray]
    made: list[RGB]
    nearest: list[RGB]
    photos: list[RGB]


def evaluate(learned: Faces, held: Faces, judge: Path, sheet: Path) -> Iterator[str]:
    """Yields lines to be told; writes a blind sheet (which side is which stands in the text file beside it)."""
    with SKETCH.lease("manifold") as engine:
        found = answer_all(engine, learned, held)
    yield f"{len(found.made)} held-out faces, each drawn in one of {len(STYLES)} hands, unsure"
    reader = Judge(judge)
    with MESH.lease("facemesh") as mesh:
        sets = {name: _embed(reader, mesh, getattr(found, name)) for name in ("made", "nearest", "photos")}
        learned_faces = _embed(reader, mesh, list(learned.photos))
    for name in ("made", "nearest"):
        seen = [one is not None for one in sets[name]]
        yield f"{name}: a face is found in {sum(seen)} of {len(seen)}"
        yield f"{name}: shape within {_shape_gap(found, name):.2f} % of the face's width (median)"
        alike = [
            float(a @ b) for a, b in zip(sets[name], sets["photos"], strict=True) if a is not None and b is not None
        ]
        yield f"{name}: cosine to the true photo {np.mean(alike):.3f} ± {np.std(alike):.3f}"
        kernel = kid(_stacked(sets[name]), _stacked(learned_faces))
        yield f"{name}: kernel distance to the training faces {1000 * kernel:.1f} e-3 (face embeddings)"
    write_blind(found, sheet)
    yield f"blind sheet: {sheet}"


def answer_all(engine: SketchEngine, learned: Faces, held: Faces) -> Answers:
    """The engine's and the baseline's answers to one unsure drawing of each held-out face."""
    rng = np.random.default_rng(11)
    flat = _small(learned.ink[:, 0].astype(np.float32) / 255)
    answers = Answers([], [], [], [])
    for row, photo in enumerate(held.photos):
        ink = hand.redraw(held.ink[row, row % len(STYLES)].astype(np.float32) / 255, rng)
        large = cv2.resize(ink, (SKETCH_PX, SKETCH_PX), interpolation=cv2.INTER_CUBIC)
        sketch = np.asarray(np.rint(255 * (1 - np.clip(large, 0, 1))), np.uint8)
        near = int(np.square(flat - _small(ink[None])).sum(1).argmin())
        answers.drawn.append(sketch)
        answers.made.append(engine.draw(sketch).picture)
        answers.nearest.append(learned.photos[near])
        answers.photos.append(photo)
    return answers


def write_blind(found: Answers, path: Path) -> None:
    """Drawing and the two pictures in a random order; the order beside it as a text file."""
    rng, rows, order = np.random.default_rng(_BLIND_SEED), [], []
    for drawn, made, nearest in zip(found.drawn[:24], found.made, found.nearest, strict=False):
        first = bool(rng.random() < 0.5)
        order.append("made, nearest" if first else "nearest, made")
        shown = cv2.resize(drawn, (256, 256), interpolation=cv2.INTER_AREA)[..., None].repeat(3, 2)
        rows.append(np.hstack([shown, *((made, nearest) if first else (nearest, made))]))
    columns = [np.vstack(rows[start : start + 6]) for start in range(0, len(rows) - 5, 6)]
    cv2.imwrite(str(path), np.hstack(columns)[..., ::-1])
    path.with_suffix(".txt").write_text("\n".join(order) + "\n", encoding="utf-8")


def _small(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """Blurred drawings (n, 64 · 64): what they are compared by."""
    small = [cv2.resize(cv2.GaussianBlur(one, (0, 0), 3), (64, 64), interpolation=cv2.INTER_AREA) for one in ink]
    return np.stack([one.ravel() / max(float(np.linalg.norm(one)), 1e-6) for one in small])


def _embed(judge: Judge, mesh: MeshEngine, pictures: list[RGB]) -> list[NDArray[np.float64] | None]:
    found = []
    for picture in pictures:
        faces = mesh.find(picture, most=1)
        found.append(judge.embed(picture, faces[0].points[:, :2].astype(np.float64)) if faces else None)
    return found


def _stacked(vectors: list[NDArray[np.float64] | None]) -> NDArray[np.float64]:
    return np.array([one for one in vectors if one is not None])


def _shape_gap(found: Answers, name: str) -> float:
    """Median distance of mesh points from those of the true photo, in % of the face's width."""
    gaps = []
    with MESH.lease("facemesh") as mesh:
        for picture, photo in zip(getattr(found, name), found.photos, strict=True):
            ours, true = mesh.find(picture, most=1), mesh.find(photo, most=1)
            if ours and true:
                width = float(np.ptp(true[0].points[:, 0]))
                gaps.append(float(np.linalg.norm(ours[0].points[:, :2] - true[0].points[:, :2], axis=1).mean()) / width)
    return 100 * median(gaps)
