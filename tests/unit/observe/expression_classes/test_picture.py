"""Faces of a picture: a sheet of portraits is read to the last, and what isn't read is counted."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.media.image import resize
from visavis.media.values import RGB
from visavis.observe.expression_classes import EXPRESSIONS, MOST_FACES, count_unread, read_picture
from visavis.people.casting import cast


def sheet(rows: int, columns: int, side_px: int) -> RGB:
    """Portraits of people who don't exist, side by side."""
    people = [resize(one.portrait(), side_px, side_px) for one in cast()]
    faces = [people[number % len(people)] for number in range(rows * columns)]
    lines = [np.hstack(faces[row * columns : (row + 1) * columns]) for row in range(rows)]
    return np.ascontiguousarray(np.vstack(lines))


def test_every_face_of_a_sheet_of_twenty_is_read() -> None:
    image = sheet(4, 5, 256)
    with EXPRESSIONS.lease() as engine:
        faces = read_picture(engine, image)
    assert len(faces) == 20
    assert count_unread(image, faces) == 0


def test_faces_beyond_the_most_are_counted() -> None:
    image = sheet(5, 6, 200)
    with EXPRESSIONS.lease() as engine:
        faces = read_picture(engine, image)
    assert len(faces) == MOST_FACES
    assert 1 <= count_unread(image, faces) <= 30 - MOST_FACES


@pytest.mark.parametrize("number", range(3))
def test_of_one_portrait_and_of_a_wall_nothing_is_left(number: int) -> None:
    image = cast()[number].portrait()
    with EXPRESSIONS.lease() as engine:
        faces = read_picture(engine, image)
    assert len(faces) == 1
    assert count_unread(image, faces) == 0
    assert count_unread(np.full((300, 300, 3), 40 * number, np.uint8), ()) == 0
