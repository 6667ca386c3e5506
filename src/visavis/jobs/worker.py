"""The worker process: enrols, takes jobs, adopts what dead workers left, tidies up now and then."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from dbos import DBOS
from sqlalchemy import event, select

import visavis
from visavis.jobs import roll
from visavis.jobs.clock import database_now
from visavis.jobs.desk import Desk
from visavis.jobs.kinds import JobTable
from visavis.jobs.machine import count_cores, machine_id, machine_name, memory_bytes
from visavis.jobs.offer import Offer, Ready
from visavis.jobs.queue import JOBS_VERSION
from visavis.jobs.quiet import forget_past
from visavis.jobs.tables import Job, Worker
from visavis.jobs.workplace import clear_dead, take_workplace
from visavis.kit.ids import new_id
from visavis.storage.database import Database

log = logging.getLogger("visavis.jobs")
APPLICATION, WORKFLOW = "visavis", "run_job"
TAKE_EVERY_S = 0.25
ADOPT_EVERY_S = 2.0
LOOK_EVERY_S = 60.0
TIDY_EVERY_S = 3600.0
KEPT = timedelta(days=30)
_FROZEN_MS = 60_000
"""How long a transaction of a worker that was stopped in its midst holds its rows on PostgreSQL."""


def migrate_queue(database_url: str) -> None:
    """Create or update DBOS's tables, which live beside ours in the same database."""
    DBOS.migrate(_plain(database_url))


def run_worker(
    database: Database,
    database_url: str,
    kinds: JobTable,
    folder: Path,
    offer: Offer,
    stop: threading.Event,
    tidy: Callable[[], None],
    version: str = JOBS_VERSION,
    schedule: Callable[[], None] = lambda: None,
) -> None:
    """Work until ``stop`` is set, then give back what is unfinished. ``folder`` holds the temporary files of the
    workers of this data folder.

    ``schedule`` is called every few seconds to queue what is due by the clock; ``tidy`` now and then, by one worker of
    all.
    """
    worker = _describe(offer, version)
    place = take_workplace(folder, worker.id)
    _end_frozen_transactions(database)
    desk = Desk(database, kinds, worker)
    start = _launch(database_url, worker, desk)
    roll.beat(database, worker)
    log.info("%s is ready", worker.name)
    threads = (
        _repeat("beat", stop, roll.BEAT_EVERY_S, lambda: roll.beat(database, worker)),
        _repeat("look", stop, LOOK_EVERY_S, lambda: _look(database, worker, offer.look)),
        _repeat("take", stop, TAKE_EVERY_S, lambda: desk.take(start)),
    )
    _keep_house(database, worker, desk, folder, stop, schedule, tidy)
    for thread in threads:
        thread.join(timeout=5)
    _quietly(desk.leave)
    _quietly(lambda: DBOS.delete_queue(worker.id))
    place.leave()


def _describe(offer: Offer, version: str) -> Worker:
    worker_id = new_id("wrk")
    return Worker(
        id=worker_id,
        name=f"{machine_name()}-{worker_id[-4:]}",
        machine=machine_id(),
        version=visavis.__version__,
        jobs_version=version,
        queues=list(offer.queues),
        concurrency=offer.concurrency,
        yields=offer.yields,
        cores=count_cores(),
        memory_bytes=memory_bytes(),
        gpus=[],
        engines=None,
    )


def _launch(database_url: str, worker: Worker, desk: Desk) -> Callable[[str], object]:
    """Start DBOS, which keeps the runs and their steps; what starts the run of a job by its id."""
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": _plain(database_url),
            "application_version": worker.jobs_version,
            "executor_id": worker.id,
            "log_level": "WARNING",
            "run_migrations": True,
        }
    )

    @DBOS.workflow(name=WORKFLOW)
    def workflow(job_id: str) -> None:
        desk.run(job_id)

    # A run that another worker began goes on through a queue of this worker alone.
    DBOS.listen_queues([worker.id])
    DBOS.launch()
    DBOS.register_queue(worker.id, polling_interval_sec=TAKE_EVERY_S)
    return lambda job_id: DBOS.start_workflow(workflow, job_id)


def _end_frozen_transactions(database: Database) -> None:
    """On PostgreSQL, let the server end a transaction whose worker was stopped or cut off in its midst."""
    if database.engine.dialect.name == "postgresql":

        @event.listens_for(database.engine, "connect")
        def prepare(connection: object, _record: object) -> None:
            with connection.cursor() as cursor:  # type: ignore[attr-defined]
                cursor.execute(f"SET idle_in_transaction_session_timeout = {_FROZEN_MS}")
            connection.commit()  # type: ignore[attr-defined]


def _keep_house(
    database: Database,
    worker: Worker,
    desk: Desk,
    folder: Path,
    stop: threading.Event,
    schedule: Callable[[], None],
    tidy: Callable[[], None],
) -> None:
    watch = roll.Watch()
    tidied_at = -TIDY_EVERY_S
    while not stop.is_set():
        _quietly(lambda: adopt(database, watch, folder))
        _quietly(desk.give_back_lost)
        _quietly(schedule)
        if time.monotonic() - tidied_at > TIDY_EVERY_S and _is_first(database, worker):
            tidied_at = time.monotonic()
            _quietly(tidy)
            _quietly(lambda: forget_old(database))
        stop.wait(ADOPT_EVERY_S)


def _is_first(database: Database, worker: Worker) -> bool:
    """Whether of all workers this one tidies up: the one that has been there for longest."""
    with database.reading() as session:
        first = next(iter(roll.list_workers(session)), None)
        return first is not None and first.id == worker.id


def adopt(database: Database, watch: roll.Watch, folder: Path) -> None:
    """Let the jobs of dead workers wait again, for whoever can do them."""
    clear_dead(folder, lambda name: _bury(database, name, None))
    for worker_id, beats in watch.find_dead(database):
        _bury(database, worker_id, beats)
    with database.reading() as session:
        strays = roll.has_strays(session)
    if strays:
        with database.transaction() as session:
            roll.give_back_strays(session)


def _bury(database: Database, worker_id: str, beats: int | None) -> None:
    given_back = roll.strike_off(database, worker_id, beats)
    log.info("%s is gone; %d jobs wait again", worker_id, given_back)
    if any(queue.name == worker_id for queue in DBOS.list_queues()):
        DBOS.delete_queue(worker_id)


def _look(database: Database, worker: Worker, look: Callable[[], Ready]) -> None:
    ready = look()
    if (worker.engines, worker.gpus) == (list(ready.engines), list(ready.gpus)):
        return
    worker.engines, worker.gpus = list(ready.engines), list(ready.gpus)
    roll.beat(database, worker)


def forget_old(database: Database) -> None:
    """Delete the records of jobs that ended long ago, and of quiet times that are over."""
    with database.transaction() as session:
        forget_past(session)
        old = list(session.scalars(select(Job).where(Job.finished_at < database_now(session) - KEPT)))
        runs = [job.run_id for job in old]
        for job in old:
            session.delete(job)
    if runs:
        DBOS.delete_workflows(runs)


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _repeat(name: str, stop: threading.Event, every_s: float, work: Callable[[], object]) -> threading.Thread:
    def go() -> None:
        while not stop.is_set():
            _quietly(work)
            stop.wait(every_s)

    thread = threading.Thread(target=go, name=f"worker-{name}", daemon=True)
    thread.start()
    return thread


def _quietly(work: Callable[[], object]) -> None:
    """A worker outlives a failing round of housekeeping; the next round tries again."""
    try:
        work()
    except Exception:
        log.exception("housekeeping failed; trying again later")
