"""What counts as a drawing, and how it looks in a list."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from visavis.drawings import document
from visavis.drawings.document import Cleared, Document, Laid, Stroke, Wishes
from visavis.drawings.rendering import Gray, render, width_of

LINE = [100.0, 256.0, 0.5, 0.0, 400.0, 256.0, 0.5, 300.0]
PICTURE = "pic_23456789abcdefghjkmnpqrs"


def no_picture(_: str) -> Gray:
    raise AssertionError


def stroke(points: list[float] = LINE, size: float = 16, mirrored: bool = False, eraser: bool = False) -> Stroke:
    return Stroke(tool="eraser" if eraser else "brush", size=size, mirrored=mirrored, points=points)


def test_a_document_comes_back_from_json_as_it_was() -> None:
    made = Document(marks=[stroke(), Laid(picture=PICTURE), Cleared()], wishes=Wishes(t=0.2, parts={"mouth": 1.0}))
    assert Document.model_validate_json(made.model_dump_json()) == made
    assert made.pictures() == {PICTURE}


@pytest.mark.parametrize(
    "mark",
    [
        {"kind": "stroke", "tool": "brush", "size": 4, "points": [1, 2, 3]},
        {"kind": "stroke", "tool": "brush", "size": 4, "points": []},
        {"kind": "stroke", "tool": "brush", "size": 0, "points": LINE},
        {"kind": "stroke", "tool": "brush", "size": 4, "points": [float("nan"), 0, 0, 0]},
        {"kind": "stroke", "tool": "axe", "size": 4, "points": LINE},
        {"kind": "picture", "picture": "../../secret"},
        {"kind": "scribble"},
    ],
)
def test_a_mark_that_is_none_is_refused(mark: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate({"marks": [mark]})


def test_a_drawing_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_NUMBERS", 2 * len(LINE))
    assert Document(marks=[stroke()] * 2)
    with pytest.raises(ValidationError, match="too many points"):
        Document(marks=[stroke()] * 3)


def test_a_line_lies_where_it_was_drawn_and_is_as_wide_as_it_was_pressed() -> None:
    light, firm = ([x if i % 4 != 2 else pressure for i, x in enumerate(LINE)] for pressure in (0.1, 1.0))
    widths = []
    for points in (light, firm):
        picture = render(Document(marks=[stroke(points)]), no_picture, 512)
        widths.append(int((picture[:, 256] < 128).sum()))
        assert picture[:, 50].min() == 255
    assert widths == pytest.approx([width_of(16, 0.1), width_of(16, 1.0)], abs=2)


def test_symmetry_draws_the_other_side_too() -> None:
    left = render(Document(marks=[stroke([50, 50, 0.5, 0, 100, 90, 0.5, 9], mirrored=True)]), no_picture, 256)
    ink = (left < 128).sum(axis=0)
    assert ink[:128].sum() > 100
    assert ink[:128].sum() == pytest.approx(ink[128:].sum(), rel=0.05)


def test_what_was_erased_or_cleared_is_gone() -> None:
    wiped = Document(marks=[stroke(), stroke(size=60, eraser=True)])
    assert render(wiped, no_picture, 128).min() == 255
    assert render(Document(marks=[stroke(), Cleared()]), no_picture, 128).min() == 255


def test_a_laid_picture_covers_what_was_there_and_is_drawn_upon() -> None:
    grey = np.full((300, 300), 200, np.uint8)
    shown = render(Document(marks=[stroke(), Laid(picture=PICTURE)]), lambda _: grey, 64)
    assert (shown == 200).all()
    assert render(Document(marks=[Laid(picture=PICTURE), stroke()]), lambda _: grey, 64).min() < 50


def test_marks_far_outside_are_no_trouble() -> None:
    far = [-1e9, 256.0, 0.5, 0.0, 1e9, 256.0, 7.0, -5.0]
    assert render(Document(marks=[stroke(far, mirrored=True)]), no_picture, 64).min() < 128
