"""Speed and memory of the review on a minute of 720p/25: ``pytest tests/bench/test_review_speed.py -m bench -s``."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
import pytest

import visavis.people
from visavis.interview.review import Review, StageCost
from visavis.interview.review.answer import review_here
from visavis.interview.review.cost import Stopwatch
from visavis.interview.review.picture import watch
from visavis.interview.review.readers import open_readers
from visavis.interview.review.sound import hear
from visavis.media.encode import write_clip
from visavis.media.image import load_image
from visavis.media.remux import join_takes
from visavis.media.values import RGB, Audio
from visavis.voice.speak import SPEAKERS

pytestmark = pytest.mark.bench

_SENTENCE = "Last year I built a small weather station with two friends, and we learned how hard good data are to get. "
_SECONDS = 60
_FPS = 25


@pytest.fixture(scope="module")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cast member's picture that sways before a noisy background, with speech."""
    path = tmp_path_factory.mktemp("minute") / "minute.mp4"
    with SPEAKERS.lease() as speaker:
        speech = speaker.speak(_SENTENCE * 9, "en").audio
    samples = np.resize(speech.samples, _SECONDS * speech.rate_hz).astype(np.float32)
    write_clip(path, _swaying(), Audio(samples, speech.rate_hz), _FPS)
    return path


def test_speed_of_the_whole_review(minute: Path) -> None:
    review_here(minute, "en")  # loads the networks
    review = review_here(minute, "en")
    print(f"\nwhole review: {_line(review.wall_s, review.cpu_s, len(review.frame_times_s))}; aim ≥ 4 ×")
    _print_stages(review.costs)


def test_speed_of_head_gaze_and_voice(minute: Path) -> None:
    stopwatch = Stopwatch()
    with open_readers(None) as readers:
        light = {name: readers[name] for name in ("gaze", "head", "expression")}
        began, cpu_began = time.perf_counter(), time.process_time()
        times_s = watch(minute, light, float(_SECONDS), stopwatch, lambda step, share: None)
        hear(minute, None, "en")
        wall_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_began
    print(f"\nhead, gaze, expression, voice: {_line(wall_s, cpu_s, len(times_s))}; aim ≥ 6 ×")
    _print_stages(stopwatch.costs())


def test_memory_does_not_grow_with_the_length(minute: Path, tmp_path: Path) -> None:
    join_takes([minute] * 5, tmp_path / "five.mp4")
    one_mb, five_mb = _peak_mb(minute), _peak_mb(tmp_path / "five.mp4")
    an_hour_mb = five_mb + (five_mb - one_mb) / 4 * 55
    print(
        f"\npeak memory: {one_mb} MB for 1 min, {five_mb} MB for 5 min, about {an_hour_mb:.0f} MB for 1 h; aim < 1000"
    )
    assert five_mb < 1000


def _swaying() -> Iterator[RGB]:
    portrait = load_image(Path(visavis.people.__file__).parent / "cast" / "seoyeon.jpg")
    scale = 720 / portrait.shape[0]
    noise = np.random.default_rng(1).integers(0, 12, (8, 720, 1280, 3), np.uint8)
    for index in range(_SECONDS * _FPS):
        sway = 280 + 20 * np.sin(2 * np.pi * 0.4 * index / _FPS)
        onto = np.array([[scale, 0, sway], [0, scale, 0]])
        picture = cv2.warpAffine(portrait, onto, (1280, 720), borderMode=cv2.BORDER_REPLICATE)
        yield cv2.add(picture, noise[index % 8]).astype(np.uint8)


def _line(wall_s: float, cpu_s: float, frames: int) -> str:
    return (
        f"{_SECONDS / wall_s:.1f} × real time by the clock, {1000 * cpu_s / frames:.1f} CPU-ms a frame "
        f"({_SECONDS / cpu_s:.1f} × real time for one whole core, {2 * _SECONDS / cpu_s:.1f} × for two)"
    )


def _print_stages(costs: tuple[StageCost, ...]) -> None:
    for cost in costs:
        print(f"  {cost.stage:<11} {cost.calls:>6} calls {cost.ms_per_call:8.2f} ms a call by its own clock")


def _peak_mb(path: Path) -> int:
    """Peak memory of a fresh process that reviews the file."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_review_and_weigh, (path,))


def _review_and_weigh(path: Path) -> int:
    review: Review = review_here(path, "en")
    assert len(review.frame_times_s)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
