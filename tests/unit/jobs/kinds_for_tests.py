"""Job kinds that leave traces in a folder, and a worker process that runs them."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from visavis.jobs.kinds import JobKind, JobTable, Run, job_table
from visavis.jobs.worker import run_worker
from visavis.kit.errors import Invalid
from visavis.kit.text import Text
from visavis.storage.database import open_database

TITLE = Text(ko="시험", en="Test")


def kinds(traces: Path) -> JobTable:
    """``steps``: five steps, each appends a line; ``wrong`` and ``broken`` fail; ``endless`` waits to be cancelled."""

    def steps(run: Run) -> None:
        for number in range(5):
            run.step(f"step_{number}", TITLE, lambda _, number=number: trace(run, number), until=(number + 1) / 5)  # type: ignore[misc]

    def trace(run: Run, number: int) -> None:
        with (traces / run.job_id).open("a") as out:
            out.write(f"{number}\n")
        while (traces / f"hold-{number}").exists():
            time.sleep(0.05)

    def wrong(run: Run) -> None:
        run.step("only", TITLE, lambda _: refuse(), until=1.0)

    def refuse() -> None:
        raise Invalid(Text(ko="쓸 수 없는 입력입니다.", en="This input can't be used."))

    def broken(run: Run) -> None:
        run.step("only", TITLE, lambda _: 1 / 0, until=1.0)

    def endless(run: Run) -> None:
        def wait(report: object) -> None:
            while True:
                report(0.5)  # type: ignore[operator]
                time.sleep(0.05)

        run.step("only", TITLE, wait, until=1.0)

    return job_table(*(JobKind(one.__name__, TITLE, one) for one in (steps, wrong, broken, endless)))


def main(url: str, traces: str, folder: str, version: str) -> None:
    database = open_database(url)
    stop = threading.Event()
    run_worker(database, url, kinds(Path(traces)), Path(folder), 2, stop, lambda: None, version)


if __name__ == "__main__":
    main(*sys.argv[1:])
