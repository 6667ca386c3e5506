"""Faces pass, finished or begun; houses, words and cats are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from tests.unit.studio.sketch.drawings import as_rgb, draw_face, draw_somebody
from tests.unit.studio.sketch.nonfaces import BEGUN, NONFACES, circle, drawn

from visavis.studio.sketch import SKETCH, Gray, Guidance, Part, SketchEngine, Style, read_sketch
from visavis.studio.sketch.manifold import STRANGE
from visavis.studio.sketch.recognising import alike

EYES = frozenset({Part.LEFT_EYE, Part.RIGHT_EYE})


@pytest.fixture(scope="module")
def engine() -> Iterator[SketchEngine]:
    with SKETCH.lease() as leased:
        yield leased


def is_strange(engine: SketchEngine, sheet: Gray, style: Style = Style()) -> bool:  # noqa: B008
    return STRANGE in engine.refine(read_sketch(as_rgb(sheet)), Guidance(), style).notices


@pytest.mark.parametrize("what", NONFACES, ids=lambda what: what.__name__)
def test_what_is_no_face_is_told(engine: SketchEngine, what: Callable[[Gray], None]) -> None:
    assert is_strange(engine, drawn(what))


@pytest.mark.parametrize("seed", range(16))
def test_faces_pass(engine: SketchEngine, seed: int) -> None:
    assert not is_strange(engine, draw_somebody(seed))


@pytest.mark.parametrize("parts", [{part} for part in Part] + [EYES, EYES | {Part.MOUTH}, EYES | {Part.OUTLINE}])
def test_a_face_that_is_only_begun_passes(engine: SketchEngine, parts: set[Part]) -> None:
    assert not is_strange(engine, draw_face(frozenset(parts)))


@pytest.mark.parametrize("what", BEGUN, ids=lambda what: what.__name__)
def test_a_single_outline_may_become_a_face(engine: SketchEngine, what: Callable[[Gray], None]) -> None:
    assert not is_strange(engine, drawn(what))


def test_the_judgement_is_of_the_drawing_whatever_is_wished(engine: SketchEngine) -> None:
    for style in (Style(gender="female"), Style(variation=7)):
        assert is_strange(engine, drawn(NONFACES[0]), style)
        assert not is_strange(engine, draw_face(), style)


def test_the_same_lines_are_alike_and_moved_ones_less() -> None:
    ink = 1 - drawn(circle).astype(np.float32) / 255
    assert alike(ink, ink) == pytest.approx(1, abs=1e-4)
    assert 0.3 < alike(ink, np.roll(ink, 2, axis=0)) < 0.95
    assert abs(alike(ink, np.zeros_like(ink))) < 1e-3
