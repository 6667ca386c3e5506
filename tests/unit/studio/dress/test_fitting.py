"""Clothes that were drawn once sit on everybody as if they were drawn for them."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.studio.dress import SIZE_PX, Clothes, Colour, Picture, Plane, dress
from visavis.studio.dress.drawing import grid
from visavis.studio.dress.fitting import _WEAVE, ground_of, wear

CHIN = (384.0, 500.0)


@pytest.fixture(scope="module")
def body() -> Plane:
    x, y = grid()
    return np.clip((170 - np.hypot(x - 384, (y - 380) * 0.8)) / 4, 0, 1).astype(np.float32)


@pytest.fixture(scope="module")
def picture() -> Picture:
    rng = np.random.default_rng(1)
    return rng.uniform(20, 200, (SIZE_PX, SIZE_PX, 3)).astype(np.float32)


@pytest.mark.parametrize("neckline", ["tie", "open", "round"])
def test_kept_garment_looks_like_one_drawn_afresh(body: Plane, picture: Picture, neckline: str) -> None:
    clothes = Clothes((44, 48, 58), (238, 241, 246), neckline)  # type: ignore[arg-type]
    gap = np.abs(wear(picture, body, CHIN, clothes) - dress(picture, body, CHIN, clothes, _WEAVE))
    assert gap.mean() < 0.3
    assert np.percentile(gap, 99) < 4


def test_ground_is_shared_and_locked() -> None:
    colours: tuple[Colour, Colour] = ((198, 203, 208), (132, 140, 150))
    assert ground_of(colours) is ground_of(colours)
    assert not ground_of(colours).flags.writeable
