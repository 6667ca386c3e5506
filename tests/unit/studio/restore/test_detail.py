"""Faces get detail back: nearer to the sharp picture than cubic interpolation, and nothing else is touched."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from visavis.face.mesh import MESH, FaceMesh
from visavis.media.values import RGB, Mask
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.studio.restore import RESTORE, NotRestorable, Restored, RestoreWishes
from visavis.studio.restore.frame import places


@pytest.fixture(scope="module")
def sharp() -> RGB:
    """A generated portrait (512, 512, 3); its face is about 200 px."""
    return portray(Recipe.parse("eigen:23:female-black"))


def faces(image: RGB) -> list[FaceMesh]:
    with MESH.lease() as mesh:
        return mesh.find(image, most=2)


def restore(image: RGB, wishes: RestoreWishes) -> Restored:
    with RESTORE.lease() as engine:
        return engine.restore(image, faces(image), wishes)


def gap(made: RGB, sharp: RGB, where: Mask) -> float:
    return float(np.abs(made.astype(float) - sharp)[where > 0.9].mean())


@pytest.mark.parametrize("scale", [2, 4])
def test_a_small_worn_face_becomes_larger_and_nearer_to_the_sharp_one_than_by_interpolation(
    sharp: RGB, scale: int
) -> None:
    side = len(sharp) // scale
    grain = np.random.default_rng(0).normal(0, 5, (side, side, 3))
    small = cv2.GaussianBlur(cv2.resize(sharp, (side, side), interpolation=cv2.INTER_AREA), (0, 0), 0.6)
    small = np.asarray((small + grain).clip(0, 255), np.uint8)
    made = restore(small, RestoreWishes(scale=scale))
    plain = cv2.resize(small, (len(sharp), len(sharp)), interpolation=cv2.INTER_CUBIC)
    assert made.image.shape == sharp.shape
    assert gap(made.image, sharp, made.mask) < gap(plain, sharp, made.mask)
    assert np.array_equal(made.image[made.mask == 0], plain[made.mask == 0])


def test_a_blurred_face_becomes_sharper_in_place_and_the_rest_stays_as_it_was(sharp: RGB) -> None:
    soft = cv2.GaussianBlur(sharp, (0, 0), 3)
    before = soft.copy()
    made = restore(soft, RestoreWishes())
    assert np.array_equal(soft, before)
    assert gap(made.image, sharp, made.mask) < gap(soft, sharp, made.mask)
    assert np.array_equal(made.image[made.mask == 0], soft[made.mask == 0])


def test_strength_zero_adds_nothing(sharp: RGB) -> None:
    assert np.array_equal(restore(sharp, RestoreWishes(strength=0)).image, sharp)


def test_a_face_at_the_edge_of_the_picture_is_restored_too(sharp: RGB) -> None:
    soft = cv2.GaussianBlur(sharp, (0, 0), 3)
    face = faces(soft)[0]
    left = int(face.points[:, 0].min()) + 20
    points = face.points - np.array([left, 0, 0], np.float32)
    with RESTORE.lease() as engine:
        made = engine.restore(np.ascontiguousarray(soft[:, left:]), [FaceMesh(points, face.score)], RestoreWishes())
    assert gap(made.image, sharp[:, left:], made.mask) < gap(soft[:, left:], sharp[:, left:], made.mask)


def test_without_faces_the_picture_is_only_enlarged(sharp: RGB) -> None:
    with RESTORE.lease() as engine:
        made = engine.restore(sharp, [], RestoreWishes(scale=2))
    assert made.image.shape == (1024, 1024, 3)
    assert not made.mask.any()


@pytest.mark.parametrize("wishes", [RestoreWishes(scale=3), RestoreWishes(strength=1.5), RestoreWishes(strength=-0.1)])
def test_impossible_wishes_are_refused(sharp: RGB, wishes: RestoreWishes) -> None:
    with pytest.raises(NotRestorable, match="1, 2 or 4"):
        restore(sharp, wishes)


def test_a_result_that_would_be_too_large_is_refused() -> None:
    large = np.zeros((3000, 3000, 3), np.uint8)
    with RESTORE.lease() as engine, pytest.raises(NotRestorable, match="144 megapixels"):
        engine.restore(large, [], RestoreWishes(scale=4))


def test_places_run_from_edge_to_edge() -> None:
    x, y = places(280)
    assert x.shape == (70, 70)
    assert (x[0, 0], x[0, -1], y[0, 0], y[-1, 0]) == (-1, 1, -1, 1)
