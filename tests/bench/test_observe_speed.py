"""What each stage of reading a person costs at 720p: ``pytest tests/bench/test_observe_speed.py -m bench -s``."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import cv2
import pytest

from visavis.face.mesh import MESH
from visavis.media.decode import read_frames
from visavis.media.encode import write_clip
from visavis.observe.engine import Reader
from visavis.observe.expression import ExpressionReader
from visavis.observe.framing import FramingReader
from visavis.observe.gaze import GazeReader
from visavis.observe.gesture import BODY, GestureReader
from visavis.observe.head import HeadReader

pytestmark = [pytest.mark.bench, pytest.mark.shared]

T = TypeVar("T")
_CORES = 2
_FPS = 25


class Costs:
    """CPU milliseconds of all threads, by stage."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = defaultdict(float)

    def of(self, stage: str, work: Callable[[], T]) -> T:
        started = time.process_time()
        result = work()
        self.ms[stage] += 1000 * (time.process_time() - started)
        return result


@pytest.fixture(autouse=True)
def _one_thread_each() -> Iterator[None]:
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    yield
    cv2.setNumThreads(before)


@pytest.fixture
def clip_720p(shared_data: Path, tmp_path: Path) -> Path:
    """Ten seconds of a talking person with hands, 720 × 1280 at 25 frames a second, H.264."""
    path = tmp_path / "720p.mp4"
    source = read_frames(shared_data / "clips" / "latentsync_demo2.mp4", 1280, stop_s=10)
    write_clip(path, (frame.image for frame in source), audio=None, fps=_FPS)
    return path


def test_cost_of_each_stage_at_720p(clip_720p: Path) -> None:
    costs, frames = Costs(), 0
    with MESH.lease() as mesh, BODY.lease() as body:
        faces_in, body_in = mesh.track(most=2), body.track()
        readers: dict[str, Reader] = {
            "head": HeadReader(),
            "gaze": GazeReader(),
            "expression": ExpressionReader(),
            "framing": FramingReader(),
            "hands and pose": GestureReader(body_in),
        }
        video = read_frames(clip_720p, 1280)
        while (frame := costs.of("decode", lambda: next(video, None))) is not None:
            faces = costs.of("mesh", lambda: faces_in.read(frame.image))
            for name, reader in readers.items():
                costs.of(name, lambda: reader.see(frame, faces))  # noqa: B023 - called at once
            frames += 1
        for name, reader in readers.items():
            costs.of(name, reader.finish)
        faces_in.close()
        body_in.close()
    print(f"\n{frames} frames of 720 × 1280, CPU ms per frame:")
    for stage, ms in costs.ms.items():
        print(f"  {stage:15}{ms / frames:6.2f}")
    light = sum(ms for stage, ms in costs.ms.items() if stage in ("decode", "mesh", "head", "gaze", "expression"))
    whole = sum(costs.ms.values())
    for name, ms, aim in (("head, gaze and expression", light, 6), ("with framing, hands and pose", whole, 4)):
        speed = _CORES * 1000 / _FPS / (ms / frames)
        print(f"  {name}: {ms / frames:.2f} ms, {speed:.1f} × real time on two cores (aim ≥ {aim})")
    print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
