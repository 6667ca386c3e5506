"""``python -m visavis.lab.cast.measure --shared ../shared``: how unlike each other, and how unlike every source."""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from visavis.lab.cast.likeness import Judge, degrees
from visavis.lab.cast.recipe import read_recipe
from visavis.lab.cast.sources import Library, find_points
from visavis.media.image import load_image

Vector = NDArray[np.float64]
_CAST = Path(__file__).parents[2] / "people" / "cast"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.cast.measure", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--cast", type=Path, default=_CAST, help="the folder of the portraits")
    given = parser.parse_args()
    judge = Judge(given.shared / "data" / "weights" / "foamliu_MobileFaceNet.onnx")
    library = Library(given.shared)
    pictures = {name: _of_source(judge, library, name) for name in library.names()}
    known = {name: vector for name, vector in pictures.items() if vector is not None}
    members = {member.id: _of_member(judge, given.cast / f"{member.id}.jpg") for member in read_recipe()}
    print(f"{len(known)} pictures with a face")  # noqa: T201  a command prints
    for line in (*_scale(known), *_groups(known, library), *_between(members), *_nearest(members, known)):
        print(line)  # noqa: T201  a command prints


def _of_member(judge: Judge, path: Path) -> Vector:
    image = load_image(path)
    return judge.embed(image, find_points(image, path.name))


def _of_source(judge: Judge, library: Library, name: str) -> Vector | None:
    try:
        source = library.read(name)
    except ValueError:
        return None
    library.forget(name)
    return judge.embed(source.picture.astype(np.uint8), source.points)


def _scale(known: dict[str, Vector]) -> list[str]:
    """Random pairs of different pictures, and every picture's nearest other: what the numbers below compare to."""
    stack = np.array(list(known.values()))
    angles = np.degrees(np.arccos(np.clip(stack @ stack.T, -1, 1)))
    np.fill_diagonal(angles, np.nan)
    pairs, nearest = angles[np.triu_indices(len(stack), 1)], np.nanmin(angles, axis=1)
    return [
        "random pairs: median {:.1f}°, 5 % under {:.1f}°".format(*np.nanpercentile(pairs, [50, 5])),
        "a picture's nearest other: median {:.1f}°, 5 % under {:.1f}°".format(*np.nanpercentile(nearest, [50, 5])),
    ]


def _groups(known: dict[str, Vector], library: Library) -> list[str]:
    by_path = {library.path(name): vector for name, vector in known.items()}
    lines = []
    for member in read_recipe():
        vectors = [by_path[library.path(name)] for name in member.sources]
        angles = [degrees(a, b) for a, b in combinations(vectors, 2)]
        spread = f"{float(np.median(angles)):.1f}° median, {min(angles):.1f}° least"
        lines.append(f"{member.id}: {len(vectors)} sources, {spread} among themselves")
    return lines


def _between(members: dict[str, Vector]) -> list[str]:
    return [f"{a} – {b}: {degrees(members[a], members[b]):.1f}°" for a, b in combinations(members, 2)]


def _nearest(members: dict[str, Vector], known: dict[str, Vector]) -> list[str]:
    lines = []
    for member, vector in members.items():
        ranked = sorted((degrees(vector, other), name) for name, other in known.items())
        lines.append(f"{member} nearest: " + ", ".join(f"{name} {angle:.1f}°" for angle, name in ranked[:3]))
    return lines


if __name__ == "__main__":
    main()
