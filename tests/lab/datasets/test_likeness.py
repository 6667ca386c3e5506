"""Near-duplicates: copies are told from other people, and the winner doesn't depend on the order."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from tests.lab.datasets.pictures import NAMES, portrait, scaled

from visavis.face.mesh import MESH
from visavis.lab.datasets.align import cut_square, ffhq_square
from visavis.lab.datasets.likeness import MOST_BITS_APART, Candidate, find_duplicates, perceptual_hash
from visavis.lab.datasets.line import FaceFinder
from visavis.media.image import decode_image, encode_jpeg
from visavis.media.values import RGB


@pytest.fixture(scope="module")
def hashes() -> dict[str, list[int]]:
    """For each of the cast the hash of the portrait and of three copies."""
    finder = FaceFinder()

    def read(image: RGB) -> int:
        return perceptual_hash(cut_square(image, ffhq_square(finder.find(image, mesh)), 256))

    with MESH.lease("facemesh") as mesh:
        return {
            name: [
                read(image),
                read(decode_image(encode_jpeg(image, 40))),
                read(scaled(image, 0.5)),
                read(np.ascontiguousarray(image[20:, 30:])),
            ]
            for name, image in ((name, portrait(name)) for name in NAMES)
        }


def test_copies_are_near_and_other_people_far(hashes: dict[str, list[int]]) -> None:
    for name, (own, *copies) in hashes.items():
        assert max((own ^ copy).bit_count() for copy in copies) <= MOST_BITS_APART
        others = [other for whose, (other, *_) in hashes.items() if whose != name]
        assert min((own ^ other).bit_count() for other in others) > 1.5 * MOST_BITS_APART


def test_the_largest_stays_whatever_the_order(hashes: dict[str, list[int]]) -> None:
    candidates = [
        Candidate(f"{name}-{copy}", f"{name}{copy}", 100.0 + 10 * (copy == 2), value)
        for name, values in hashes.items()
        for copy, value in enumerate(values)
    ]
    first = find_duplicates(candidates)
    assert set(first) == {one.name for one in candidates if not one.name.endswith("-2")}
    assert {of for of, _ in first.values()} == {f"{name}-2" for name in hashes}
    for seed in range(5):
        random.Random(seed).shuffle(candidates)
        assert find_duplicates(candidates) == first


def test_of_equal_size_the_lower_content_hash_stays() -> None:
    twins = [Candidate("b", "0a", 99.0, 7), Candidate("a", "0b", 99.0, 7)]
    assert find_duplicates(twins) == {"a": ("b", 0)}


def test_of_equal_copies_the_one_that_states_its_licence_stays_then_labels_then_path() -> None:
    bare, labelled = Candidate("a", "0", 9.0, 7), Candidate("b", "0", 9.0, 7, labels=2)
    licensed, also = (Candidate(name, "0", 9.0, 7, licensed=True, labels=1) for name in ("c", "d"))
    copies = [bare, labelled, licensed, also]
    for count, stays in ((4, "c"), (2, "b"), (1, "a")):
        for order in permutations(copies[:count]):
            gone = find_duplicates(order)
            assert {one.name for one in order} - set(gone) == {stays}
    assert find_duplicates([replace(bare, face_px=10.0), licensed]) == {"c": ("a", 0)}


def test_with_no_bits_allowed_only_equal_hashes_are_copies() -> None:
    near = [Candidate("a", "0", 9.0, 0b111), Candidate("b", "1", 9.0, 0b110), Candidate("c", "2", 8.0, 0b111)]
    assert find_duplicates(near, 0) == {"c": ("a", 0)}
