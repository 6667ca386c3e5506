"""How fast a portrait talks: `make bench`, or `pytest tests/bench/test_talk_speed.py -m bench -s`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import pytest

from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.studio.talk import TALK, Motion, load_rig, make_clip, speech_motion, stream_talk
from visavis.studio.talk.render import FrameRenderer
from visavis.voice.speak import SPEAKERS, Speech

pytestmark = pytest.mark.bench
SENTENCE = (
    "안녕하세요, 오늘 면접을 진행할 면접관입니다. 편하게 시작해 볼까요? 먼저 간단하게 자기소개를 부탁드립니다. "
    "그리고 우리 회사에 지원한 동기도 함께 말씀해 주세요."
)


@pytest.fixture(autouse=True)
def _one_thread_each() -> Iterator[None]:
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    yield
    cv2.setNumThreads(before)


@pytest.fixture(scope="module")
def speech() -> Speech:
    with SPEAKERS.lease() as speaker:
        return speaker.speak(SENTENCE, "ko")


@pytest.fixture(scope="module")
def motion(speech: Speech) -> Motion:
    return speech_motion(speech, 1)


@pytest.fixture(scope="module")
def photo() -> RGB:
    return cast()[0].portrait()


@pytest.mark.parametrize("size_px", [512, 720, 1024])
def test_clip_is_made_faster_than_it_plays(
    speech: Speech, motion: Motion, photo: RGB, tmp_path: Path, size_px: int
) -> None:
    with TALK.lease() as talker:
        rig = talker.prepare(photo, size_px)
        started, used = time.perf_counter(), time.process_time()
        make_clip(talker, rig, motion, speech.audio, tmp_path / "a.mp4")
        wall_s, cpu_s = time.perf_counter() - started, time.process_time() - used
    sys.stdout.write(
        f"\n{size_px} px: {motion.duration_s / wall_s:.1f} × real time by the clock, "
        f"{2 * motion.duration_s / cpu_s:.1f} × by CPU time on two cores "
        f"({1000 * cpu_s / motion.frames:.1f} CPU-ms a frame; target at 512 px ≥ 5 ×; prototype 5.7–6.9 ×)\n"
    )
    assert (tmp_path / "a.mp4").stat().st_size > 10_000


def test_first_bytes_come_soon(photo: RGB, tmp_path: Path) -> None:
    with TALK.lease() as talker, SPEAKERS.lease() as speaker:
        talker.prepare(photo, 512).save(tmp_path / "a.rig")
        speaker.speak("준비되셨나요?", "ko")
        started = time.perf_counter()
        speech = speaker.speak(SENTENCE, "ko")
        spoken = time.perf_counter()
        rig = load_rig(tmp_path / "a.rig")
        loaded = time.perf_counter()
        stream = stream_talk(talker, rig, speech_motion(speech, 1), speech.audio)
        size = len(next(stream))
        came = time.perf_counter()
        stream.close()  # type: ignore[attr-defined]
    sys.stdout.write(
        f"\nfirst bytes ({size} B) after {came - started:.2f} s: speech {spoken - started:.2f}, rig from disk "
        f"{loaded - spoken:.2f}, motion and first fragment {came - loaded:.2f} (target < 1 s warm)\n"
    )
    assert size > 0


def test_preparing_and_rendering_by_stage(photo: RGB, motion: Motion, tmp_path: Path) -> None:
    with TALK.lease() as talker:
        talker.prepare(photo, 512)
        started = time.process_time()
        rig = talker.prepare(photo, 512)
        prepared_s = time.process_time() - started
    rig.save(tmp_path / "a.rig")
    size_mb = (tmp_path / "a.rig").stat().st_size / 1e6
    renderer = FrameRenderer(load_rig(tmp_path / "a.rig"))
    started = time.thread_time()
    for index in range(100):
        renderer.frame(motion, index)
    frame_ms = 10 * (time.thread_time() - started)
    sys.stdout.write(
        f"\npreparing {prepared_s:.2f} CPU-s (prototype 1.0 s), rig file {size_mb:.1f} MB, "
        f"rendering {frame_ms:.1f} CPU-ms a frame at 512 px (prototype 5.4; Wav2Lip-96's network alone: about 41)\n"
    )
    assert frame_ms < 100
