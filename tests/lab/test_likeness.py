"""Learning what tells people apart: axes on which the same person's rows come together."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from visavis.lab.likeness.__main__ import fit, measure
from visavis.lab.likeness.gather import NOBODY, Faces

PEOPLE, PHOTOS, SIZE, OWN = 60, 14, 400, 12


def made_up(seed: int, people: int = PEOPLE) -> Faces:
    """Rows in which a person shows in twelve numbers, and photos show in all the others."""
    chance = np.random.default_rng(seed)
    who, where = np.repeat(np.arange(people), PHOTOS), np.tile(np.arange(PHOTOS), people)
    rows = np.concatenate(
        [
            2 * chance.standard_normal((people, OWN))[who] + 0.5 * chance.standard_normal((len(who), OWN)),
            chance.standard_normal((len(who), SIZE - OWN)),
        ],
        axis=1,
    )
    alone = chance.standard_normal((5, SIZE))
    faces = np.concatenate([rows, alone]).astype(np.float32)
    judged = faces[:, :OWN].astype(np.float64)
    judged /= np.linalg.norm(judged, axis=1, keepdims=True)
    model = np.concatenate([who, np.full(5, NOBODY)])
    return Faces(faces, model, np.concatenate([where, np.arange(5)]), judged)


def test_the_axes_find_what_is_the_persons_own() -> None:
    middle, axes = fit(made_up(0))
    assert axes.shape == (SIZE, 48)
    strength = np.linalg.norm(axes[:, :OWN], axis=1)
    assert strength[:OWN].mean() > 3 * strength[OWN:].mean()
    lines = "\n".join(measure(made_up(1), middle, axes))
    area = float(lines.split("area under the curve ")[1].split(";")[0])
    assert area > 0.9
    assert "flagged in" in lines


def test_faces_go_through_a_file(tmp_path: Path) -> None:
    faces = made_up(2, people=3)
    faces.save(tmp_path / "faces.npz")
    again = Faces.load(tmp_path / "faces.npz")
    assert np.abs(again.rows - faces.rows).max() < 0.02
    assert (again.model == faces.model).all()
    assert (again.photo == faces.photo).all()
