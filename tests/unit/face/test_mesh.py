from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.face.mesh import MESH, tasks
from visavis.kit.errors import Unavailable
from visavis.media.values import RGB
from visavis.people.casting import cast

NOSE = 1


@pytest.fixture(scope="module")
def portrait() -> RGB:
    return cast()[0].portrait()


def placed(portrait: RGB, *spots: tuple[int, int, int], size: tuple[int, int] = (720, 1280)) -> RGB:
    """Portraits of ``side`` pixels at (x, y) on grey."""
    image = np.full((*size, 3), 120, np.uint8)
    for x, y, side in spots:
        image[y : y + side, x : x + side] = cv2.resize(portrait, (side, side), interpolation=cv2.INTER_AREA)
    return image


def test_find_gives_one_mesh_of_a_portrait_inside_the_face(portrait: RGB) -> None:
    with MESH.lease() as mesh:
        (face,) = mesh.find(portrait)
    x, y = face.points[NOSE, :2]
    assert abs(x - 384) < 80
    assert 250 < y < 500
    assert 80 < face.eye_distance_px < 250


@pytest.mark.parametrize("side", [700, 300, 120, 60])
def test_find_sees_small_faces_where_they_are(portrait: RGB, side: int) -> None:
    with MESH.lease() as mesh:
        (whole,) = mesh.find(portrait)
        (face,) = mesh.find(placed(portrait, (500, 10, side)))
    expected = whole.points[NOSE, :2] * side / 768 + (500, 10)
    assert np.hypot(*(face.points[NOSE, :2] - expected)) < 0.02 * side


def test_find_sees_a_face_that_fills_the_picture(portrait: RGB) -> None:
    with MESH.lease() as mesh:
        assert len(mesh.find(np.ascontiguousarray(portrait[180:520, 230:540]))) == 1


def test_find_sees_a_large_face_that_fills_a_picture_too_large_for_a_border(portrait: RGB) -> None:
    close = np.ascontiguousarray(portrait[180:520, 230:540])
    large = cv2.resize(close, None, fx=12, fy=12, interpolation=cv2.INTER_CUBIC)
    with MESH.lease() as mesh:
        (small_face,) = mesh.find(close)
        (large_face,) = mesh.find(large)
    assert np.abs(large_face.points[:, :2] / 12 - small_face.points[:, :2]).mean() < 0.01 * small_face.side_px


def test_find_gives_two_faces_largest_first(portrait: RGB) -> None:
    with MESH.lease() as mesh:
        large, small = mesh.find(placed(portrait, (20, 200, 300), (620, 60, 620)))
    assert large.eye_distance_px > 1.5 * small.eye_distance_px
    assert large.points[NOSE, 0] > 640


def test_find_gives_nothing_without_a_face() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)
    with MESH.lease() as mesh:
        assert mesh.find(noise) == []


def test_tracker_follows_a_moving_face(portrait: RGB) -> None:
    with MESH.lease() as mesh:
        tracker = mesh.track()
        noses = [tracker.read(placed(portrait, (20 + 15 * i, 60, 600)))[0].points[NOSE, 0] for i in range(20)]
        tracker.close()
    assert np.allclose(np.diff(noses[1:]), 15, atol=1)  # the first frame is detected, the rest are tracked


def test_tracker_follows_a_small_moving_face(portrait: RGB) -> None:
    with MESH.lease() as mesh:
        tracker = mesh.track()
        found = [tracker.read(placed(portrait, (50 + 8 * i, 300, 180))) for i in range(60)]
        tracker.close()
    assert sum(len(faces) == 1 for faces in found) >= 58


def test_tracker_notices_a_second_person_within_half_a_second_and_forgets_them_again(portrait: RGB) -> None:
    alone, both = placed(portrait, (20, 60, 600)), placed(portrait, (20, 60, 600), (660, 60, 600))
    with MESH.lease() as mesh:
        tracker = mesh.track()
        counts = [len(tracker.read(image)) for image in [alone] * 14 + [both] * 26 + [alone] * 26]
        tracker.close()
    assert counts[:14] == [1] * 14
    assert counts[28:40] == [2] * 12
    assert counts[-1] == 1


def test_missing_weights_are_named_with_where_to_put_them(tmp_path: Path) -> None:
    entry = tasks.entry(tmp_path / "face_landmarker.task")
    reason = entry.why_not()
    assert reason is not None
    assert str(tmp_path) in reason.en
    with pytest.raises(Unavailable):
        entry.load()


@pytest.mark.shared
def test_tasks_engine_agrees_with_the_embedded_one(shared_data: Path, portrait: RGB) -> None:
    entry = tasks.entry(shared_data / "weights" / "face_landmarker.task")
    assert entry.why_not() is None
    newer = entry.load()
    with MESH.lease("facemesh") as mesh:
        (ours,) = mesh.find(portrait)
    tracker = newer.track()
    for (theirs,) in (newer.find(portrait), tracker.read(portrait)):
        apart = np.hypot(*(ours.points[:, :2] - theirs.points[:, :2]).T) / ours.eye_distance_px
        assert apart.mean() < 0.05
    tracker.close()
