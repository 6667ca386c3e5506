"""The worker process: takes jobs from the queue, adopts what dead workers left, tidies up now and then."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from dbos import DBOS
from sqlalchemy import select, text

from visavis.jobs.kinds import JobTable
from visavis.jobs.queue import APPLICATION, JOBS_VERSION, LANES, WORKFLOW, Jobs
from visavis.jobs.quiet import forget_past
from visavis.jobs.running import run_job
from visavis.jobs.slots import Slot, take_slot, while_dead
from visavis.jobs.tables import OVER, Job
from visavis.kit.clock import now
from visavis.storage.database import Database
from visavis.storage.postgres import plain_url

log = logging.getLogger("visavis.jobs")
ADOPT_EVERY_S = 3.0
TIDY_EVERY_S = 3600.0
KEPT = timedelta(days=30)

_UNFINISHED = """SELECT workflow_uuid, executor_id, application_version, status FROM {table}
    WHERE name = :name AND status IN ('PENDING', 'ENQUEUED')"""
_LEFT_OPEN = """SELECT jobs.run_id FROM jobs JOIN {table} ON workflow_uuid = jobs.run_id
    WHERE name = :name AND state IN ('waiting', 'running') AND status NOT IN ('PENDING', 'ENQUEUED', 'DELAYED')"""


def migrate_queue(database_url: str) -> None:
    """Create or update DBOS's tables, which live beside ours in the same database."""
    DBOS.migrate(_plain(database_url))


def run_worker(
    database: Database,
    database_url: str,
    kinds: JobTable,
    folder: Path,
    jobs_at_once: int,
    stop: threading.Event,
    tidy: Callable[[], None],
    version: str = JOBS_VERSION,
    yields: bool = False,
    schedule: Callable[[], None] = lambda: None,
) -> None:
    """Work until ``stop`` is set. ``folder`` holds the slots of all workers on this database.

    With ``yields``, jobs that nobody sits and waits for hold back during quiet times (``jobs.quiet``). ``schedule`` is
    called every few seconds to queue what is due by the clock, and ``tidy`` now and then.
    """
    slot = take_slot(folder)
    _clear_workplace(folder / slot.name)
    _launch(database, database_url, kinds, slot, jobs_at_once, version, yields)
    log.info("%s is ready", slot.name)
    tidied_at = -TIDY_EVERY_S
    while not stop.is_set():
        _quietly(lambda: adopt(database, kinds, folder, slot.name, version))
        _quietly(schedule)
        if time.monotonic() - tidied_at > TIDY_EVERY_S:
            tidied_at = time.monotonic()
            _quietly(tidy)
            _quietly(lambda: forget_old(database))
        stop.wait(ADOPT_EVERY_S)


def _clear_workplace(folder: Path) -> None:
    """Let temporary files of this process and its children lie in ``folder``, rid of what a killed worker left there.

    They hold recordings, which must not stay in the system's folder when no ``finally`` was reached. The slot's lock
    makes this process the only one that works there.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder.resolve())


def _launch(
    database: Database,
    database_url: str,
    kinds: JobTable,
    slot: Slot,
    jobs_at_once: int,
    version: str,
    yields: bool,
) -> None:
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": _plain(database_url),
            "application_version": version,
            "executor_id": slot.name,
            "log_level": "WARNING",
            "run_migrations": True,
        }
    )

    @DBOS.workflow(name=WORKFLOW)
    def workflow(job_id: str) -> None:
        run_id = DBOS.workflow_id
        if run_id is not None:
            run_job(database, kinds, job_id, run_id, yields)

    DBOS.launch()
    for lane in LANES:
        DBOS.register_queue(lane, worker_concurrency=jobs_at_once, polling_interval_sec=0.25)


def adopt(database: Database, kinds: JobTable, folder: Path, own_name: str, version: str) -> None:
    """Bring back to the queue what dead workers left behind, and start over what another version left.

    DBOS itself recovers a worker's runs only when a worker of the same name and version starts again.
    """
    for run_id, executor, run_version, status in _ask(database, _UNFINISHED):
        # Under our own name, only another version's runs are left to us: DBOS recovered those of this one at launch.
        if status == "ENQUEUED" or executor == own_name:
            if run_version != version:
                start_over(database, kinds, run_id, version)
        else:
            _take_over(database, kinds, folder, run_id, executor or "", run_version == version, version)
    for (run_id,) in _ask(database, _LEFT_OPEN):
        start_over(database, kinds, run_id, version)


def _take_over(
    database: Database, kinds: JobTable, folder: Path, run_id: str, executor: str, same_version: bool, version: str
) -> None:
    with while_dead(folder, executor) as dead:
        if dead and same_version:
            DBOS._recover_pending_workflows([executor])  # no public name does this on a live instance
        elif dead:
            start_over(database, kinds, run_id, version)


def start_over(database: Database, kinds: JobTable, run_id: str, version: str) -> None:
    """Give the job of a run a new run from its first step; the old run will find that it isn't the job's any more."""
    with database.transaction() as session:
        job = session.scalar(select(Job).where(Job.run_id == run_id).with_for_update())
        if job is not None and job.state not in OVER:
            job.start_over()
            session.flush()
            Jobs(database.engine, kinds, version).submit(session, job)
    DBOS.cancel_workflow(run_id)


def forget_old(database: Database) -> None:
    """Delete the records of jobs that ended long ago, and of quiet times that are over."""
    with database.transaction() as session:
        forget_past(session)
        old = list(session.scalars(select(Job).where(Job.finished_at < now() - KEPT).with_for_update()))
        runs = [job.run_id for job in old]
        for job in old:
            session.delete(job)
    if runs:
        DBOS.delete_workflows(runs)


def _ask(database: Database, query: str) -> list[Any]:
    table = "workflow_status" if database.engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with database.reading() as session:
        return list(session.execute(text(query.format(table=table)), {"name": WORKFLOW}))


def _plain(url: str) -> str:
    return url if url.startswith("sqlite") else plain_url(url)


def _quietly(work: Callable[[], None]) -> None:
    """A worker outlives a failing round of housekeeping; the next round tries again."""
    try:
        work()
    except Exception:
        log.exception("housekeeping failed; trying again later")
