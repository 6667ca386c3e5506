"""One person's browser: what they can do, and what was acknowledged to them."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable
from os import kill
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, Response
from tests.browser.candidate import Candidate

PATIENCE_S = 120.0
"""How long a page may take on two cores that others use, too, before a test gives it up."""
DESKTOP = (1440, 900)
PHONE = (390, 844)
QUESTIONS = ["Please introduce yourself.", "Why do you want this job?"]
_PIECE = re.compile(r"/api/takes/([^/]+)/pieces/(\d+)$")


class Visit:
    """A Chromium with its own profile folder, so that it can be killed and opened again."""

    def __init__(
        self, playwright: Playwright, chromium: str, profile: Path, address: str, size: tuple[int, int] = DESKTOP,
        candidate: Candidate | None = None, switches: tuple[str, ...] = (), installs: bool = False,
    ) -> None:  # fmt: skip
        self._playwright, self._chromium, self._profile = playwright, chromium, profile
        self._size, self._switches = size, (*_switches(candidate), *switches)
        self._installs = installs
        """Whether the app's service worker runs: what a test puts in a request's way wouldn't reach past it."""
        self.address = address
        self.acknowledged: dict[str, set[int]] = {}
        """Piece numbers by take for which the server said "safe"."""
        self.problems: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self) -> None:
        width, height = self._size
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self._profile),
            executable_path=self._chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                *self._switches,
            ],
            viewport={"width": width, "height": height},
            is_mobile=width < 600,
            has_touch=width < 600,
            locale="en-US",
            base_url=self.address,
            service_workers="allow" if self._installs else "block",
        )
        self.page = self.context.pages[0]
        self.page.set_default_timeout(1000 * PATIENCE_S)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("response", self._note)

    def _note(self, response: Response) -> None:
        found = _PIECE.search(response.url)
        if found and response.ok and response.request.method == "PUT":
            self.acknowledged.setdefault(found[1], set()).add(int(found[2]))

    def close(self) -> None:
        self.context.close()

    def kill(self) -> None:
        """Kill the browser with everything in it, as a crash of the machine would."""
        for number in _processes_with(f"--user-data-dir={self._profile}"):
            kill(number, signal.SIGKILL)
        wait_for(lambda: not _processes_with(f"--user-data-dir={self._profile}"), 20)

    def wait_until(self, done: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
        """Look again and again; meanwhile the browser's events are heard (a plain sleep would hold them up)."""
        ends = time.monotonic() + timeout_s
        while not done():
            assert time.monotonic() < ends, "waited too long"
            self.page.wait_for_timeout(200)

    def pieces_safe(self) -> int:
        return sum(map(len, self.acknowledged.values()))

    def at(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    def call(self, method: str, path: str, json: object = None) -> Any:
        """One request with this browser's cookies, answered as JSON."""
        script = """async ([method, path, json]) => {
            const headers = { 'Content-Type': 'application/json', 'Accept-Language': 'en' };
            const body = json === null ? undefined : JSON.stringify(json);
            const answer = await fetch('/api' + path, { method, headers, body });
            const text = await answer.text();
            return text === '' ? null : JSON.parse(text);
        }"""
        return self.page.evaluate(script, [method, path, json])

    def enter_as_guest(self) -> None:
        self.page.goto("/devices")
        self.call("POST", "/accounts/guest")

    def make_interview(self, questions: list[str] = QUESTIONS, **plan: object) -> str:
        chosen = {
            "track_id": None, "language": "en", "count": 0, "thinking_s": 5, "answer_s": 60,
            "interviewer_id": "junho", "own_questions": questions, **plan,
        }  # fmt: skip
        return str(self.call("POST", "/interviews", chosen)["id"])

    def go_in(self, interview: str) -> None:
        """Wait for the clips, then press "start"."""
        self.page.goto(f"/interviews/{interview}")
        self.at("begin").wait_for(timeout=120_000)
        self.press("begin")

    def press(self, testid: str) -> None:
        self.at(testid).click()

    def phase(self) -> str:
        return self.at("room").get_attribute("data-phase") or ""

    def wait_for_phase(self, phase: str, timeout_s: float = PATIENCE_S) -> None:
        """Until the room is in the phase and takes presses for it."""
        room = f'[data-testid=room][data-phase="{phase}"][data-settled=true]'
        self.page.wait_for_selector(room, timeout=timeout_s * 1000)

    def start_answer(self) -> None:
        """Past the question and the thinking time, until the recorder runs."""
        self.press("start-answer")
        self.wait_for_phase("answering")

    def finish_answer(self) -> None:
        self.press("finish-answer")
        self.wait_for_phase("answered")

    def end_interview(self) -> None:
        self.press("next")
        self.press("end-now")
        self.page.wait_for_selector("[data-testid=reviewing], [data-testid=finished]")

    def kept_pieces(self) -> int:
        """How many pieces have been kept in this browser so far, over all takes that it still knows."""
        script = """() => new Promise((resolve, reject) => {
            const opening = indexedDB.open('visavis-recordings');
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
                const asked = opening.result.transaction('takes').objectStore('takes').getAll();
                asked.onsuccess = () => resolve(asked.result.reduce((sum, take) => sum + take.pieces, 0));
            };
        })"""
        return int(self.page.evaluate(script))

    def received(self, interview: str, index: int) -> dict[str, list[int]]:
        """The pieces that the server holds, by take of one answer."""
        takes = self.call("GET", f"/interviews/{interview}")["questions"][index]["answer"]["takes"]
        held = {}
        for take in takes:
            ranges = self.call("GET", f"/takes/{take['id']}")["received"]
            held[str(take["id"])] = [number for first, last in ranges for number in range(first, last + 1)]
        return held


def wait_for(done: Callable[[], object], timeout_s: float, rest_s: float = 0.2) -> None:
    ends = time.monotonic() + timeout_s
    while not done():
        assert time.monotonic() < ends, "waited too long"
        time.sleep(rest_s)


def _switches(candidate: Candidate | None) -> tuple[str, ...]:
    if candidate is None:
        return ()
    return (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={candidate.camera}",
        f"--use-file-for-fake-audio-capture={candidate.microphone}",
    )


def _processes_with(word: str) -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            except OSError:
                continue  # it ended meanwhile
            if word in words:
                found.append(int(folder.name))
    return found
