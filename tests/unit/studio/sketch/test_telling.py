"""What codes tell of looks: learned from few faces, women and men alike, never beyond what real faces have."""

from __future__ import annotations

import numpy as np

from visavis.studio.sketch.looks import GENDER, LOOKS, Looks, cheeks, measure_skin, zone
from visavis.studio.sketch.neighbours import Codes
from visavis.studio.sketch.telling import Teller


def people(count: int, women: int, seed: int = 0) -> tuple[Codes, Looks]:
    """Codes (count, 40) of people whose hair and gender lie in them, beside much that means nothing."""
    rng = np.random.default_rng(seed)
    codes = rng.standard_normal((count, 40)).astype(np.float32)
    looks = np.full((count, LOOKS), 50, np.float32)
    looks[:, GENDER], looks[:, -1] = -1, np.where(rng.random(count) < 0.5, 1, -1)
    looks[:women, GENDER] = 1
    codes[:, 0] += 2 * looks[:, GENDER]
    looks[:, 0] = 50 + 10 * codes[:, 1]
    return codes, looks


def test_looks_that_lie_in_the_codes_are_told_of_people_never_seen() -> None:
    teller, (codes, looks) = Teller(*people(400, 200)), people(100, 50, seed=1)
    told = np.array([teller.tell(code) for code in codes])
    assert np.corrcoef(told[:, 0], looks[:, 0])[0, 1] > 0.9
    assert (np.sign(told[:, GENDER]) == looks[:, GENDER]).mean() > 0.9


def test_the_fewer_are_told_as_well_as_the_many() -> None:
    teller, (codes, looks) = Teller(*people(400, 40)), people(200, 100, seed=1)
    right = np.sign([teller.tell(code)[GENDER] for code in codes]) == looks[:, GENDER]
    assert abs(right[:100].mean() - right[100:].mean()) < 0.1


def test_nobody_is_told_to_look_as_nobody_does() -> None:
    codes, looks = people(100, 50)
    told = Teller(codes, looks).tell(100 * codes[0])
    assert (told >= looks.min(0)).all()
    assert (told <= looks.max(0)).all()


def test_one_gender_alone_can_be_learned() -> None:
    codes, looks = people(50, 50)
    assert Teller(codes, looks).tell(codes[0])[GENDER] == 1


def test_tones_go_from_light_to_dark() -> None:
    looks = np.zeros((60, LOOKS), np.float32)
    for name in ("right cheek", "left cheek"):
        looks[:, zone(name)] = np.stack([np.linspace(30, 80, 60), np.full(60, 15), np.full(60, 20)], 1)
    tones = measure_skin(looks)
    assert (np.diff(tones[:, 0]) < 0).all()
    assert cheeks(looks).shape == (60, 3)
