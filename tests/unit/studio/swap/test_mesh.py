"""The swap engine: another face, the same pose, light and everything else."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from visavis.face.mesh import MESH, FaceMesh
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.swap import SWAP, NotReplaceable, Replaced, Source, Wishes
from visavis.studio.swap.engine import check_turn

TARGET, MODEL = 0, 3


@pytest.fixture(scope="module")
def photo() -> RGB:
    return cast()[TARGET].portrait()


@pytest.fixture(scope="module")
def face(photo: RGB) -> FaceMesh:
    return found(photo)


@pytest.fixture(scope="module")
def model() -> Source:
    with SWAP.lease("mesh") as engine:
        return engine.prepare(cast()[MODEL].portrait())


@pytest.fixture(scope="module")
def replaced(photo: RGB, face: FaceMesh, model: Source) -> Replaced:
    return replace(photo, face, model)


def found(image: RGB) -> FaceMesh:
    with MESH.lease("facemesh") as mesh:
        return mesh.find(image, most=1)[0]


def replace(photo: RGB, face: FaceMesh, model: Source, wishes: Wishes = Wishes(hands=False)) -> Replaced:  # noqa: B008
    with SWAP.lease("mesh") as engine:
        return engine.replace(photo, face, model, wishes)


def test_outside_the_mask_not_a_bit_changes_and_inside_it_much_does(photo: RGB, replaced: Replaced) -> None:
    outside = replaced.mask == 0
    assert (replaced.image[outside] == photo[outside]).all()
    assert 0.05 < (~outside).mean() < 0.4
    assert np.abs(replaced.image.astype(int) - photo)[replaced.mask > 0.9].mean() > 4


def test_head_and_expression_stay(face: FaceMesh, replaced: Replaced) -> None:
    after = found(replaced.image)
    apart = np.hypot(*(after.points[:468, :2] - face.points[:468, :2]).T).mean()
    assert apart < 0.06 * face.eye_distance_px


def test_features_move_towards_the_model_the_further_the_stronger(
    photo: RGB, face: FaceMesh, model: Source, replaced: Replaced
) -> None:
    weak = replace(photo, face, model, Wishes(strength=0.1, hands=False))
    moved = [
        np.hypot(*(found(one.image).points[:468, :2] - face.points[:468, :2]).T).mean() for one in (weak, replaced)
    ]
    assert moved[0] < moved[1]


def test_skin_keeps_the_photos_tone(photo: RGB, face: FaceMesh, model: Source) -> None:
    dark = np.clip(photo.astype(np.float32) * (0.45, 0.42, 0.40), 0, 255).astype(np.uint8)
    made = replace(dark, face, model)
    cheek = tuple(face.points[205, :2].round().astype(int))
    window = np.s_[cheek[1] - 12 : cheek[1] + 12, cheek[0] - 12 : cheek[0] + 12]
    assert np.abs(made.image[window].mean((0, 1)) - dark[window].mean((0, 1))).max() < 20
    assert made.skin_gap > replace(photo, face, model).skin_gap


def test_what_reaches_before_the_face_stays(photo: RGB, face: FaceMesh, model: Source) -> None:
    low, high = face.points[:468, :2].min(0), face.points[:468, :2].max(0)
    middle = int((low[1] + high[1]) / 2) + 30
    bar = np.zeros(photo.shape[:2], np.uint8)
    cv2.rectangle(bar, (0, middle), (int(low[0] + 0.35 * (high[0] - low[0])), middle + 40), 1, -1)
    phone = np.where(bar[..., None] > 0, np.array([20, 60, 160], np.uint8), photo)
    made = replace(phone, face, model)
    kept = (np.abs(made.image.astype(int) - phone).max(2) < 12) & (bar > 0)
    assert kept.sum() / bar.sum() > 0.9
    assert made.kept > 0.02


def test_glasses_band_stays_when_asked_for_and_only_then(photo: RGB, face: FaceMesh, model: Source) -> None:
    keep, change = (replace(photo, face, model, Wishes(glasses=wish, hands=False)) for wish in (True, False))
    x, y = face.points[[159, 386], :2].mean(0).round().astype(int)
    between = np.s_[y - 6 : y + 6, x - 60 : x + 60]
    assert np.abs(keep.image[between].astype(int) - photo[between]).max() == 0
    assert np.abs(change.image[between].astype(int) - photo[between]).mean() > 2
    assert (keep.glasses, change.glasses) == (True, False)


def test_same_input_gives_the_same_bytes(photo: RGB, face: FaceMesh, model: Source, replaced: Replaced) -> None:
    assert replace(photo, face, model).image.tobytes() == replaced.image.tobytes()


def test_face_at_the_photos_edge_is_replaced_too(photo: RGB, face: FaceMesh, model: Source) -> None:
    cut = int(face.points[:468, 0].min()) + 20
    beside = np.ascontiguousarray(photo[:, cut:])
    made = replace(beside, FaceMesh(face.points - np.array([cut, 0, 0], np.float32), 1.0), model)
    assert made.image.shape == beside.shape
    assert (made.image != beside).any()


def test_too_small_turned_or_missing_faces_are_told(photo: RGB, face: FaceMesh, model: Source) -> None:
    with pytest.raises(NotReplaceable, match="too small"):
        replace(photo, FaceMesh(face.points * 0.1, 1.0), model)
    with pytest.raises(NotReplaceable, match="turned by 47"):
        check_turn(-47)
    with SWAP.lease("mesh") as engine, pytest.raises(NotReplaceable, match="exactly one face; 0"):
        engine.prepare(np.full((200, 200, 3), 128, np.uint8))
