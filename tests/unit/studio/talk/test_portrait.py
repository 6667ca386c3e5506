"""Which photos can be animated, and why the others can't."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from visavis.media.image import load_image, resize
from visavis.media.values import RGB
from visavis.studio.talk import (
    FaceTooSmall,
    Motion,
    MouthOpen,
    NoFaceFound,
    NotUpright,
    TurnedAway,
    TwoFaces,
    Unsuitable,
)
from visavis.studio.talk.portrait import FaceAxes, average_points, frame_portrait, yaw_deg


def test_picture_without_a_face_is_refused() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (400, 400, 3), np.uint8)
    with pytest.raises(NoFaceFound):
        frame_portrait(noise, 384)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_face_that_does_not_stand_upright_is_refused(photo: RGB, quarters: int) -> None:
    with pytest.raises(NotUpright):
        frame_portrait(np.ascontiguousarray(np.rot90(photo, quarters)), 384)


def test_picture_with_two_people_is_refused(photo: RGB) -> None:
    with pytest.raises(TwoFaces):
        frame_portrait(np.hstack([photo, photo[:, ::-1]]), 384)


def test_tiny_face_is_refused_with_its_size(photo: RGB) -> None:
    wall = np.full((600, 600, 3), 200, np.uint8)
    wall[200:320, 200:320] = resize(photo, 120, 120)
    with pytest.raises(FaceTooSmall, match="pixels across the eyes"):
        frame_portrait(wall, 384)


def test_wide_open_mouth_is_refused(render: Callable[[Motion], RGB], still: Callable[..., Motion]) -> None:
    with pytest.raises(MouthOpen):
        frame_portrait(render(still(mouth=(0.32, 0.0, 0.0, -0.03, 0.12))), 384)


@pytest.mark.shared
@pytest.mark.parametrize("angle", ["+60", "-60", "+45"])
def test_turned_head_is_refused(shared_data: Path, angle: str) -> None:
    photos = sorted((shared_data / "truth" / "pointing04").rglob(f"*+0{angle}.jpg"))
    assert photos
    refused = 0
    for path in photos:
        try:
            frame_portrait(load_image(path), 256)
        except TurnedAway:
            refused += 1
        except Unsuitable:
            continue
    assert refused >= 1


@pytest.mark.shared
def test_frontal_heads_are_not_called_turned(shared_data: Path) -> None:
    for path in sorted((shared_data / "truth" / "pointing04").rglob("*+0+0.jpg")):
        try:
            frame_portrait(load_image(path), 256)
        except TurnedAway as error:
            pytest.fail(f"{path.name}: {error}")
        except Unsuitable:
            continue


@pytest.mark.parametrize("turn", [-30.0, 0.0, 30.0])
def test_yaw_is_read_from_the_depth_of_the_mesh(photo: RGB, turn: float) -> None:
    points = average_points(resize(photo, 384, 384))
    points[:, 2] -= points[:, 2].mean()
    at_rest = yaw_deg(points)
    angle = np.radians(turn)
    turned = points.copy()
    turned[:, 0] = np.cos(angle) * points[:, 0] - np.sin(angle) * points[:, 2]
    turned[:, 2] = np.sin(angle) * points[:, 0] + np.cos(angle) * points[:, 2]
    assert yaw_deg(turned) == pytest.approx(at_rest + turn, abs=1.0)


def test_every_refusal_speaks_both_languages() -> None:
    for error in (NoFaceFound(), NotUpright(), TwoFaces(), FaceTooSmall(31.4), TurnedAway(-41.0), MouthOpen()):
        assert error.message.ko
        assert error.message.ko != error.message.en
        assert "{" not in error.message.ko + error.message.en


def test_photo_of_any_shape_is_framed_square(photo: RGB) -> None:
    tall = np.vstack([photo, photo[-200:]])
    portrait = frame_portrait(tall, 320)
    assert portrait.picture.shape == (320, 320, 3)
    assert 0.15 * 320 < portrait.axes.u_px < 0.5 * 320


def test_face_axes_turn_back_and_forth() -> None:
    axes = FaceAxes(np.array([100, 120], np.float32), np.array([0.8, 0.6], np.float32), 90.0)
    places = np.random.default_rng(0).uniform(0, 300, (50, 2)).astype(np.float32)
    assert axes.to_px(axes.to_face(places)) == pytest.approx(places, abs=1e-3)
    assert axes.to_face(axes.origin + 90 * axes.down) == pytest.approx([0, 1], abs=1e-6)
