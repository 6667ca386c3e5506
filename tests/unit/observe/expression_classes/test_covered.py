"""A hand before a face: seen by MediaPipe on a real clip, and weighed by how much of it lies on the face."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from visavis.face.mesh import MESH
from visavis.media.decode import read_frames
from visavis.observe.expression_classes.covered import JOINTS, covers, hand_before
from visavis.people.casting import cast


def test_a_hand_counts_by_its_joints_within_the_faces_outline() -> None:
    portrait = cast()[0].portrait()
    with MESH.lease() as mesh:
        (face,) = mesh.find(portrait, 1)
    points = face.points.astype(np.float64)
    inside, outside = points[1, :2], points[:, :2].max(0) + 50
    for count in range(JOINTS + 2):
        hand = np.array([inside if joint < count else outside for joint in range(21)], np.float32)
        assert covers([hand], points) == (count >= JOINTS)
    assert not covers([], points)


@pytest.mark.parametrize("number", range(4))
def test_no_hand_is_seen_before_a_bare_face_whole_or_cut_at_the_edge(number: int) -> None:
    portrait = cast()[number].portrait()
    with MESH.lease() as mesh:
        for image in (portrait, np.ascontiguousarray(portrait[180:520, 230:540])):
            for face in mesh.find(image, 1):
                assert not hand_before(image, face)


@pytest.mark.shared
def test_a_thumb_before_a_chin_covers_the_face_and_a_bare_one_is_answered(shared_data: Path) -> None:
    clip = shared_data / "clips" / "mediapipe_gesture.mp4"
    told = {}
    with MESH.lease() as mesh:
        for frame in read_frames(clip, 960):
            for face in mesh.find(frame.image, 1) if round(frame.time_s * 25) in (5, 15, 130, 150, 170) else ():
                told[round(frame.time_s * 25)] = hand_before(frame.image, face)
    assert told == {5: False, 15: False, 130: True, 150: True, 170: True}
