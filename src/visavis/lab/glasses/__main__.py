"""``python -m visavis.lab.glasses``: fit face/glasses.npz to shared/data/faces and print how well it tells."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.face import landmarks as at
from visavis.face.glasses import describe
from visavis.face.mesh import MESH, MeshEngine
from visavis.media.image import load_image
from visavis.media.values import RGB

_SHIPPED = Path(__file__).parents[2] / "face" / "glasses.npz"
_RIDGE = 3.0
_JUDGED = ("shop/clear_glasses", "tiles/glasses_style", "shop/plain", "shop/catalogue")
"""Pictures that were never learned from: the first two all with glasses, the last two all without."""

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.glasses", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=_SHIPPED)
    given = parser.parse_args()
    with MESH.lease("facemesh") as mesh:
        rows, worn = learn(given.shared / "data" / "faces", mesh)
        slope, offset = fit(rows, worn)
        np.savez(given.out, slope=slope.astype(np.float16), offset=offset)
        for folder in _JUDGED:
            scores = [one @ slope + offset for one in _described(given.shared / "data" / folder, mesh)]
            share = np.mean(np.array(scores) > 0)
            sys.stdout.write(f"{folder}: glasses in {share:.0%} of {len(scores)}\n")


def learn(folder: Path, mesh: MeshEngine) -> tuple[Floats, NDArray[np.bool_]]:
    """Descriptions (n, d) of faces and of their mirror images, and who wears glasses."""
    rows, worn = [], []
    with (folder / "labels.csv").open(encoding="utf-8") as lines:
        for label in csv.DictReader(lines):
            image = load_image(folder / "aligned256" / label["file"])
            for face in mesh.find(image, most=1):
                rows += [describe(image, face.points), describe(*_mirrored(image, face.points))]
                worn += 2 * [label["glasses"] != "none"]
    return np.array(rows, np.float64), np.array(worn)


def fit(rows: Floats, worn: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Ridge regression on ±1, both sides weighing the same."""
    weight = np.where(worn, 0.5 / worn.mean(), 0.5 / (~worn).mean())[:, None]
    middle = rows.mean(0)
    centred = rows - middle
    gram = (centred * weight).T @ centred + _RIDGE * np.eye(rows.shape[1])
    slope = np.linalg.solve(gram, (centred * weight).T @ np.where(worn, 1.0, -1.0))
    return slope, float(-middle @ slope)


def _described(folder: Path, mesh: MeshEngine) -> Iterator[NDArray[np.float32]]:
    for path in sorted(folder.iterdir()):
        image = load_image(path)
        for face in mesh.find(image, most=1):
            yield describe(image, face.points)


def _mirrored(image: RGB, points: NDArray[np.float32]) -> tuple[RGB, NDArray[np.float32]]:
    flipped = points.copy()
    flipped[:, 0] = image.shape[1] - 1 - flipped[:, 0]
    flipped[[at.RIGHT_EYE_OUTER, at.LEFT_EYE_OUTER]] = flipped[[at.LEFT_EYE_OUTER, at.RIGHT_EYE_OUTER]]
    return np.ascontiguousarray(image[:, ::-1]), flipped


if __name__ == "__main__":
    main()
