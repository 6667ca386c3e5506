"""The embedded sketch engine: guidance and style do what they say, bad drawings are answered with grace."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise

import cv2
import numpy as np
import pytest
from tests.unit.studio.sketch.drawings import draw_face, draw_somebody

from visavis.media.values import RGB
from visavis.studio.sketch import HAIR, MAKEUP, SKETCH, SKIN, Gray, Guidance, Part, SketchEngine, Style
from visavis.studio.sketch.engine import SKETCH_PX, OutOfRange, UnknownChoice


@pytest.fixture(scope="module")
def engine() -> Iterator[SketchEngine]:
    with SKETCH.lease() as leased:
        yield leased


def gap(a: Gray | RGB, b: Gray | RGB) -> float:
    return float(np.abs(a.astype(np.float32) - b.astype(np.float32)).mean())


def test_my_own_lines_stay_at_t_1_and_give_way_at_t_0(engine: SketchEngine) -> None:
    face = draw_face()
    mine, manifold = (engine.refine(face, Guidance(t=t)).sketch for t in (1.0, 0.0))
    assert gap(mine, face) < 2
    assert gap(manifold, face) > 2 * gap(mine, face)


def test_t_of_a_single_part_moves_that_part_alone(engine: SketchEngine) -> None:
    face = draw_face()
    plain = engine.refine(face, Guidance(t=0.5)).sketch
    mouth = engine.refine(face, Guidance(t=0.5, parts={Part.MOUTH: 0.0})).sketch
    changed = plain != mouth
    assert changed[310:480, 170:340].any()
    assert not changed[:200].any()


def test_what_is_not_drawn_is_filled_in_and_told(engine: SketchEngine) -> None:
    half = draw_face(frozenset({Part.OUTLINE, Part.LEFT_EYE, Part.RIGHT_EYE}))
    drawn = engine.draw(half)
    assert any("mouth" in notice.en and "nose" in notice.en for notice in drawn.notices)
    mouth = np.s_[330:460, 180:330]
    assert (half[mouth] < 128).sum() < 0.1 * (drawn.refined[mouth] < 128).sum()


def test_a_whole_face_needs_no_notice(engine: SketchEngine) -> None:
    assert not engine.draw(draw_face()).notices


def test_scribbles_get_a_picture_and_a_notice(engine: SketchEngine) -> None:
    rng = np.random.default_rng(5)
    canvas = np.full((SKETCH_PX, SKETCH_PX), 255, np.uint8)
    for _ in range(60):
        ends = [tuple(int(v) for v in rng.integers(0, SKETCH_PX, 2)) for _ in range(2)]
        cv2.line(canvas, ends[0], ends[1], 0, 4)
    drawn = engine.draw(canvas)
    assert any("look like a face" in notice.en for notice in drawn.notices)
    assert drawn.picture.std() > 5


def test_hair_takes_the_wished_colour(engine: SketchEngine) -> None:
    face = draw_face()
    light = {one.id: _hair(engine.draw(face, Guidance(), Style(hair=one.id)).picture) for one in HAIR}
    assert light["black"][0] < light["brown"][0] < light["blonde"][0]
    assert light["blue"][2] < light["brown"][2]


@pytest.mark.parametrize("seed", [0, 7])
def test_skin_takes_the_wished_tone(engine: SketchEngine, seed: int) -> None:
    face = draw_somebody(seed)
    light = [_cheeks(engine.draw(face, Guidance(), Style(skin=one.id)).picture)[0] for one in SKIN]
    assert all(a > b + 5 for a, b in pairwise(light))


def test_every_make_up_gives_another_picture(engine: SketchEngine) -> None:
    pictures = [engine.draw(draw_face(), Guidance(), Style(gender="female", makeup=one.id)).picture for one in MAKEUP]
    assert all(gap(a, b) > 0.05 for row, a in enumerate(pictures) for b in pictures[:row])


def test_gender_and_variation_give_other_people_and_the_same_style_the_same(engine: SketchEngine) -> None:
    face = draw_face()
    styles = (Style(), Style(gender="female"), Style(gender="male"), Style(variation=1), Style(variation=2))
    pictures = [engine.draw(face, Guidance(), style).picture for style in styles]
    assert len({one.tobytes() for one in pictures}) >= 4
    assert np.array_equal(pictures[3], engine.draw(face, Guidance(), Style(variation=1)).picture)


def test_more_neighbours_give_another_answer(engine: SketchEngine) -> None:
    few, many = (engine.refine(draw_face(), Guidance(t=0, k=k)).sketch for k in (1, 30))
    assert gap(few, many) > 0


def test_stages_are_timed(engine: SketchEngine) -> None:
    assert set(engine.draw(draw_face()).stages_ms) == {"encode", "project", "recognise", "decode", "colour"}


def test_the_hash_is_of_all_that_was_learned(engine: SketchEngine) -> None:
    folder = files("visavis.studio.sketch") / "data"
    learned = b"".join((folder / f"{name}.onnx").read_bytes() for name in ("encoders", "decoders", "colouring"))
    learned += (folder / "manifold.npz").read_bytes()
    assert engine.weights_sha256 == hashlib.sha256(learned).hexdigest()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: Guidance(t=1.5), OutOfRange),
        (lambda: Guidance(k=0), OutOfRange),
        (lambda: Guidance(parts={Part.NOSE: -1}), OutOfRange),
        (lambda: Style(variation=-1), OutOfRange),
        (lambda: Style(hair="green"), UnknownChoice),
        (lambda: Style(makeup="clown"), UnknownChoice),
        (lambda: Style(skin="green"), UnknownChoice),
        (lambda: Style(gender="x"), UnknownChoice),
    ],
)
def test_values_out_of_range_are_told(make: type, error: type[Exception]) -> None:
    with pytest.raises(error):
        make()


def _hair(picture: RGB) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """CIELAB of the crown."""
    return _colour(picture, np.s_[18:40, 96:160])


def _cheeks(picture: RGB) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """CIELAB of the right cheek."""
    return _colour(picture, np.s_[130:160, 85:105])


def _colour(picture: RGB, place: tuple[slice, slice]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[place]
    return np.asarray(np.median(lab.reshape(-1, 3), axis=0), np.float32)


def test_bold_lips_are_redder_than_bare_ones_and_nothing_else_of_the_face_changes_colour_as_much(
    engine: SketchEngine,
) -> None:
    face = draw_somebody(10)
    bare, bold = (
        cv2.cvtColor(
            engine.draw(face, Guidance(), Style(gender="female", makeup=mood)).picture.astype(np.float32) / 255,
            cv2.COLOR_RGB2LAB,
        )
        for mood in ("bare", "bold")
    )
    lips, brow = np.s_[192:204, 108:148], np.s_[60:80, 100:156]
    change = [float(np.median(bold[zone][..., 1] - bare[zone][..., 1])) for zone in (lips, brow)]
    assert change[0] > 3
    assert change[0] > 2 * abs(change[1])
