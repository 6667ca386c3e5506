"""Until a panel of two can begin and is ready, against one interviewer; and what three seats cost a browser."""

# ruff: noqa: T201 - a bench prints its figures

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from playwright.sync_api import sync_playwright
from tests.browser.conftest import make_candidate
from tests.browser.server import Server
from tests.browser.visit import Visit, wait_for
from tests.setup_chromium import find_chromium

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]

PEOPLE = (("mikyung", "executive"), ("junho", "technical"), ("seoyeon", "warm"))
QUESTIONS = [f"Please tell us about project number {n}, and what you did in it yourself." for n in range(1, 6)]
WATCHED_S = 20
RUNS = (("one", 1, 0, 0.05), ("two", 2, 0, 0.15), ("two, met before", 2, 0, 0.15), ("two and a candidate", 2, 1, 0.25))


def plan(count: int, others: int = 0, rapport: float = 0.5) -> dict[str, Any]:
    """Five questions by one interviewer, or by a panel; a rapport of its own makes every clip new."""
    seats = [{"person_id": one, "persona": persona, "rapport": rapport} for one, persona in PEOPLE[:count]]
    alone = {"persona": {"persona": PEOPLE[0][1], "rapport": rapport}} if count == 1 else {"panel": seats}
    common = {"interviewer_id": PEOPLE[0][0], "own_questions": QUESTIONS, "language": "en", "thinking_s": 60}
    return common | alone | {"other_candidates": others}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With the cast's rigs and plain clips made, as on any installation that has run for some minutes; a folder that
    ``VISAVIS_BENCH_DATA`` names is copied instead of waiting for them."""
    data = tmp_path_factory.mktemp("bench") / "data"
    if made := os.environ.get("VISAVIS_BENCH_DATA"):
        shutil.copytree(Path(made), data)
    else:
        data.mkdir()
    started = Server(data)
    started.start()
    with Client(base_url=started.address, headers={"Origin": started.address}) as client:
        client.post("/api/accounts/guest")
        wait_for(lambda: all(one["hello_url"] for one in client.get("/api/interviewers").json()), 1800, rest_s=1)
    yield started
    started.stop()


def can_begin(told: dict[str, Any]) -> bool:
    return told["questions"][0]["clip"]["url"] is not None and all(seat["listening_url"] for seat in told["seats"])


def measure(client: Client, count: int, others: int, rapport: float) -> tuple[float, float]:
    """Seconds until the first question can be asked, and until everything is there."""
    began = time.monotonic()
    url = f"/api/interviews/{client.post('/api/interviews', json=plan(count, others, rapport)).json()['id']}"
    wait_for(lambda: can_begin(client.get(url).json()), 1800)
    first = time.monotonic() - began
    wait_for(lambda: client.get(url).json()["state"] == "ready", 1800)
    return first, time.monotonic() - began


def test_time_until_a_panel_is_ready(server: Server) -> None:
    print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("limit: the room should open within 60 s; five questions of an own text, so that no clip is found kept")
    with Client(base_url=server.address, headers={"Origin": server.address}, timeout=60) as client:
        client.post("/api/accounts/guest")
        for name, count, others, rapport in RUNS:
            first, whole = measure(client, count, others, rapport)
            print(f"{name:20} can begin after {first:6.1f} s   all ready after {whole:6.1f} s")
            assert first <= whole


def test_frames_that_three_seats_lose(server: Server, tmp_path: Path) -> None:
    chromium = find_chromium()
    assert chromium is not None
    candidate = make_candidate(tmp_path)
    print(f"\nload average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; limit: 5 % of all frames")
    with sync_playwright() as playwright:
        for count in (1, 2, 3):
            visit = Visit(playwright, chromium, tmp_path / f"profile-{count}", server.address, candidate=candidate)
            try:
                shown, lost = _watch(visit, count)
            finally:
                visit.close()
            print(f"{count} seat(s): {shown / WATCHED_S:5.1f} frames/s, {100 * lost / max(1, shown):4.1f} % dropped")
            assert shown > 0


def _watch(visit: Visit, count: int) -> tuple[int, int]:
    """Frames decoded and dropped while somebody thinks for ``WATCHED_S`` seconds."""
    visit.enter_as_guest()
    made = visit.call("POST", "/interviews", plan(count))["id"]
    visit.page.goto(f"/interviews/{made}")
    visit.at("begin").wait_for(timeout=1_800_000)
    visit.press("begin")
    if visit.at("skip-turn").count():
        visit.press("skip-turn")
    visit.wait_for_phase("thinking")
    visit.page.wait_for_timeout(3000)
    before = _frames(visit)
    visit.page.wait_for_timeout(1000 * WATCHED_S)
    after = _frames(visit)
    return after[0] - before[0], after[1] - before[1]


def _frames(visit: Visit) -> tuple[int, int]:
    room = visit.at("room")
    return int(room.get_attribute("data-frames") or 0), int(room.get_attribute("data-dropped-frames") or 0)
