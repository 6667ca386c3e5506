"""Drawings of every size, paper and place arrive in the frame; what is no drawing is told apart."""

from __future__ import annotations

from contextlib import suppress

import cv2
import numpy as np
import pytest
from tests.unit.studio.sketch.drawings import as_rgb, draw_face

from visavis.people.casting import cast
from visavis.studio.sketch import Part, photo_to_sketch, read_sketch
from visavis.studio.sketch.engine import SKETCH_PX, Gray
from visavis.studio.sketch.errors import EmptyCanvas, LooksLikePhoto, NoFaceFound, TooLittleInk, TooSmall


def box_of(sketch: Gray) -> tuple[float, float, float, float]:
    rows, columns = np.flatnonzero((sketch < 128).any(1)), np.flatnonzero((sketch < 128).any(0))
    return float(columns[0]), float(rows[0]), float(columns[-1]), float(rows[-1])


def test_a_drawing_in_its_place_stays_there() -> None:
    face = draw_face()
    read = read_sketch(as_rgb(face))
    assert read.shape == (SKETCH_PX, SKETCH_PX)
    assert read.dtype == np.uint8
    assert np.abs(np.array(box_of(read)) - box_of(face)).max() <= 2


def test_a_small_drawing_in_a_corner_is_brought_into_the_frame() -> None:
    page = np.full((900, 1400), 255, np.uint8)
    page[500:756, 1000:1256] = cv2.resize(draw_face(width_px=5), (256, 256), interpolation=cv2.INTER_AREA)
    left, top, right, bottom = box_of(read_sketch(as_rgb(page)))
    assert 0.75 < (bottom - top) / SKETCH_PX <= 1.0
    assert abs((left + right) / 2 - SKETCH_PX / 2) < 20


def test_a_single_eye_stays_where_it_was_drawn() -> None:
    eye = draw_face(frozenset({Part.RIGHT_EYE}))
    assert np.abs(np.array(box_of(read_sketch(as_rgb(eye)))) - box_of(eye)).max() <= 2


def test_features_without_an_outline_stay_where_they_were_drawn() -> None:
    features = draw_face(frozenset(Part) - {Part.OUTLINE})
    assert np.abs(np.array(box_of(read_sketch(as_rgb(features)))) - box_of(features)).max() <= 2


def test_transparent_white_on_black_and_grey_paper_read_alike() -> None:
    face = draw_face()
    clear = np.zeros((SKETCH_PX, SKETCH_PX, 4), np.uint8)
    clear[..., 3] = 255 - face
    grey = as_rgb((face.astype(np.float32) * 0.72).astype(np.uint8))
    plain = read_sketch(as_rgb(face)) < 128
    for other in (clear, as_rgb(np.bitwise_not(face)), grey):
        drawn = read_sketch(other) < 128
        assert (drawn & plain).sum() / (drawn | plain).sum() > 0.8


def test_a_huge_drawing_keeps_its_lines() -> None:
    large = cv2.resize(draw_face(), (4000, 4000), interpolation=cv2.INTER_LINEAR)
    assert (read_sketch(as_rgb(large)) < 128).mean() > 0.5 * (draw_face() < 128).mean()


@pytest.mark.parametrize("shape", [(512, 512, 3), (512, 512, 4), (64, 900, 3)])
def test_an_empty_canvas_is_told(shape: tuple[int, int, int]) -> None:
    blank = np.full(shape, 255, np.uint8)
    if shape[2] == 4:
        blank[..., 3] = 0
    with pytest.raises(EmptyCanvas):
        read_sketch(blank)


def test_one_dot_is_too_little() -> None:
    canvas = np.full((SKETCH_PX, SKETCH_PX, 3), 255, np.uint8)
    cv2.circle(canvas, (200, 200), 6, (0, 0, 0), -1)
    with pytest.raises(TooLittleInk):
        read_sketch(canvas)


def test_a_tiny_picture_is_told() -> None:
    with pytest.raises(TooSmall):
        read_sketch(np.zeros((20, 300, 3), np.uint8))


def test_a_photo_is_told_and_can_be_drawn() -> None:
    for person in cast():
        portrait = person.portrait()
        with pytest.raises(LooksLikePhoto, match="photo to sketch"):
            read_sketch(portrait)
        drawn = photo_to_sketch(portrait)
        assert drawn.shape == (SKETCH_PX, SKETCH_PX)
        assert 0.01 < (drawn < 128).mean() < 0.3
        assert (read_sketch(as_rgb(drawn)) < 128).mean() > 0.01


def test_a_photo_without_a_face_is_told() -> None:
    with pytest.raises(NoFaceFound):
        photo_to_sketch(np.full((300, 300, 3), 90, np.uint8))


@pytest.mark.parametrize("seed", range(5))
def test_noise_never_breaks_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shape = (*(int(side) for side in rng.integers(48, 400, 2)), int(rng.integers(3, 5)))
    noise = np.where(rng.random(shape) < rng.random(), np.uint8(255), np.uint8(0))
    with suppress(EmptyCanvas, TooLittleInk, LooksLikePhoto):
        assert read_sketch(noise).shape == (SKETCH_PX, SKETCH_PX)
