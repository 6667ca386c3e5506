from __future__ import annotations

import numpy as np

from visavis.face.mask import MASK
from visavis.people.casting import cast


def test_mask_holds_the_person_and_not_the_corners() -> None:
    portrait = cast()[0].portrait()
    with MASK.lease() as masker:
        mask = masker.cut_out(portrait)
    assert mask[330:480, 330:440].mean() > 0.95
    assert mask[:60, :60].mean() < 0.05
    assert mask[:60, -60:].mean() < 0.05


def test_mask_of_an_empty_picture_is_empty() -> None:
    with MASK.lease() as masker:
        assert masker.cut_out(np.full((300, 400, 3), 128, np.uint8)).mean() < 0.2
