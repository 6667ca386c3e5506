"""A real Chromium before a real server, with somebody in front of its camera."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from httpx import Client
from playwright.sync_api import Playwright, expect, sync_playwright
from tests.browser import candidate as candidates
from tests.browser.candidate import Candidate
from tests.browser.server import Server
from tests.browser.visit import PATIENCE_S, Visit, wait_for
from tests.setup_chromium import find_chromium

OpenVisit = Callable[..., Visit]
_CLIP = "clips/latentsync_demo1.mp4"
_CAST_MADE_S = 1200
"""Six people's clips, on two cores that others use, too."""
expect.set_options(timeout=1000 * PATIENCE_S)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first waits for the cast, too."""
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(_CAST_MADE_S + 600))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = find_chromium()
    if found is None:
        pytest.fail("no Chromium: run `python tests/setup_chromium.py`")
    return found


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Ended with its module, because its event loop runs in the main thread for as long as it lives."""
    with sync_playwright() as running:
        yield running


@contextmanager
def made_once(tmp_path_factory: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """A folder that every process of this run sees, and whether it is already made; the others wait meanwhile."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = folder.with_suffix(".ready")
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder, ready.exists()
        ready.touch()


@pytest.fixture(scope="session")
def candidate(tmp_path_factory: pytest.TempPathFactory) -> Candidate:
    with made_once(tmp_path_factory, "candidate") as (folder, is_made):
        return Candidate.of(folder) if is_made else make_candidate(folder)


def make_candidate(folder: Path, size: tuple[int, int] = candidates.SMALL) -> Candidate:
    """The person of a real clip when the shared inputs are here, else one that the project's own talker renders."""
    beside = Path(__file__).resolve().parents[3] / "shared"
    clip = Path(os.environ.get("VISAVIS_SHARED", beside)) / "data" / _CLIP
    return candidates.from_clip(clip, folder, size) if clip.is_file() else candidates.rendered(folder, size)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the cast is ready, made once: every module starts on a copy."""
    with made_once(tmp_path_factory, "prepared") as (folder, is_made):
        if not is_made:
            _prepare_cast(folder)
    return folder


def _prepare_cast(folder: Path) -> None:
    server = Server(folder)
    server.start()
    try:
        with Client(base_url=server.address, headers={"Origin": server.address}) as client:
            client.post("/api/accounts/guest").raise_for_status()
            wait_for(lambda: _is_cast_ready(client), _CAST_MADE_S, rest_s=1)
    finally:
        server.stop()


def _is_cast_ready(client: Client) -> bool:
    return all(one["hello_url"] for one in client.get("/api/interviewers").json())


@pytest.fixture(scope="module")
def server(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("server") / "data"
    shutil.copytree(prepared, data)
    started = Server(data)
    started.start()
    yield started
    started.stop()


@pytest.fixture
def visit(
    playwright: Playwright, chromium: str, server: Server, candidate: Candidate, tmp_path: Path
) -> Iterator[OpenVisit]:
    """Opens a browser with somebody before its camera; ``candidate=None`` leaves the machine without devices."""
    opened: list[Visit] = []

    def open_visit(**choices: object) -> Visit:
        profile = tmp_path / f"profile-{len(opened)}"
        chosen = {"address": server.address, "candidate": candidate, **choices}
        opened.append(Visit(playwright, chromium, profile, **chosen))  # type: ignore[arg-type]
        return opened[-1]

    yield open_visit
    for one in opened:
        one.close()
