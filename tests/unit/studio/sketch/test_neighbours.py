"""Neighbours: exact is exact, the index agrees with it and is kept, weights rebuild a code."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from visavis.studio.sketch.codes import Codes
from visavis.studio.sketch.inverted import InvertedNeighbours
from visavis.studio.sketch.neighbours import ExactNeighbours, open_neighbours
from visavis.studio.sketch.projecting import locally_linear


def on_a_sheet(count: int, seed: int = 0) -> Codes:
    """Codes (count, 64) near a manifold of six dimensions."""
    rng = np.random.default_rng(seed)
    axes = np.random.default_rng(99).standard_normal((6, 64))
    made = np.tanh(rng.standard_normal((count, 6)) @ axes / 2) + 0.01 * rng.standard_normal((count, 64))
    return np.asarray(made, np.float32)


def test_exact_neighbours_are_the_nearest_in_order() -> None:
    codes, code = on_a_sheet(500), on_a_sheet(1, seed=1)[0]
    rows, distances = ExactNeighbours(codes).find(code, 7)
    true = np.square(codes - code).sum(1)
    assert rows.tolist() == np.argsort(true)[:7].tolist()
    assert np.allclose(distances, np.sort(true)[:7], atol=1e-3)


def test_more_neighbours_than_codes_gives_all() -> None:
    assert len(ExactNeighbours(on_a_sheet(3)).find(on_a_sheet(1)[0], 10)[0]) == 3


def test_the_index_agrees_with_the_exact_search() -> None:
    codes, queries = on_a_sheet(20_000), on_a_sheet(40, seed=1)
    exact, index = ExactNeighbours(codes), InvertedNeighbours.open(codes)
    shared = [len(set(exact.find(q, 10)[0]) & set(index.find(q, 10)[0])) / 10 for q in queries]
    assert np.mean(shared) >= 0.95


def test_a_kept_index_is_read_again_and_another_set_of_codes_gets_its_own(tmp_path: Path) -> None:
    codes, query = on_a_sheet(5_000), on_a_sheet(1, seed=1)[0]
    first = InvertedNeighbours.open(codes, tmp_path).find(query, 5)[0]
    kept = list(tmp_path.iterdir())
    assert len(kept) == 1
    written = kept[0].stat().st_mtime_ns
    assert InvertedNeighbours.open(codes, tmp_path).find(query, 5)[0].tolist() == first.tolist()
    assert kept[0].stat().st_mtime_ns == written
    InvertedNeighbours.open(codes[:-1], tmp_path)
    assert len(list(tmp_path.iterdir())) == 2


def test_few_codes_are_searched_exactly() -> None:
    assert isinstance(open_neighbours(on_a_sheet(100)), ExactNeighbours)


def test_weights_sum_to_one_and_rebuild_a_mixture() -> None:
    near = on_a_sheet(5)
    mixture = np.array([0.5, 0.2, 0.1, 0.1, 0.1], np.float32) @ near
    weights = locally_linear(mixture, near)
    assert abs(weights.sum() - 1) < 1e-5
    assert np.linalg.norm(weights @ near - mixture) < 0.15 * np.linalg.norm(near - mixture, axis=1).min()


def test_equal_neighbours_share_the_weight() -> None:
    near = np.ones((4, 8), np.float32)
    assert np.allclose(locally_linear(np.zeros(8, np.float32), near), 0.25, atol=1e-4)
