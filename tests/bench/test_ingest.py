"""How many pictures a minute the data line takes: `make bench`, or `pytest tests/bench/test_ingest.py -m bench -s`.

Beside it stand the limits: decoding and the mesh alone, on one core, and what as many cores could do at best.
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from visavis.face.mesh import MESH
from visavis.lab.datasets.ingest import Order, Progress, ingest
from visavis.lab.datasets.likeness import HASH_BITS, Candidate, find_duplicates
from visavis.lab.datasets.line import FaceFinder, read_face
from visavis.lab.datasets.manifest import Terms
from visavis.lab.datasets.rules import Rules
from visavis.media.image import decode_image

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
TERMS = Terms("CC0-1.0", "https://github.com/faker-js/assets-person-portrait")


def _per_minute(count: int, seconds: float) -> str:
    return f"{60 * count / seconds:,.0f} a minute"


@pytest.mark.shared
def test_pictures_a_minute_beside_the_limits(shared_data: Path, tmp_path: Path) -> None:
    pictures = sorted((shared_data / "portraits").glob("*.jpg"))
    cv2.setNumThreads(1)
    finder = FaceFinder()
    with MESH.lease("facemesh") as mesh:
        read_face(pictures[0].read_bytes(), finder, mesh, Rules())
        alone = {"decoding": 0.0, "decoding and the mesh": 0.0}
        for path in pictures:
            began = time.process_time()
            image = decode_image(path.read_bytes())
            alone["decoding"] += time.process_time() - began
            mesh.find(image, most=1)
            alone["decoding and the mesh"] += time.process_time() - began
    cores = len(os.sched_getaffinity(0))
    print(f"\n{len(pictures)} portraits of 768 px, {cores} cores; limits on one core by processor time:")
    for name, seconds in alone.items():
        print(f"  {name}: {1000 * seconds / len(pictures):.1f} ms, {_per_minute(len(pictures), seconds)}")
    for sketch in (False, True):
        _run(pictures, Rules(sketch=sketch), cores, tmp_path / f"out-{sketch}")


def _run(pictures: list[Path], rules: Rules, cores: int, out: Path) -> None:
    last: list[Progress] = []
    used_before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    head = ingest(Order(pictures[0].parent, out, rules, TERMS, workers=cores), last.append)
    wall_s = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = used.ru_utime + used.ru_stime - used_before.ru_utime - used_before.ru_stime
    name = "with sketches" if rules.sketch else "the line"
    print(
        f"  {name}: {_per_minute(len(pictures), wall_s)} by the clock, all included "
        f"({_per_minute(len(pictures), cpu_s / cores)} were the {cores} cores free), load {os.getloadavg()[0]:.1f}; "
        f"{head['counts']['kept']} of {head['counts']['files']} kept"
    )
    assert head["counts"]["kept"] >= 0.95 * len(pictures)
    assert last[-1].judged == len(pictures)


def test_duplicates_among_ten_thousand() -> None:
    rng = np.random.default_rng(1)
    hashes = [int.from_bytes(rng.bytes(HASH_BITS // 8), "big") for _ in range(10_000)]
    began = time.process_time()
    gone = find_duplicates(Candidate(f"{n}", f"{n}", 100.0, value) for n, value in enumerate(hashes + hashes[:10]))
    print(f"\n10,000 faces compared in {time.process_time() - began:.1f} s (grows with the square)")
    assert len(gone) == 10
