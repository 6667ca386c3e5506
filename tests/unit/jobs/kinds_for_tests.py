"""Job kinds that leave traces in a folder, and a worker process that runs them."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

from visavis.jobs import roll
from visavis.jobs.fencing import FencedDatabase
from visavis.jobs.kinds import JobKind, JobTable, ReportProgress, Run, job_table
from visavis.jobs.offer import Offer, Ready
from visavis.jobs.tables import QuietTime
from visavis.jobs.worker import run_worker
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.storage.database import Database, open_database

TITLE = Text(ko="시험", en="Test")


def kinds(traces: Path, database: Database | None = None) -> JobTable:
    """``steps``: five steps, each appends a line; ``urgent``: the same for somebody who waits,
    ``drawing``: the same for workers of the other queue; ``wrong`` and ``broken``
    fail; ``endless`` waits to be cancelled; ``counting`` counts in one step until it may end; ``messy`` leaves a
    temporary file when it is killed; ``noting`` writes a row of its worker's into the database;
    ``napping`` sleeps for a second."""
    return job_table(
        JobKind("steps", TITLE, lambda run: steps(run, traces)),
        JobKind("urgent", TITLE, lambda run: steps(run, traces), live=True),
        JobKind("counting", TITLE, lambda run: run.step("only", TITLE, partial(count, run.job_id, traces), until=1.0)),
        JobKind("drawing", TITLE, lambda run: steps(run, traces), queue="gpu"),
        JobKind("noting", TITLE, lambda run: run.step("only", TITLE, partial(note, run, traces, database), until=1.0)),
        JobKind("napping", TITLE, lambda run: run.step("only", TITLE, nap, until=1.0)),
        JobKind("wrong", TITLE, lambda run: run.step("only", TITLE, refuse, until=1.0)),
        JobKind("broken", TITLE, lambda run: run.step("only", TITLE, break_down, until=1.0)),
        JobKind("endless", TITLE, lambda run: run.step("only", TITLE, wait, until=1.0)),
        JobKind(
            "messy", TITLE, lambda run: run.step("only", TITLE, partial(write_aside, run.job_id, traces), until=1.0)
        ),
    )


def steps(run: Run, traces: Path) -> None:
    for number in range(5):
        run.step(f"step_{number}", TITLE, partial(trace, run.job_id, traces, number), until=(number + 1) / 5)


def trace(job_id: str, traces: Path, number: int, _report: ReportProgress) -> None:
    with (traces / job_id).open("a") as out:
        out.write(f"{number}\n")
    while (traces / f"hold-{number}").exists():
        time.sleep(0.05)


def count(job_id: str, traces: Path, report: ReportProgress) -> None:
    number = 0
    while not (traces / "enough").exists():
        report(0.5)
        number += 1
        told = traces / f"{job_id}.new"
        told.write_text(str(number))
        told.rename(traces / job_id)
        time.sleep(0.02)


def note(run: Run, traces: Path, database: Database | None, report: ReportProgress) -> None:
    trace(run.job_id, traces, 0, report)
    assert database is not None
    with database.transaction() as session:
        session.add(QuietTime(holder=f"{run.job_id} {os.getpid()}", until=datetime(2030, 1, 1, tzinfo=UTC)))


def nap(_report: ReportProgress) -> None:
    time.sleep(1)


def refuse(_report: ReportProgress) -> None:
    raise Invalid(Text(ko="쓸 수 없는 입력입니다.", en="This input can't be used."))


def break_down(_report: ReportProgress) -> None:
    raise ZeroDivisionError


def write_aside(job_id: str, traces: Path, _report: ReportProgress) -> None:
    with tempfile.NamedTemporaryFile() as file:
        told = traces / f"{job_id}.new"
        told.write_text(f"{file.name}\n{os.environ['TMPDIR']}")
        told.rename(traces / job_id)
        while (traces / "hold").exists():
            time.sleep(0.05)


def wait(report: ReportProgress) -> None:
    while True:
        report(0.5)
        time.sleep(0.05)


def main(url: str, traces: str, folder: str, told: str) -> None:
    """``told``: a JSON object with what the worker offers, and the version of its jobs."""
    wish = json.loads(told)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    ready = Ready(tuple(wish["engines"]), tuple(wish["gpus"]))
    offer = Offer(tuple(wish["queues"]), wish["concurrency"], wish["yields"], lambda: ready)
    if wish["hours_off"]:
        put_clock_off(wish["hours_off"])
    roll.LEASE_S, roll.BEAT_EVERY_S = wish["lease_s"], wish["lease_s"] / 7
    database = open_database(url)
    table = kinds(Path(traces), FencedDatabase(database))
    run_worker(database, url, table, Path(folder), offer, stop, lambda: None, wish["version"])
    os._exit(0)


def put_clock_off(hours: float) -> None:
    """Let this machine's clock be wrong from now on, as Python tells it to everyone in this process."""
    real = time.time
    time.time = lambda: real() + hours * 3600

    class Wrong(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(hours=hours)

    for module in list(sys.modules.values()):
        if getattr(module, "datetime", None) is datetime and module.__name__ != "__main__":
            module.datetime = Wrong  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(*sys.argv[1:])
