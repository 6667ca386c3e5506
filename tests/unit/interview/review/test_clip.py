"""Any video: everybody in it is answered apart, and what can't be read is told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.unit.observe.expression_classes.clips import write_clip

from visavis.interview.review.clip import MOST_PEOPLE, read_clip, read_clip_here
from visavis.media.encode import write_wav
from visavis.media.errors import NoPicture, NotMedia, TooHeavy
from visavis.media.image import resize
from visavis.media.limits import Limits
from visavis.media.values import RGB, Audio
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe


@pytest.fixture(scope="module")
def faces() -> list[RGB]:
    """Somebody who doesn't smile, and somebody else who does."""
    codes = ("eigen:2:female-east-asian:natural:smile=-0.3", "eigen:3:male-white:natural:smile=1")
    return [resize(portray(Recipe.parse(code)), 384, 384) for code in codes]


def test_two_people_are_answered_apart(faces: list[RGB], tmp_path: Path) -> None:
    wide = [np.ascontiguousarray(np.hstack(faces))] * 50
    read = read_clip_here(write_clip(tmp_path / "two.mp4", wide))
    assert len(read.people) == 2
    smiles = sorted(float(np.nanmean(one.looks.shares[:, read.classes.index("happy")])) for one in read.people)
    assert smiles[1] > 0.8 > smiles[0]
    assert all(len(one.looks.times_s) == 10 for one in read.people)


def test_a_flicker_of_a_face_is_nobody(faces: list[RGB], tmp_path: Path) -> None:
    wall = np.full_like(faces[0], 120)
    read = read_clip_here(write_clip(tmp_path / "flicker.mp4", [wall] * 50 + [faces[1]] * 5 + [wall] * 20))
    assert read.people == ()
    assert read.duration_s == pytest.approx(3, abs=0.1)


def test_what_is_no_video_is_told_also_through_the_child_process(faces: list[RGB], tmp_path: Path) -> None:
    sound, text = tmp_path / "sound.wav", tmp_path / "text.mp4"
    write_wav(sound, Audio(np.zeros(16_000, np.float32), 16_000))
    text.write_text("no video")
    with pytest.raises(NoPicture):
        read_clip(sound)
    with pytest.raises(NotMedia):
        read_clip_here(text)
    clip = write_clip(tmp_path / "long.mp4", [faces[0]] * 60)
    with pytest.raises(TooHeavy):
        read_clip(clip, Limits(duration_s=1.0))


def test_a_clip_of_one_frame_is_answered_and_compares_nothing(faces: list[RGB], tmp_path: Path) -> None:
    read = read_clip_here(write_clip(tmp_path / "one.mp4", [faces[1]]))
    [person] = read.people
    assert person.looks.share_of("happy") == 1
    assert read.smiles is not None
    assert read.smiles.agreed is None


def test_where_nobody_is_told_nothing_is_compared(faces: list[RGB], tmp_path: Path) -> None:
    wall = np.full_like(faces[0], 120)
    read = read_clip_here(write_clip(tmp_path / "flicker.mp4", [wall] * 50 + [faces[1]] * 5 + [wall] * 20))
    assert (read.people, read.smiles) == ((), None)


def test_a_clip_of_as_many_as_are_followed_says_that_there_may_be_more(faces: list[RGB], tmp_path: Path) -> None:
    pair = np.hstack([resize(face, 256, 256) for face in faces])
    crowd = np.vstack([np.hstack([pair, pair]), np.hstack([pair, pair])])
    read = read_clip_here(write_clip(tmp_path / "crowd.mp4", [crowd] * 30))
    assert len(read.people) >= MOST_PEOPLE
    assert read.crowded
    two = read_clip_here(write_clip(tmp_path / "two.mp4", [np.ascontiguousarray(np.hstack(faces))] * 10))
    assert not two.crowded
