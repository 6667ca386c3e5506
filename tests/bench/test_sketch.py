"""How fast drawings become faces, and how fast the likest of a million codes are found.

`make bench`, or `pytest tests/bench/test_sketch.py -m bench -s`.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from tests.unit.studio.sketch.drawings import as_rgb, draw_somebody

from visavis.studio.sketch import SKETCH, read_sketch
from visavis.studio.sketch.codes import Codes
from visavis.studio.sketch.inverted import InvertedNeighbours
from visavis.studio.sketch.manifold import _FOLDER
from visavis.studio.sketch.neighbours import ExactNeighbours

pytestmark = pytest.mark.bench
SKETCHES, LIMIT_MS = 50, 250
MANY, WANTED, QUERIES = int(os.environ.get("VISAVIS_BENCH_CODES", "1000000")), 10, 100


def test_from_sketch_to_picture() -> None:
    pages = [as_rgb(draw_somebody(seed)) for seed in range(SKETCHES)]
    stages: dict[str, list[float]] = {}
    with SKETCH.lease() as engine:
        engine.draw(read_sketch(pages[0]))
        for page in pages:
            began = time.perf_counter()
            sketch = read_sketch(page)
            read_ms = 1000 * (time.perf_counter() - began)
            drawn = engine.draw(sketch)
            whole_ms = 1000 * (time.perf_counter() - began)
            for name, ms in {"read": read_ms, **drawn.stages_ms, "whole": whole_ms}.items():
                stages.setdefault(name, []).append(ms)
    told = ", ".join(f"{name} {median(times):.0f}" for name, times in stages.items())
    sys.stdout.write(f"\nsketch to picture, 256 px, p50 of {SKETCHES} in ms: {told} (limit {LIMIT_MS})\n")
    assert stages["whole"]


@pytest.mark.timeout(1200)
def test_the_likest_of_a_million_codes(tmp_path: Path) -> None:
    with (_FOLDER / "manifold.npz").open("rb") as file:
        own = np.load(file)["codes"][:, 0].astype(np.float32)
    codes, queries = many_codes(own, MANY, seed=1), many_codes(own, QUERIES, seed=2).astype(np.float32)
    began = time.perf_counter()
    index = InvertedNeighbours.open(codes, tmp_path)
    build_s = time.perf_counter() - began
    began = time.perf_counter()
    index = InvertedNeighbours.open(codes, tmp_path)
    read_s = time.perf_counter() - began
    truth = brute_force(codes, queries)
    found, times = _timed(lambda code: index.find(code, WANTED)[0], queries)
    recall = np.mean([len(set(a) & set(b)) / WANTED for a, b in zip(found, truth, strict=True)])
    one = ExactNeighbours(codes[:100_000])
    _, slow = _timed(lambda code: one.find(code, WANTED)[0], queries[:10])
    size_mb = sum(one.stat().st_size for one in tmp_path.iterdir()) / 1e6
    sys.stdout.write(
        f"\n{MANY:,} codes of {codes.shape[1]}: recall@{WANTED} {recall:.3f}, {median(times):.2f} ms p50, "
        f"{np.percentile(times, 95):.2f} ms p95; exact over 100,000: {median(slow):.1f} ms; built in {build_s:.0f} s, "
        f"read from cache in {read_s:.2f} s, index of {size_mb:.0f} MB, peak of the whole run {_memory_mb():.0f} MB\n"
    )
    assert recall > 0


def many_codes(own: Codes, count: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.float16]]:
    """Codes on the manifold: mixtures of three neighbours of the encoder's own codes, and a little beside them."""
    rng = np.random.default_rng(seed)
    near = np.argsort(np.linalg.norm(own[:, None] - own[None], axis=2), axis=1)[:, :16]
    spread = np.float32(0.05 * own.std())
    made = np.empty((count, own.shape[1]), np.float16)
    for start in range(0, count, 20_000):
        some = min(20_000, count - start)
        first = rng.integers(0, len(own), some)
        chosen = near[first[:, None], rng.integers(0, 16, (some, 3))]
        weights = rng.dirichlet((1, 1, 1), some).astype(np.float32)
        mixed = np.einsum("nk,nkd->nd", weights, own[chosen])
        made[start : start + some] = mixed + spread * rng.standard_normal(mixed.shape, np.float32)
    return made


def brute_force(codes: np.ndarray[tuple[int, int], np.dtype[np.float16]], queries: Codes) -> list[list[int]]:
    """The true nearest, by looking at every code."""
    best: list[list[tuple[float, int]]] = [[] for _ in queries]
    for start in range(0, len(codes), 50_000):
        some = codes[start : start + 50_000].astype(np.float32)
        distances = np.einsum("nd,nd->n", some, some) - 2 * queries @ some.T
        for row, gaps in enumerate(distances):
            near = np.argpartition(gaps, WANTED)[:WANTED]
            best[row] = sorted([*best[row], *((float(gaps[one]), start + int(one)) for one in near)])[:WANTED]
    return [[row for _, row in one] for one in best]


def _timed(
    find: Callable[[Codes], np.ndarray[tuple[int], np.dtype[np.int64]]], queries: Codes
) -> tuple[list[list[int]], list[float]]:
    found, times = [], []
    for code in queries:
        began = time.perf_counter()
        found.append([int(row) for row in find(code)])
        times.append(1000 * (time.perf_counter() - began))
    return found, times


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
