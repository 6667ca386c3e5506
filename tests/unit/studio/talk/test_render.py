"""Frames do what the motion says, and nothing else; measured on landmarks tracked back from the frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.media.values import RGB
from visavis.studio.talk import Motion, listening_motion
from visavis.studio.talk.prepare import prepare_rig
from visavis.studio.talk.render import FrameRenderer
from visavis.studio.talk.rig import MeshRig

Render = Callable[[Motion], RGB]
Still = Callable[..., Motion]
HEAD = (12, 6, 4, 0.05, 0.05, 0.05)
PP, AA, OU = (
    (-0.012, -0.012, -0.045, 0.0, -0.01),
    (0.245, 0.02, -0.03, -0.026, 0.10),
    (0.072, -0.149, 0.05, 0.005, 0.02),
)


def _points(image: RGB) -> NDArray[np.float32]:
    with MESH.lease() as mesh:
        return mesh.find(image, 1)[0].points


def _gap(image: RGB) -> float:
    points = _points(image)
    return float(np.hypot(*(points[14, :2] - points[13, :2])) / np.hypot(*(points[263, :2] - points[33, :2])))


def _eye_opening(image: RGB) -> float:
    points = _points(image)[:, :2]
    heights = [np.hypot(*(points[a] - points[b])) for a, b in ((159, 145), (386, 374))]
    return float(np.mean(heights) / np.hypot(*(points[263] - points[33])))


def test_face_at_rest_is_the_portrait(rig: MeshRig, render: Render, still: Still) -> None:
    frame = render(still())
    person = rig.alpha == 255
    assert np.abs(frame[person].astype(int) - rig.picture[person]).max() <= 2


def test_background_never_changes(rig: MeshRig, render: Render, still: Still) -> None:
    near = cv2.dilate(rig.alpha, np.ones((3, 3), np.uint8), iterations=round(0.25 * rig.u_px))
    frame = render(still(mouth=AA, blink=1.0, head=(4, 3, 2, 0.02, 0.02, 0.02)))
    assert np.array_equal(frame[near == 0], rig.picture[near == 0])


def test_mouth_opens_as_far_as_it_is_told(render: Render, still: Still) -> None:
    told = np.array([0.0, 0.06, 0.12, 0.18, 0.24])
    seen = np.array([_gap(render(still(mouth=(g, 0, 0, 0, 0.3 * g)))) for g in told])
    assert np.corrcoef(told, seen)[0, 1] > 0.97
    assert seen[-1] > 0.16


def test_lips_are_closed_in_p_b_and_m(render: Render, still: Still) -> None:
    assert _gap(render(still(mouth=PP))) < 0.02


def test_mouth_rounds_for_ou_and_widens_for_e(render: Render, still: Still) -> None:
    def width(mouth: tuple[float, ...]) -> float:
        points = _points(render(still(mouth=mouth)))
        return float(np.hypot(*(points[291, :2] - points[61, :2])))

    assert width(OU) < 0.9 * width(()) < width((0.1, 0.1, 0, 0, 0.03))


def test_blink_closes_the_eyes_and_half_a_blink_half_closes_them(render: Render, still: Still) -> None:
    opened, half, closed = (_eye_opening(render(still(blink=b))) for b in (0.0, 0.5, 1.0))
    assert closed < 0.45 * opened
    assert closed < half < opened


@pytest.mark.parametrize(("yaw", "sign"), [(4.0, 1), (-4.0, -1)])
def test_nose_goes_where_the_head_turns(render: Render, still: Still, yaw: float, sign: int) -> None:
    rest, turned = _points(render(still())), _points(render(still(head=(yaw,))))
    nose = (turned[1, 0] - turned[[234, 454], 0].mean()) - (rest[1, 0] - rest[[234, 454], 0].mean())
    assert sign * nose > 1.0


def test_chin_goes_down_with_positive_pitch_and_head_tilts_clockwise_with_positive_roll(
    render: Render, still: Still
) -> None:
    rest, nodded = _points(render(still())), _points(render(still(head=(0, 4))))
    assert nodded[1, 1] > rest[1, 1] + 1
    tilted = _points(render(still(head=(0, 0, 4))))
    assert tilted[263, 1] - tilted[33, 1] > rest[263, 1] - rest[33, 1] + 2


def test_eyes_follow_the_gaze(render: Render, still: Still) -> None:
    left, right = (_points(render(still(gaze=(g, 0.0)))) for g in (-0.03, 0.03))
    assert right[[468, 473], 0].mean() > left[[468, 473], 0].mean() + 1


def test_brows_rise(render: Render, still: Still) -> None:
    rest, raised = (_points(render(still(brow=b))) for b in (0.0, 0.06))
    assert raised[[105, 334], 1].mean() < rest[[105, 334], 1].mean() - 1


def test_wild_controls_neither_tear_nor_fail(rig: MeshRig, render: Render, still: Still) -> None:
    frame = render(still(mouth=(9, -9, 9, 9, 9, 9), blink=7, brow=5, gaze=(9, 9), head=(80, 80, 80, 1, 1, 1)))
    most = render(still(mouth=(0.32, -0.16, 0.08, 0.08, 0.2, 0.08), blink=1, brow=0.12, gaze=(0.05, 0.05), head=HEAD))
    assert np.array_equal(frame, most)
    assert frame.shape == rig.picture.shape


def test_listening_loop_has_no_seam(rig: MeshRig) -> None:
    motion = listening_motion(6.0, seed=3)
    renderer = FrameRenderer(rig)
    frames = {i: renderer.frame(motion, i).astype(int) for i in (0, 1, motion.frames - 2, motion.frames - 1)}
    seam = np.abs(frames[motion.frames - 1] - frames[0]).mean()
    steps = [np.abs(frames[a] - frames[b]).mean() for a, b in ((0, 1), (motion.frames - 2, motion.frames - 1))]
    assert seam <= 2 * max(steps) + 0.1


def test_frames_larger_than_the_picture_are_enlarged(photo: RGB, still: Still) -> None:
    rig = prepare_rig(photo, 800)
    assert len(rig.picture) == 640
    assert FrameRenderer(rig).frame(still(mouth=AA), 0).shape == (800, 800, 3)


def test_photo_with_teeth_gets_its_own_teeth_and_can_close_its_mouth(
    rig: MeshRig, render: Render, still: Still
) -> None:
    smiling = render(still(mouth=(0.09, 0.08, -0.02, -0.03, 0.02)))
    mouth = rig.mouth.box
    x, y = (mouth[0] + mouth[2]) // 2, int(rig.origin[1])
    smiling[y - 4 : y + 4, x - 20 : x + 20] = 225  # brighter than any drawn tooth in the shade
    again = prepare_rig(smiling, 384)
    assert _gap(FrameRenderer(again).frame(still(), 0)) < 0.03


def test_rig_without_a_person_to_the_side_still_renders(rig: MeshRig, still: Still) -> None:
    narrow = replace(rig, alpha=np.where(np.arange(len(rig.alpha))[:, None] < 40, 0, rig.alpha).astype(np.uint8))
    assert FrameRenderer(narrow).frame(still(), 0).shape == rig.picture.shape
