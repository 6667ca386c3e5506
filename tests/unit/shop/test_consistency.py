"""How alike the faces of a set are, and which stand out."""

from __future__ import annotations

import numpy as np
import pytest

from visavis.face.likeness import Code
from visavis.shop.consistency import LEAST_SET, consistency_of


def codes(count: int, noise: float, seed: int = 0) -> list[Code]:
    """Codes around one direction."""
    chance = np.random.default_rng(seed)
    rows = np.eye(48)[0] + noise * chance.standard_normal((count, 48)) / np.sqrt(48)
    return list((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))


def test_the_figure_is_the_mean_of_all_pairs() -> None:
    some = codes(6, 0.5)
    pairs = [a @ b for i, a in enumerate(some) for b in some[:i]]
    told = consistency_of(some)
    assert told.figure == pytest.approx(np.mean(pairs), abs=1e-5)
    assert told.to_others[2] == pytest.approx(np.mean([some[2] @ b for i, b in enumerate(some) if i != 2]), abs=1e-5)


def test_a_face_of_somebody_else_stands_out_and_nobody_in_an_even_set() -> None:
    even = codes(12, 0.5)
    assert not any(consistency_of(even).outliers)
    stranger = np.eye(48)[5].astype(np.float32)
    told = consistency_of([*even, stranger])
    assert told.outliers == (*([False] * 12), True)
    assert told.figure is not None
    assert told.figure < (consistency_of(even).figure or 0)


def test_small_sets_have_a_figure_but_no_odd_one() -> None:
    assert consistency_of([]).figure is None
    assert consistency_of(codes(1, 0.1)).figure is None
    few = [*codes(LEAST_SET - 2, 0.1), np.eye(48)[5].astype(np.float32)]
    told = consistency_of(few)
    assert told.figure is not None
    assert not any(told.outliers)
