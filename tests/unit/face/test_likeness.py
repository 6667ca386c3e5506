"""Likeness tells the same virtual person from others, in other photos and at other sizes."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.face.likeness import Code, face_code
from visavis.face.mesh import MESH
from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.swap import SWAP, Wishes

MODELS = ("eigen:17:male-white", "eigen:23:female-black", "eigen:40:female-east-asian")


def code_in(image: RGB) -> Code:
    with MESH.lease("facemesh") as mesh:
        return face_code(image, mesh.find(image, most=1)[0].points)


@pytest.fixture(scope="module")
def results() -> dict[str, list[Code]]:
    """Each model's face in the same four photos."""
    photos = [member.portrait() for member in cast()[:4]]
    made: dict[str, list[Code]] = {}
    with MESH.lease("facemesh") as mesh, SWAP.lease("mesh") as swap:
        for model in MODELS:
            source = swap.prepare(portray(Recipe.parse(model)))
            faces = [(photo, mesh.find(photo, most=1)[0]) for photo in photos]
            images = [swap.replace(photo, face, source, Wishes(hands=False)).image for photo, face in faces]
            made[model] = [code_in(image) for image in images]
    return made


def test_results_of_one_model_are_alike_and_of_different_models_arent(results: dict[str, list[Code]]) -> None:
    same = [a @ b for codes in results.values() for i, a in enumerate(codes) for b in codes[:i]]
    other = [a @ b for one in MODELS for two in MODELS if one < two for a in results[one] for b in results[two]]
    assert np.mean(same) > 0.6
    assert np.mean(other) < 0.3
    assert min(same) > max(other) - 0.15


def test_a_code_has_length_one_and_is_the_same_again() -> None:
    image = cast()[0].portrait()
    first, second = code_in(image), code_in(image)
    assert first.dtype == np.float32
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    assert first.tobytes() == second.tobytes()


def test_size_and_light_of_the_picture_matter_little() -> None:
    image = cast()[1].portrait()
    whole = code_in(image)
    for other in (resize(image, 300, 300), (image * 0.6).astype(np.uint8), np.pad(image, ((90, 0), (0, 200), (0, 0)))):
        assert code_in(other) @ whole > 0.8
