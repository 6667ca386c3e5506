"""``python -m visavis.lab.likeness gather|fit|measure``: learn face/likeness.npz, and print how well it tells."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from visavis.face.likeness import face_code
from visavis.face.mesh import MESH
from visavis.lab.cast.likeness import Judge
from visavis.lab.likeness.gather import JUDGED, LEARNED, NOBODY, Faces, gather
from visavis.media.image import load_image
from visavis.shop.consistency import consistency_of

_SHIPPED = Path(__file__).parents[2] / "face" / "likeness.npz"
_LEARN, _JUDGE = tuple(range(1000, 1070)), (1, 5, 8, 17, 23, 32, 47, 65, 76, 87)
"""Seeds of the people that are learned from, and of others."""
_EACH, _COMPONENTS, _AXES, _SHRINK = 11, 300, 48, 0.1
_SET = 12

Floats = NDArray[np.float64]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m visavis.lab.likeness", description=__doc__)
    parser.add_argument("step", choices=("gather", "fit", "measure"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=_SHIPPED)
    given = parser.parse_args()
    learned, judged = given.work / "learned.npz", given.work / "judged.npz"
    judge = Judge(given.shared / "data" / "weights" / "foamliu_MobileFaceNet.onnx")
    if given.step == "gather":
        given.work.mkdir(parents=True, exist_ok=True)
        gather(given.shared, LEARNED, _LEARN, _EACH, judge).save(learned)
        gather(given.shared, JUDGED, _JUDGE, None, judge).save(judged)
    elif given.step == "fit":
        middle, axes = fit(Faces.load(learned))
        np.savez_compressed(given.out, middle=middle.astype(np.float16), axes=axes.astype(np.float16))
    else:
        held = np.load(given.out)
        lines = [*measure(Faces.load(judged), held["middle"], held["axes"]), *strangers(given.shared, judge)]
        sys.stdout.write("\n".join(lines) + "\n")


def fit(faces: Faces) -> tuple[Floats, Floats]:
    """The middle (d,) and the axes (d, k): principal components, then those along which people differ most for how
    little each does (shrunk towards equal spread)."""
    people = faces.model != NOBODY
    rows, model = faces.rows[people].astype(np.float64), faces.model[people]
    middle = rows.mean(0)
    components = np.linalg.svd(rows - middle, full_matrices=False)[2][:_COMPONENTS].T
    seen = (rows - middle) @ components
    means = np.array([seen[model == seed].mean(0) for seed in np.unique(model)])
    apart = seen - means[np.searchsorted(np.unique(model), model)]
    within = apart.T @ apart / (len(seen) - len(means))
    within += _SHRINK * np.trace(within) / _COMPONENTS * np.eye(_COMPONENTS)
    axes = eigh(np.cov(means.T), within)[1][:, ::-1][:, :_AXES]
    return middle, np.asarray(components @ axes, np.float64)


def measure(faces: Faces, middle: Floats, axes: Floats) -> Iterator[str]:
    """Lines of figures, the judge's beside."""
    codes = (faces.rows - middle.astype(np.float64)) @ axes.astype(np.float64)
    codes /= np.linalg.norm(codes, axis=1, keepdims=True)
    put = (faces.model != NOBODY) & (faces.photo != NOBODY)
    first, second = np.triu_indices(len(codes), 1)
    pairs = put[first] & put[second]
    first, second = first[pairs], second[pairs]
    elsewhere = faces.photo[first] != faces.photo[second]
    same = faces.model[first] == faces.model[second]
    people, photos = len(np.unique(faces.model[put])), len(np.unique(faces.photo[put]))
    yield f"{put.sum()} results of {people} people in {photos} photos"
    both = []
    for name, vectors in (("likeness", codes), ("judge", faces.judged)):
        alike = (vectors[first] * vectors[second]).sum(1)
        both.append(alike[elsewhere])
        one, other = alike[same & elsewhere], alike[~same & elsewhere]
        yield (
            f"{name}: same person {one.mean():.2f} ± {one.std():.2f}, others {other.mean():.2f} ± {other.std():.2f}, "
            f"area under the curve {_area(one, other):.3f}; others in the same photo {alike[~elsewhere].mean():.2f}, "
            f"area {_area(one, alike[~elsewhere]):.3f}"
        )
    yield f"correlation with the judge over pairs of results: {np.corrcoef(*both)[0, 1]:.2f}"
    yield _of_photos(faces, codes, put)
    yield from _outliers(faces, codes, put)


def _of_photos(faces: Faces, codes: Floats, put: NDArray[np.bool_]) -> str:
    found = []
    for seed in np.unique(faces.model[put]):
        chosen = put & (faces.model == seed)
        by = [(one[chosen] @ one[chosen].sum(0) - 1) / (chosen.sum() - 1) for one in (codes, faces.judged)]
        found.append(np.corrcoef(*by)[0, 1])
    return f"correlation with the judge of each photo's likeness to the others of its set: {np.mean(found):.2f}"


def _outliers(faces: Faces, codes: Floats, put: NDArray[np.bool_], sets: int = 400) -> Iterator[str]:
    """Sets of twelve photos, of one person, and with one photo of somebody else in it."""
    chance = np.random.default_rng(0)
    seeds = np.unique(faces.model[put])
    false, found = [], {"another model's": 0, "an unchanged": 0}
    for _ in range(sets):
        seed = chance.choice(seeds)
        mine = chance.choice(np.flatnonzero(put & (faces.model == seed)), _SET, replace=False)
        false.append(np.mean(consistency_of(list(codes[mine])).outliers))
        for name, pool in (("another model's", put & (faces.model != seed)), ("an unchanged", faces.model == NOBODY)):
            intruder = chance.choice(np.flatnonzero(pool))
            found[name] += consistency_of([*codes[mine[1:]], codes[intruder]]).outliers[-1]
    yield f"sets of {_SET} of one person: {np.mean(false):.1%} flagged"
    for name, count in found.items():
        yield f"{name} face among {_SET - 1}: flagged in {count / sets:.0%}"


def strangers(shared: Path, judge: Judge) -> Iterator[str]:
    """Real people in many poses (Pointing'04), whom nothing here was made for."""
    codes, judged, who = [], [], []
    with MESH.lease("facemesh") as mesh:
        for path in sorted((shared / "data" / "truth" / "pointing04").rglob("*.jpg")):
            image = load_image(path)
            for face in mesh.find(image, most=1):
                codes.append(face_code(image, face.points))
                judged.append(judge.embed(image, face.points[:, :2].astype(np.float64)))
                who.append(path.name[:8])
    first, second = np.triu_indices(len(who), 1)
    same = np.array(who)[first] == np.array(who)[second]
    for name, vectors in (("likeness", np.array(codes)), ("judge", np.array(judged))):
        alike = (vectors[first] * vectors[second]).sum(1)
        area = _area(alike[same], alike[~same])
        yield f"{len(set(who))} real people, |tilt| to 30°, |pan| to 60°: {name} area {area:.3f}"


def _area(one: Floats, other: Floats) -> float:
    """How often a pair of the first kind is more alike than one of the second."""
    ranks = np.argsort(np.argsort(np.concatenate([one, other])))
    return float((ranks[: len(one)].mean() - (len(one) - 1) / 2) / len(other))


if __name__ == "__main__":
    main()
