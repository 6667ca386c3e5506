"""How smoothly an answer is recorded where browser, server and worker share the machine.

``pytest tests/bench/test_recording.py -m bench -s``
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Playwright
from tests.browser import candidate as candidates
from tests.browser import conftest
from tests.browser.candidate import Candidate
from tests.browser.server import Server
from tests.browser.visit import Visit

from visavis.media.encode import write_clip

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
chromium, playwright, prepared, server = (
    conftest.chromium,
    conftest.playwright,
    conftest.prepared,
    conftest.server,
)
"""The fixtures of the browser tests."""

ANSWER_S = 12
REVIEWED_S = 90
"""What a queued review reads: long enough to go on for as long as the answer is recorded."""
MANY_CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 16 })"
"""Makes the page behave as on a machine with many cores: a large picture, and everything moves."""
Size = tuple[int, int]


@dataclass(frozen=True)
class Recorded:
    """One recorded answer; ``shown`` and ``dropped`` count the interviewer's pictures meanwhile."""

    times_s: NDArray[np.float64]
    size: Size
    shown: int
    dropped: int

    def __str__(self) -> str:
        gaps_s = np.diff(self.times_s)
        length_s = float(self.times_s[-1] - self.times_s[0])
        in_second = np.histogram(self.times_s - self.times_s[0], np.arange(np.ceil(length_s) + 1))[0]
        return (
            f"{self.size[0]} × {self.size[1]}, {len(gaps_s) / length_s:4.1f} pictures/s, "
            f"longest gap {gaps_s.max():4.2f} s, {np.mean(in_second < 4):4.0%} of the seconds under 4; "
            f"interviewer: {self.dropped} of {self.shown} pictures dropped"
        )


@contextmanager
def nothing_else(_person: Visit, _clip: Path) -> Iterator[None]:
    """The machine is left alone, as far as that is ours to say."""
    yield


@contextmanager
def one_core_busy(_person: Visit, _clip: Path) -> Iterator[None]:
    """Another program computes on one core without a pause."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def review_queued(person: Visit, clip: Path) -> Iterator[None]:
    """A review of an earlier interview is queued at the moment when the recording begins."""
    interview = person.make_interview(["Why?"])
    take = person.call("POST", f"/interviews/{interview}/questions/0/takes", {"mime": "video/mp4"})["take_id"]
    request = person.page.request
    request.put(f"{person.address}/api/takes/{take}/pieces/0", data=clip.read_bytes(), headers=_from(person))
    person.call("POST", f"/takes/{take}/finish", {"pieces": 1})
    review = person.call("POST", f"/interviews/{interview}/finish")["review_job"]["id"]
    yield
    print(f"\n  (the review is {person.call('GET', f'/jobs/{review}')['state']} when the answer ends)", end="")


Load = Callable[[Visit, Path], AbstractContextManager[None]]


@pytest.mark.parametrize("load", [nothing_else, one_core_busy, review_queued])
@pytest.mark.parametrize("spares", [False, True], ids=["as-with-cores-to-spare", "sparing"])
def test_pictures_a_second(
    load: Load,
    spares: bool,
    playwright: Playwright,
    chromium: str,
    server: Server,
    cameras: dict[Size, Candidate],
    clip: Path,
    tmp_path: Path,
) -> None:
    """Both with what the page does on few cores and without: then the picture is large, and no job holds back."""
    camera = cameras[candidates.SMALL if spares else candidates.LARGE]
    person = Visit(playwright, chromium, tmp_path / "profile", server.address, candidate=camera)
    try:
        if not spares:
            person.context.add_init_script(MANY_CORES)
            person.context.route("**/presence", lambda route: route.abort())
        recorded = record(person, server, lambda: load(person, clip))
    finally:
        person.close()
    how = "sparing" if spares else "as with cores to spare"
    print(f"\n{load.__name__:<13} {how:<22} {recorded}; load average {os.getloadavg()[0]:.1f}", flush=True)
    assert len(recorded.times_s) > 1


def record(person: Visit, server: Server, load: Callable[[], AbstractContextManager[None]]) -> Recorded:
    """Answer one question for ANSWER_S under the load, and look at what the server holds of it."""
    person.enter_as_guest()
    # so much time that a busy machine doesn't run out of it before we press a button
    interview = person.make_interview(["Please introduce yourself."], thinking_s=600, answer_s=600)
    person.page.set_default_timeout(180_000)
    person.go_in(interview)
    person.wait_for_phase("thinking", timeout_s=120)
    with load():
        person.press("start-answer")
        person.wait_for_phase("answering", timeout_s=180)
        total, dropped = frames(person)
        person.page.wait_for_timeout(ANSWER_S * 1000)
        total_after, dropped_after = frames(person)
        person.press("finish-answer")
        person.wait_for_phase("answered", timeout_s=180)
    person.wait_until(lambda: person.kept_pieces() == 0, 120)
    (take,) = person.received(interview, 0)
    size, times_s = pictures(server.data_dir, take)
    return Recorded(times_s, size, total_after - total, dropped_after - dropped)


def frames(person: Visit) -> tuple[int, int]:
    """How many of the interviewer's pictures were due so far, and how many of them were dropped."""
    room = person.at("room")
    return tuple(int(room.get_attribute(name) or 0) for name in ("data-frames", "data-dropped-frames"))  # type: ignore[return-value]


def pictures(data_dir: Path, take: str) -> tuple[Size, NDArray[np.float64]]:
    """Width and height, and when each picture of the stored take was recorded, by decoding it."""
    pieces = sorted(data_dir.glob(f"blobs/accounts/*/interviews/*/takes/{take}/*.webm"))
    with av.open(io.BytesIO(b"".join(piece.read_bytes() for piece in pieces))) as take_file:
        video = take_file.streams.video[0]
        times_s = np.array([frame.time for frame in take_file.decode(video)])
        return (video.width, video.height), times_s


@pytest.fixture(scope="module")
def cameras(tmp_path_factory: pytest.TempPathFactory) -> dict[Size, Candidate]:
    """Cameras of either size of their own, because Chromium records what it scaled down itself as large as it was."""
    sizes = (candidates.SMALL, candidates.LARGE)
    return {size: conftest.make_candidate(tmp_path_factory.mktemp("camera"), size) for size in sizes}


@pytest.fixture(scope="module")
def clip(cameras: dict[Size, Candidate], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A long answer of the same person, to be reviewed."""
    path = tmp_path_factory.mktemp("long") / "answer.mp4"
    with av.open(str(cameras[candidates.SMALL].camera), format="mjpeg") as camera:
        once = [frame.to_ndarray(format="rgb24") for frame in camera.decode(video=0)]
    write_clip(path, (once[index % len(once)] for index in range(REVIEWED_S * 25)), None, 25)
    return path


def _from(person: Visit) -> dict[str, str]:
    return {"Origin": person.address}
