"""What codes tell of looks, and the tones of skin."""

from __future__ import annotations

import numpy as np

from visavis.studio.sketch.looks import GENDER, LOOKS, cheeks, measure_skin, zone
from visavis.studio.sketch.telling import Teller, read_tellers, write_tellers


def teller(codes: int = 8) -> Teller:
    rng = np.random.default_rng(0)
    slopes = rng.standard_normal((codes, LOOKS)).astype(np.float32)
    low, high = np.full(LOOKS, -2, np.float32), np.full(LOOKS, 3, np.float32)
    return Teller(np.ones(codes, np.float32), np.zeros(LOOKS, np.float32), slopes, low, high)


def test_nobody_is_told_to_look_as_nobody_does() -> None:
    told = teller().tell(np.full(8, 100, np.float32))
    assert told.min() >= -2
    assert told.max() <= 3


def test_the_middle_code_tells_the_middle_look_and_gender_is_told_clearly() -> None:
    one = teller()
    assert np.allclose(one.tell(np.ones(8, np.float32)), 0)
    step = 0.01 * np.sign(one.slopes[:, GENDER])
    assert one.tell(1 + step)[GENDER] > 2 * float(step @ one.slopes[:, GENDER])


def test_tellers_come_back_from_half_precision() -> None:
    back = read_tellers(
        {
            name: value.astype(np.float32)
            for name, value in write_tellers({None: teller(), "female": teller(4), "male": teller(5)}).items()
        }
    )
    assert back["female"].slopes.shape == (4, LOOKS)
    assert np.allclose(back[None].slopes, teller().slopes, atol=2e-3)


def test_tones_go_from_light_to_dark() -> None:
    looks = np.zeros((60, LOOKS), np.float32)
    for name in ("right cheek", "left cheek"):
        looks[:, zone(name)] = np.stack([np.linspace(30, 80, 60), np.full(60, 15), np.full(60, 20)], 1)
    tones = measure_skin(looks)
    assert (np.diff(tones[:, 0]) < 0).all()
    assert cheeks(looks).shape == (60, 3)
