"""Résumé photos: time, how near to the standard, what is refused, dark glasses told from clear ones."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.career.photo.checking import NotAPhoto
from visavis.career.photo.choices import Suit, find_size
from visavis.career.photo.making import TUCKED, Made, Order, make_photo
from visavis.face.glasses import glasses_score, read_lens
from visavis.face.landmarks import CHIN, LEFT_IRIS, RIGHT_IRIS
from visavis.face.mesh import MESH
from visavis.media.image import load_image
from visavis.media.values import RGB
from visavis.people.portraying import portray
from visavis.people.recipes import draw_recipe
from visavis.studio.generate import GENERATE

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
PEOPLE = 20
SUNGLASSES = (
    *("glasses/1_glasses_r1_c4", "glasses/1_glasses_r1_c7", "hats/2_Hats_r1_c2", "hats/2_Hats_r5_c6"),
    *(f"glasses_style/2_Glasses_Style_r4_c{column}" for column in (0, 1, 2, 6, 7, 8)),
    *(f"glasses_style/2_Glasses_Style_r5_c{column}" for column in (1, 2, 7, 8, 9)),
)
"""By eye, of the folders below."""
CLEAR = (
    *("glasses/1_glasses_r0_c0", "glasses/1_glasses_r0_c4", "glasses/1_glasses_r0_c6", "glasses/1_glasses_r0_c7"),
    *("glasses/1_glasses_r3_c5", "glasses/1_glasses_r3_c7"),
    *(f"glasses_style/2_Glasses_Style_r{at}" for at in ("0_c0", "0_c1", "0_c8", "1_c0", "1_c1", "1_c7", "2_c2")),
    *(f"glasses_style/2_Glasses_Style_r{at}" for at in ("2_c4", "2_c9", "3_c0", "3_c2", "3_c4", "3_c7")),
)


def people() -> Iterator[RGB]:
    with GENERATE.lease("eigen") as engine:
        recipes = [draw_recipe(engine, seed) for seed in range(1, PEOPLE + 1)]
    yield from (portray(recipe) for recipe in recipes)


def told(values: list[float]) -> str:
    return f"median {np.median(values):.2f}, 95th percentile {np.percentile(values, 95):.2f}"


def test_time_for_a_photo() -> None:
    cv2.setNumThreads(2)
    pictures = list(people())[:8]
    make_photo(pictures[1], Order(suit=Suit("navy")))
    for name, order, limit in (
        ("3 × 4 cm, suit", Order("3x4", suit=Suit("navy", "blouse")), "prototype 3.0 s"),
        ("3.5 × 4.5 cm, suit", Order("3.5x4.5", suit=Suit("navy", "classic")), "prototype 3.0 s"),
    ):
        times, worked = [], []
        for picture in pictures:
            began, busy = time.perf_counter(), time.process_time()
            make_photo(picture, order)
            times.append(time.perf_counter() - began)
            worked.append(time.process_time() - busy)
        print(
            f"\n{name}: {1000 * np.median(times):.0f} ms a photo of 512 px, two cores; "
            f"{1000 * np.median(worked):.0f} ms of processor time ({limit})"
        )
    assert times


def test_photos_keep_the_standard() -> None:
    for name in ("3x4", "3.5x4.5", "2x2in"):
        size, made = find_size(name), []
        for picture in people():
            try:
                made.append(make_photo(picture, Order(name, suit=Suit("navy"))))
            except NotAPhoto:
                continue
        heads = [abs(one.measures.head_mm - size.head[1]) for one in made]
        inside = np.mean([size.head[0] <= one.measures.head_mm <= size.head[2] for one in made])
        eyes, chins = errors(made)
        print(
            f"\n{name}, {len(made)} of {PEOPLE} generated people: head within the standard in {inside:.0%}, "
            f"off its aim by {told(heads)} mm; read anew in the finished photo, eye line off by {told(eyes)} mm, "
            f"chin by {told(chins)} mm"
        )
        assert len(made) > PEOPLE / 2


def errors(made: list[Made]) -> tuple[list[float], list[float]]:
    """By how many millimetres eye line and chin, found in the finished photo, lie off what its measures say."""
    eyes, chins = [], []
    with MESH.lease() as mesh:
        for one in made:
            for face in mesh.find(one.image, most=1):
                per_mm = len(one.image) / one.size.height
                eye_y, chin_y = face.points[[RIGHT_IRIS, LEFT_IRIS], 1].mean() / per_mm, face.points[CHIN, 1] / per_mm
                eyes.append(abs(float(one.size.height - eye_y) - one.measures.eyes_mm))
                chins.append(abs(float(chin_y) - one.measures.top_mm - one.measures.head_mm))
    return eyes, chins


@pytest.mark.shared
def test_what_is_refused_of_portraits(shared_data: Path) -> None:
    for suit in (None, Suit("navy")):
        outcomes: Counter[str] = Counter()
        for path in sorted((shared_data / "portraits").glob("*.jpg")):
            try:
                made = make_photo(load_image(path), Order(suit=suit))
                outcomes["made, hair laid behind" if TUCKED in made.notices else "made"] += 1
            except NotAPhoto as error:
                outcomes[type(error).__name__] += 1
        print(f"\n{'suit' if suit else 'own clothes'}: {dict(outcomes.most_common())}")
        assert outcomes["made"]


@pytest.mark.shared
def test_dark_glasses_are_told_from_clear_ones(shared_data: Path) -> None:
    for name, wanted in (("sunglasses", SUNGLASSES), ("clear glasses", CLEAR)):
        dark = [is_dark(shared_data / "tiles" / f"{one}.jpg") for one in wanted]
        print(f"\n{name}: taken for dark in {sum(dark)} of {len(dark)}")
        assert dark
    bare = [is_dark(path) for path in sorted((shared_data / "portraits").glob("*.jpg"))]
    print(f"\nportraits without sunglasses: taken for dark in {sum(bare)} of {len(bare)}")


def is_dark(path: Path) -> bool:
    image = load_image(path)
    with MESH.lease() as mesh:
        faces = mesh.find(image, most=1)
    return bool(faces) and glasses_score(image, faces[0].points) > 0.2 and read_lens(image, faces[0].points).is_dark
