"""The roll of workers: each has a row, says again and again that it lives, and is struck off when it doesn't.

Nobody's clock decides who lives. A worker's row counts its beats, and whoever looks compares the count with what it saw
before, by its own clock that only ever runs forwards. So a clock that jumps, on any machine or in the database, does no
harm. A worker that was only paused loses its jobs and finds that out by their fence (see ``jobs.fencing``).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from visavis.jobs.clock import DatabaseNow, database_now
from visavis.jobs.tables import Job, Worker
from visavis.kit.text import Text
from visavis.storage.database import Database

BEAT_EVERY_S = 2.0
LEASE_S = 15.0
"""A worker that was seen without a beat for so long is struck off."""
_SHOWN_ALIVE = timedelta(seconds=LEASE_S)
MOVED = Text(
    ko="작업하던 프로세스가 멈춰 다른 곳에서 이어서 합니다",
    en="The process that worked on this stopped; another one goes on with it",
)


def beat(database: Database, worker: Worker) -> None:
    """Say that the worker lives; one that was struck off enrols again."""
    with database.transaction() as session:
        alive = update(Worker).where(Worker.id == worker.id)
        told = {"engines": worker.engines, "gpus": worker.gpus}
        values = {"beats": Worker.beats + 1, "beat_at": DatabaseNow(), **told}
        if session.execute(alive.values(**values)).rowcount == 0:  # type: ignore[attr-defined]
            session.add(_copy(worker))


def _copy(worker: Worker) -> Worker:
    told = {column.key: getattr(worker, column.key) for column in Worker.__table__.columns}
    return Worker(**{name: value for name, value in told.items() if name not in ("started_at", "beat_at", "beats")})


@dataclass
class Watch:
    """Who is seen alive. ``clock`` counts seconds and never goes back."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[int, float]] = field(default_factory=dict)

    def find_dead(self, database: Database) -> list[tuple[str, int]]:
        """The workers that gave no beat for ``LEASE_S`` under our eyes, with the last beat that we saw."""
        with database.reading() as session:
            beats = {one.id: one.beats for one in session.scalars(select(Worker))}
        at = self.clock()
        self._seen = {
            name: last if (last := self._seen.get(name)) and last[0] == count else (count, at)
            for name, count in beats.items()
        }
        return [(name, count) for name, (count, since) in self._seen.items() if at - since >= LEASE_S]


def strike_off(database: Database, worker_id: str, beats: int | None = None) -> int:
    """Take a worker from the roll and give back its jobs, unless it gave another beat; how many jobs.

    The row goes only with its last job: one that a transaction of the worker still holds is left for the next look.
    """
    with database.transaction() as session:
        worker = session.scalar(select(Worker).where(Worker.id == worker_id).with_for_update())
        if worker is None or (beats is not None and worker.beats != beats):
            return 0
        given_back = give_back(session, worker_id)
        if not has_jobs(session, worker_id):
            session.delete(worker)
        return given_back


def has_jobs(session: Session, worker_id: str) -> bool:
    return session.scalar(select(Job.id).where(Job.worker_id == worker_id, Job.state == "running").limit(1)) is not None


def give_back(session: Session, worker_id: str, but_for: frozenset[tuple[str, int]] = frozenset()) -> int:
    """Let the worker's running jobs wait again, each at its old place and step; how many.

    ``but_for``: jobs that stay, by id and fence.
    """
    return _let_wait(session, Job.worker_id == worker_id, but_for)


def give_back_strays(session: Session) -> int:
    """The same for jobs whose row names a worker that isn't on the roll, or none: an earlier program's."""
    return _let_wait(session, _stray(), frozenset())


def has_strays(session: Session) -> bool:
    return session.scalar(select(Job.id).where(Job.state == "running", _stray()).limit(1)) is not None


def _stray() -> ColumnElement[bool]:
    return Job.worker_id.is_(None) | Job.worker_id.not_in(select(Worker.id))


def _let_wait(session: Session, whose: ColumnElement[bool], but_for: frozenset[tuple[str, int]]) -> int:
    running = select(Job).where(Job.state == "running", whose).with_for_update(skip_locked=True)
    lost = [job for job in session.scalars(running) if (job.id, job.fence) not in but_for]
    for job in lost:
        job.state, job.worker_id, job.fence = "waiting", None, job.fence + 1
        job.step, job.step_ko, job.step_en = "moved", MOVED.ko, MOVED.en
    return len(lost)


def living(session: Session) -> list[Worker]:
    """Who was heard of lately, by the database's clock: to tell people, not to decide anything by."""
    since = database_now(session) - _SHOWN_ALIVE
    return [one for one in list_workers(session) if one.beat_at >= since]


def list_workers(session: Session) -> list[Worker]:
    return list(session.scalars(select(Worker).order_by(Worker.started_at, Worker.id)))


def is_living(worker: Worker, at: datetime) -> bool:
    return worker.beat_at >= at - _SHOWN_ALIVE
