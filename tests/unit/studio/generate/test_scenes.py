"""Scenes: what is around a new face stays as it was photographed."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.face.mesh import MESH
from visavis.studio.generate.eigen import EigenGenerator
from visavis.studio.generate.frame import SIZE_PX
from visavis.studio.generate.scenes import PORTRAIT_PX, Scene, set_into

NOTHING = np.zeros((SIZE_PX, SIZE_PX, 3), np.float32)


@pytest.fixture(scope="module")
def generator() -> EigenGenerator:
    return EigenGenerator()


@pytest.fixture(scope="module")
def scene(generator: EigenGenerator) -> Scene:
    return generator._scene_of(generator.draw(3))[0]


def test_scene_without_a_new_face_is_the_photo(generator: EigenGenerator, scene: Scene) -> None:
    still, nowhere = np.zeros_like(scene.shape), np.zeros((SIZE_PX, SIZE_PX), np.float32)
    portrait = set_into(scene, NOTHING + 0.5, NOTHING, still, nowhere, generator._frame)
    assert portrait.shape == (PORTRAIT_PX, PORTRAIT_PX, 3)
    assert np.abs(portrait.astype(int) - scene.photo).mean() < 2


def test_face_takes_on_the_tone_of_the_scene(generator: EigenGenerator, scene: Scene) -> None:
    still, zone = np.zeros_like(scene.shape), generator._model.zone
    dark, light = (set_into(scene, NOTHING + tone, NOTHING, still, zone, generator._frame) for tone in (0.2, 0.7))
    assert np.abs(dark.astype(int) - light).max() < 12
    assert np.abs(dark.astype(int) - scene.photo).max() > 50


def test_hair_slider_changes_hair_and_leaves_the_face(generator: EigenGenerator) -> None:
    person = generator.draw(6, "female-white")
    plain, dark = (generator.render(one).astype(int) for one in (person, generator.steer(person, {"hair": 10})))
    with MESH.lease() as mesh:
        (face,) = mesh.find(plain.astype(np.uint8))
    forehead, nose = (face.points[row, :2].round().astype(int) for row in (10, 4))
    crown = max(forehead[1] - 70, 20)
    changed = (plain - dark).mean(2)
    assert changed[crown - 10 : crown + 10, forehead[0] - 20 : forehead[0] + 20].mean() > 8
    assert abs(changed[nose[1] - 20 : nose[1] + 20, nose[0] - 20 : nose[0] + 20].mean()) < 6


def test_somebody_with_set_sliders_stays_in_the_same_scene(generator: EigenGenerator) -> None:
    for seed in range(12):
        person = generator.draw(seed)
        moved = generator.steer(person, {"yaw": 8, "smile": 0.9, "hair": 30})
        assert (generator._scene_of(person)[1] == generator._scene_of(moved)[1]).all()


def test_neighbours_in_the_gallery_are_in_different_scenes(generator: EigenGenerator) -> None:
    for kind in generator.kinds:
        codes = [generator._scene_of(generator.draw(seed, kind.name))[1] for seed in range(100, 104)]
        seen = {code[generator._model.people.faces :].tobytes() for code in codes}
        assert len(seen) >= 3
