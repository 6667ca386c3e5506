"""While somebody is interviewed on this machine, the review of another interview stands still, and then goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx import Client

from visavis.api.services import Services
from visavis.jobs.quiet import is_quiet
from visavis.settings import Settings


@pytest.fixture
def start_worker(settings: Settings) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts a worker that may use one core only, as on a small machine."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "visavis.cli", "work"]
        environment = os.environ | {"VISAVIS_DATA_DIR": str(settings.data_dir)}
        started.append(subprocess.Popen(command, env=environment))
        os.sched_setaffinity(started[-1].pid, {min(os.sched_getaffinity(0))})
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def make_interview(client: Client) -> str:
    plan = {"interviewer_id": "junho", "own_questions": ["왜요?"], "language": "ko"}
    return str(client.post("/api/interviews", json=plan).json()["id"])


def be_present(client: Client, interview: str, **headers: str) -> int:
    return client.put(f"/api/interviews/{interview}/presence", headers=headers).status_code


def quiet(services: Services) -> bool:
    with services.database.reading() as session:
        return is_quiet(session)


def finish_typed(client: Client, interview: str) -> str:
    """End an interview that was answered in writing; the id of its review."""
    answer = {"typed_text": "재미있어서요.", "source": "typed"}
    client.put(f"/api/interviews/{interview}/questions/0/text", json=answer).raise_for_status()
    return str(client.post(f"/api/interviews/{interview}/finish").json()["review_job"]["id"])


def state_when(client: Client, job: str, done: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first state of the job, as its event stream tells it, that is as asked."""
    with client.stream("GET", f"/api/jobs/{job}/events", timeout=180) as stream:
        for line in stream.iter_lines():
            if line.startswith("data: ") and done(told := json.loads(line.removeprefix("data: "))):
                return dict(told)
    raise AssertionError("the stream ended before")


def test_presence_keeps_the_machine_quiet_until_the_interview_is_finished(guest: Client, services: Services) -> None:
    interview = make_interview(guest)
    assert not quiet(services)
    assert be_present(guest, interview) == 204
    assert quiet(services)
    finish_typed(guest, interview)
    assert not quiet(services)
    assert be_present(guest, interview) == 409
    assert not quiet(services)


def test_presence_of_a_deleted_interview_ends(guest: Client, services: Services) -> None:
    interview = make_interview(guest)
    be_present(guest, interview)
    guest.delete(f"/api/interviews/{interview}").raise_for_status()
    assert not quiet(services)


def test_a_browser_on_another_machine_holds_up_nothing_here(guest: Client, services: Services) -> None:
    interview = make_interview(guest)
    assert be_present(guest, interview, **{"X-Forwarded-For": "203.0.113.9"}) == 204
    assert not quiet(services)


def test_a_review_waits_while_the_next_interview_goes_on(
    guest: Client, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    first, second = make_interview(guest), make_interview(guest)
    be_present(guest, second)
    review = finish_typed(guest, first)
    start_worker()
    held = state_when(guest, review, lambda told: told["step"] == "held")
    assert (held["state"], held["step_title"][:13]) == ("waiting", "This computer")
    finish_typed(guest, second)
    ended = state_when(guest, review, lambda told: told["state"] in ("done", "failed"))
    assert ended["state"] == "done", ended
