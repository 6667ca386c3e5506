"""Queueing jobs, and looking at what becomes of them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from visavis.jobs import Job, Jobs
from visavis.storage.database import Database

Start = Callable[..., "subprocess.Popen[bytes]"]
PATIENCE_S = 60.0


class HasDatabase(Protocol):
    @property
    def database(self) -> Database: ...


@dataclass(frozen=True)
class House:
    """A database, and its address for the workers that are started at it."""

    database: Database
    url: str


def enqueue(
    services: HasDatabase,
    queue: Jobs,
    kind: str = "steps",
    key: str | None = None,
    owner_id: str = "acc_test",
    needs: tuple[str, ...] = (),
) -> str:
    with services.database.transaction() as session:
        return queue.enqueue(session, kind, {}, owner_id, key, needs).id


def look(services: HasDatabase, job_id: str) -> Job:
    with services.database.reading() as session:
        return session.get_one(Job, job_id)


def wait_for(condition: Callable[[], object], what: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends, f"waited in vain for {what}"
        time.sleep(0.05)


def wait_until_over(services: HasDatabase, job_id: str) -> Job:
    wait_for(lambda: look(services, job_id).is_over, "the job's end")
    return look(services, job_id)


def lines(traces: Path, job_id: str) -> list[str]:
    path = traces / job_id
    return path.read_text().split() if path.exists() else []


def holds(process: subprocess.Popen[bytes], path: Path) -> bool:
    """Whether the process has the file open."""
    opened = Path(f"/proc/{process.pid}/fd").iterdir()
    return any(os.path.realpath(one) == str(path.resolve()) for one in opened)


def kill(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
