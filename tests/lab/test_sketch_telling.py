"""What codes tell of looks is learned from few faces, women and men alike."""

from __future__ import annotations

import numpy as np

from visavis.lab.sketch.hand_drawn import read_drawn, sheets
from visavis.lab.sketch.telling import fit
from visavis.studio.sketch import read_sketch
from visavis.studio.sketch.codes import Codes
from visavis.studio.sketch.looks import GENDER, LOOKS, Looks


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
    teller, (codes, looks) = fit(*people(400, 200)), people(100, 50, seed=1)
    told = np.array([teller.tell(code) for code in codes])
    assert np.corrcoef(told[:, 0], looks[:, 0])[0, 1] > 0.9
    assert (np.sign(told[:, GENDER]) == looks[:, GENDER]).mean() > 0.9


def test_the_fewer_are_told_as_well_as_the_many() -> None:
    teller, (codes, looks) = fit(*people(400, 40)), people(200, 100, seed=1)
    right = np.sign([teller.tell(code)[GENDER] for code in codes]) == looks[:, GENDER]
    assert abs(right[:100].mean() - right[100:].mean()) < 0.1


def test_one_gender_alone_can_be_learned() -> None:
    codes, looks = people(50, 50)
    assert fit(codes, looks).tell(codes[0])[GENDER] == 1


def test_the_twelve_that_were_drawn_by_hand_can_all_be_read() -> None:
    assert len(read_drawn()) == 12
    for sheet in sheets():
        assert (read_sketch(sheet) < 128).mean() > 0.005
