from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from visavis.face.align import align_face, five_points
from visavis.face.mesh import MESH, FaceMesh
from visavis.face.pose import TILT_KNOTS, YAW_GAIN, calibrate_tilt, fit_pose, reference, umeyama
from visavis.people.casting import cast


def test_umeyama_recovers_rotation_scale_and_shift() -> None:
    random = np.random.default_rng(4)
    source = random.normal(size=(50, 3))
    turn = Rotation.from_euler("YXZ", [30, -20, 10], degrees=True).as_matrix()
    rotation, scale, shift = umeyama(source, 2.5 * source @ turn.T + [1, 2, 3], np.full(50, 1 / 50))
    assert np.allclose(rotation, turn)
    assert scale == pytest.approx(2.5)
    assert np.allclose(shift, [1, 2, 3])


def test_reference_is_symmetric() -> None:
    face = reference()
    assert np.array_equal(face.mirror[face.mirror], np.arange(468))
    assert np.allclose(face.points[face.mirror] * [-1, 1, 1], face.points, atol=1e-5)


@pytest.mark.parametrize("yaw", [-50, -20, 0, 35])
@pytest.mark.parametrize("roll", [-15, 0, 20])
def test_fit_pose_reads_turn_and_roll(yaw: float, roll: float) -> None:
    turn = Rotation.from_euler("YXZ", [-yaw / YAW_GAIN, 0, roll], degrees=True)
    points = np.concatenate([reference().points, np.zeros((10, 3))])
    pixels = (turn.apply(points) * [1, -1, -1] * 90 + [300, 200, 0]).astype(np.float32)
    pose = fit_pose(FaceMesh(pixels, 1.0))
    assert pose.yaw_deg == pytest.approx(yaw, abs=0.2)
    assert abs(pose.roll_deg) == pytest.approx(abs(roll), abs=0.2 + 0.25 * abs(yaw) * (roll != 0))
    assert np.allclose(pose.level(pixels)[:468], reference().points, atol=1e-3)


def test_tilt_calibration_goes_through_its_knots_and_always_rises() -> None:
    assert [calibrate_tilt(read) for read in TILT_KNOTS[0]] == pytest.approx(TILT_KNOTS[1])
    tilts = [calibrate_tilt(read) for read in np.linspace(-10, 45, 50)]
    assert np.all(np.diff(tilts) > 0)


def test_portraits_of_the_cast_read_as_facing_the_camera() -> None:
    with MESH.lease() as mesh:
        poses = [fit_pose(mesh.find(member.portrait())[0]) for member in cast()]
    assert max(abs(pose.yaw_deg) for pose in poses) < 8
    assert max(abs(pose.roll_deg) for pose in poses) < 6


def test_mirrored_portrait_reads_mirrored() -> None:
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        here, there = (fit_pose(mesh.find(image)[0]) for image in (portrait, np.ascontiguousarray(portrait[:, ::-1])))
    assert here.yaw_deg == pytest.approx(-there.yaw_deg, abs=2)
    assert here.roll_deg == pytest.approx(-there.roll_deg, abs=2)


@pytest.mark.parametrize("template", ["arcface", "ffhq"])
def test_aligned_face_has_its_eyes_level_and_in_the_middle(template: str) -> None:
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        (face,) = mesh.find(portrait)
        crop, matrix = align_face(portrait, face, 256, template)  # type: ignore[arg-type]
        (again,) = mesh.find(crop)
    assert crop.shape == (256, 256, 3)
    assert matrix.shape == (2, 3)
    right, left = five_points(again)[:2]
    assert abs(right[1] - left[1]) < 4
    assert (right[0] + left[0]) / 2 == pytest.approx(128, abs=6)
