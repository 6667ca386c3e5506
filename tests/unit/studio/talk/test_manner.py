"""What a manner changes is measured on the frames; and a look to the side goes there and comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import scipy
from numpy.typing import NDArray

from visavis.face.mesh import MESH
from visavis.media.values import RGB
from visavis.studio.talk import FPS, NEUTRAL, TURN_S, Manner, Motion, facing_motion, listening_motion, speech_motion
from visavis.studio.talk.render import FrameRenderer
from visavis.studio.talk.rig import MeshRig
from visavis.voice.speak import SPEAKERS

WARM, STERN = Manner(smile_u=0.035, brow_u=0.008, nods_a_minute=22), Manner(smile_u=-0.012, brow_u=-0.016)


def points(image: RGB) -> NDArray[np.float32]:
    """(478, 2) landmarks in units of the distance between the eyes' outer corners."""
    with MESH.lease() as mesh:
        found = mesh.find(image, 1)[0].points[:, :2]
    return np.asarray(found / np.hypot(*(found[263] - found[33])), np.float32)


def corner_lift(image: RGB) -> float:
    """How much higher the corners of the mouth are than the middle of the lips."""
    at = points(image)
    return float(at[[13, 14], 1].mean() - at[[61, 291], 1].mean())


def nods_a_minute(manner: Manner) -> float:
    """Counted on the pitch of 40 loops of 12 s: downward movements of more than 0.9° within 0.4 s."""
    count = 0
    for seed in range(40):
        pitch = listening_motion(12.0, seed, manner).head[:, 1]
        slow = scipy.ndimage.gaussian_filter1d(pitch, 1.0, mode="wrap")
        peaks, _ = scipy.signal.find_peaks(slow, prominence=0.9, width=(2, 12), distance=FPS)
        count += len(peaks)
    return count / (40 * 12 / 60)


@pytest.fixture
def show(rig: MeshRig) -> Callable[[Motion, int], RGB]:
    renderer = FrameRenderer(rig)
    return renderer.frame


def test_a_manner_of_no_account_changes_no_curve() -> None:
    plain, same = listening_motion(6.0, 3), listening_motion(6.0, 3, Manner())
    assert Manner() == NEUTRAL
    assert np.array_equal(plain.mouth, np.zeros((150, 6)))
    assert np.array_equal(plain.head, same.head)


def test_corners_of_the_mouth_rise_with_the_smile(show: Callable[[Motion, int], RGB]) -> None:
    lifts = [corner_lift(show(listening_motion(4.0, 1, manner), 0)) for manner in (STERN, NEUTRAL, WARM)]
    assert lifts[0] < lifts[1] - 0.004
    assert lifts[2] > lifts[1] + 0.012


def test_nods_come_as_often_as_the_manner_says() -> None:
    rare, usual, often = (nods_a_minute(Manner(nods_a_minute=rate)) for rate in (5.0, 13.3, 24.0))
    assert rare < 0.75 * usual
    assert often > 1.35 * usual


def test_a_speech_ends_with_the_resting_face_of_its_manner() -> None:
    with SPEAKERS.lease() as speaker:
        said = speaker.speak("Tell us about your last project, please.", "en", "f1")
    motion = speech_motion(said, 1, WARM)
    plain = speech_motion(said, 1)
    assert motion.frames == plain.frames
    assert np.allclose(motion.mouth - plain.mouth, WARM.resting_mouth, atol=1e-6)
    assert np.allclose(motion.mouth[-1], listening_motion(4.0, 1, WARM).mouth[0], atol=0.02)
    assert np.allclose(motion.head[[0, -1], :3], 0, atol=0.05)


@pytest.mark.parametrize("side", [-1, 1])
def test_whoever_listens_to_the_side_is_seen_to_look_there(show: Callable[[Motion, int], RGB], side: int) -> None:
    motion = facing_motion(25.0 * side, 4.0, 2)
    ahead, aside = (points(show(replace(motion, blink=np.zeros_like(motion.blink)), at)) for at in (0, 70))
    nose = [at[1, 0] - at[[33, 263], 0].mean() for at in (ahead, aside)]
    iris = [at[[468, 473], 0].mean() - at[[33, 133, 362, 263], 0].mean() for at in (ahead, aside)]
    assert side * (nose[1] - nose[0]) > 0.04
    assert side * (iris[1] - iris[0]) > 0.005


def test_a_look_to_the_side_begins_and_ends_ahead_and_repeats_in_between() -> None:
    motion = facing_motion(25.0, 8.0, 5)
    turn = round(TURN_S * FPS)
    assert motion.frames == 8 * FPS + 2 * turn
    assert np.allclose(motion.head[[0, -1], 0], 0, atol=0.3)
    assert np.allclose(motion.gaze[[0, -1]], 0, atol=1e-3)
    assert motion.head[turn, 0] == pytest.approx(10, abs=0.3)
    seam = motion.head[-turn - 1] - motion.head[turn]
    assert np.abs(seam[:3]).max() < 0.4


def test_nobody_turns_further_than_a_still_portrait_bears() -> None:
    motion = facing_motion(90.0, 4.0, 1)
    assert np.abs(motion.head[:, 0]).max() < 15
    assert np.abs(motion.gaze).max() <= 0.06
