"""Heads that get neck, clothes and ground."""

from __future__ import annotations

import numpy as np

from visavis.face.mesh import MESH
from visavis.studio.dress import SIZE_PX, Clothes
from visavis.studio.dress.bust import make_bust
from visavis.studio.generate.eigen import EigenGenerator

SUIT = Clothes((44, 48, 58), (238, 241, 246), "tie")
GROUND = ((198.0, 203.0, 208.0), (132.0, 140.0, 150.0))


def test_portrait_has_one_upright_face_in_the_middle_and_a_jacket_below() -> None:
    generator = EigenGenerator()
    head = generator.render(generator.draw(4, "male-east-asian"))
    once, again = (make_bust(head.image, head.alpha, head.hairline, head.chin, SUIT, GROUND, seed=1) for _ in range(2))
    assert np.array_equal(once, again)
    assert once.shape == (SIZE_PX, SIZE_PX, 3)
    with MESH.lease() as mesh:
        (face,) = mesh.find(once)
    assert abs(face.points[:, 0].mean() - SIZE_PX / 2) < 30
    assert np.abs(once[-20, 120].astype(float) - SUIT.jacket).max() < 45
    assert np.abs(once[20, 20].astype(float) - GROUND[1]).max() < 45
