"""Heads cut out of portraits."""

from __future__ import annotations

import pytest

from visavis.face.mask import MASK
from visavis.face.mesh import MESH
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.generate.cutting import cut_head

MAN = "eigen:4:male-east-asian"


@pytest.fixture(scope="module")
def portrait() -> RGB:
    return portray(Recipe.parse(MAN), 512)


def test_face_stays_and_clothes_and_ground_go(portrait: RGB) -> None:
    with MESH.lease() as mesh, MASK.lease() as masker:
        (face,) = mesh.find(portrait)
        alpha = cut_head(portrait, masker.cut_out(portrait), face)
    x, y = face.points[:, 0], face.points[:, 1]
    assert alpha.shape == portrait.shape[:2]
    assert alpha[round(y[1]), round(x[1])] > 0.99  # nose
    assert alpha[round(y[10]) - 8, round(x[10])] > 0.9  # hair above the forehead
    assert alpha[-40:].max() < 0.01  # clothes
    assert alpha[:, :20].max() < 0.01  # ground
    assert alpha[round(y[152]) + 25, round(x[152])] < 0.05  # neck
