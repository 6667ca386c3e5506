"""A face followed through a film, cut out and laid back."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.talk.video_face import LEAST_PX, FilmedFace, Pads, Seen, cut_out, follow_face, lay_back, lower_half

SIDE = 320


@pytest.fixture(scope="module")
def small(photo: RGB) -> RGB:
    return resize(photo, SIDE, SIDE)


def _face(seen: Seen) -> FilmedFace:
    assert seen.face is not None
    return seen.face


@pytest.fixture(scope="module")
def still(small: RGB) -> FilmedFace:
    return _face(list(follow_face([small] * 3))[1])


@pytest.mark.parametrize("count", [0, 1, 2, 4, 5, 6, 9])
def test_every_picture_comes_once_and_in_order(small: RGB, count: int) -> None:
    frames = [small.copy() for _ in range(count)]
    seen = list(follow_face(frames))
    assert [id(one.image) for one in seen] == [id(frame) for frame in frames]
    assert all(one.face for one in seen)


def test_box_holds_the_face_and_its_pads(small: RGB, still: FilmedFace) -> None:
    left, top, right, bottom = still.box
    low, high = still.points[:468, :2].min(0), still.points[:468, :2].max(0)
    assert np.abs(np.array([left, top, right, bottom]) - [*low, *high] - [0, 0, 0, 10]).max() < 1.5
    wide = _face(next(follow_face([small], Pads(5, 20, 7, 9)))).box
    plain = _face(next(follow_face([small], Pads(0, 0, 0, 0)))).box
    assert np.subtract(wide, plain).tolist() == [-7, -5, 9, 20]


def test_box_stays_inside_the_picture(small: RGB, still: FilmedFace) -> None:
    left, top, right, bottom = still.box
    close = np.ascontiguousarray(small[top + 6 : bottom - 14, left + 4 : right - 4])
    box = _face(next(follow_face([close], Pads(50, 50, 50, 50)))).box
    assert box[:2] == (0, 0)
    assert box[2:] == close.shape[1::-1]


def test_pictures_without_a_face_have_none(small: RGB) -> None:
    empty = np.full_like(small, 120)
    seen = list(follow_face([small, small, empty, empty, empty, small, small]))
    assert [one.face is not None for one in seen] == [True, True, False, False, False, True, True]


def test_boxes_shake_less_than_the_faces_that_they_follow(small: RGB) -> None:
    shakes = [0, 6, -6, 6, -6, 6, -6, 6, -6, 0]
    frames = [np.roll(small, shake, axis=1) for shake in shakes]
    lefts = [_face(one).box[0] for one in follow_face(frames)]
    assert np.abs(np.diff(lefts)).max() < 6 < np.abs(np.diff(shakes)).max()


def test_boxes_of_two_scenes_are_not_mixed(small: RGB) -> None:
    far = np.full_like(small, 120)
    far[:160, :160] = resize(small, 160, 160)
    apart = [_face(one).box for one in follow_face([small] * 4 + [far] * 4)]
    assert np.abs(np.subtract(apart[0], apart[3])).max() <= 2
    assert np.abs(np.subtract(apart[4], apart[7])).max() <= 6
    assert np.abs(np.subtract(apart[3], apart[4])).max() > 40


def test_only_a_few_pictures_are_held(small: RGB) -> None:
    asked = 0

    def film() -> Iterator[RGB]:
        nonlocal asked
        while True:
            asked += 1
            yield small

    stream = follow_face(film())
    next(stream)
    assert asked == 3
    stream.close()  # type: ignore[attr-defined]


def test_same_picture_laid_back_changes_next_to_nothing(small: RGB, still: FilmedFace) -> None:
    left, top, right, bottom = still.box
    again = lay_back(small, still.box, small[top:bottom, left:right], lower_half(still))
    assert np.abs(again.astype(int) - small).max() <= 1


def test_only_the_lower_face_is_repainted(small: RGB, still: FilmedFace) -> None:
    before = small.copy()
    mask = lower_half(still)
    painted = lay_back(small, still.box, np.zeros((96, 96, 3), np.uint8), mask)
    left, top, right, bottom = still.box
    changed = (painted != small).any(-1)
    inside = np.zeros_like(changed)
    inside[top:bottom, left:right] = mask > 0
    assert np.array_equal(small, before)
    assert not changed[~inside].any()
    assert not changed[: top + round(0.44 * (bottom - top))].any()
    x, y = still.points[[13, 14], :2].mean(0).astype(int)
    assert painted[y, x].max() <= 2, "the mouth is replaced whole"
    assert mask[0].max() == mask[-1].max() == mask[:, 0].max() == mask[:, -1].max() == 0


def test_cut_out_is_square_and_of_the_size_asked_for(small: RGB, still: FilmedFace) -> None:
    assert cut_out(small, still.box, 96).shape == (96, 96, 3)
    assert cut_out(small, still.box, 256).dtype == np.uint8


def test_face_of_a_few_pixels_is_left_alone() -> None:
    tiny = np.full((640, 640, 3), 120, np.uint8)
    tiny[:40, :40] = resize(cast()[0].portrait(), 40, 40)
    for seen in follow_face([tiny] * 3):
        assert seen.face is None or min(np.subtract(seen.face.box[2:], seen.face.box[:2])) >= LEAST_PX
