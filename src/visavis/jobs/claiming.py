"""How a worker gets its next job: the first one by turn that it can do, taken in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from visavis.jobs.clock import database_now
from visavis.jobs.fencing import Fence
from visavis.jobs.kinds import LANES, JobTable, Lane
from visavis.jobs.quiet import LONGEST_HOLD, is_quiet
from visavis.jobs.tables import Job, Worker
from visavis.storage.database import Database

Wanted = tuple[str, str, str]
"""A kind of job, its queue, and the engines that it needs."""


@dataclass(frozen=True)
class Waiting:
    """What waits in a lane that the worker can do, how much it is, and since when the oldest of it."""

    lane: Lane
    wanted: tuple[Wanted, ...]
    count: int
    oldest: datetime


@dataclass(frozen=True)
class Errand:
    """Get a job out of what waits; ``only_old``: only what was queued so long ago that nothing holds it any more."""

    waiting: Waiting
    only_old: bool


def can_do(worker: Worker, queue: str, needs: str) -> bool:
    """Whether the worker serves the queue and has the engines."""
    return queue in worker.queues and has_engines(worker, needs)


def has_engines(worker: Worker, needs: str) -> bool:
    return not needs or set(needs.split("|")) <= set(worker.engines or ())


def find_errands(session: Session, worker: Worker, kinds: JobTable, free: dict[Lane, int]) -> list[Errand]:
    """From which lanes the worker takes a job now: live before later before idle.

    A lane waits while something is left over in one before it, and, but for the live one, in quiet times. What was
    queued half an hour ago waits for neither.
    """
    found = _look_around(session, worker, kinds)
    if not found:
        return []
    at = database_now(session)
    holds = worker.yields and is_quiet(session, worker.machine)
    errands: list[Errand] = []
    left_over = False
    for waiting in found:
        held = left_over or (holds and waiting.lane != "live")
        if free[waiting.lane] > 0 and (not held or at - waiting.oldest >= LONGEST_HOLD):
            errands.append(Errand(waiting, only_old=held))
        left_over = left_over or waiting.count > free[waiting.lane]
    return errands


def _look_around(session: Session, worker: Worker, kinds: JobTable) -> list[Waiting]:
    columns = (Job.lane, Job.kind, Job.queue, Job.needs)
    told = select(*columns, func.count(), func.min(Job.created_at)).where(Job.state == "waiting").group_by(*columns)
    found: dict[Lane, list[tuple[Wanted, int, datetime]]] = defaultdict(list)
    for lane, kind, queue, needs, count, since in session.execute(told):
        if kind in kinds and can_do(worker, queue, needs):
            found[lane].append(((kind, queue, needs), count, since))
    return [_sum_up(lane, found[lane]) for lane in LANES if lane in found]


def _sum_up(lane: Lane, sorts: list[tuple[Wanted, int, datetime]]) -> Waiting:
    wanted, counts, oldest = zip(*sorts, strict=True)
    return Waiting(lane, wanted, sum(counts), min(oldest))


def claim(database: Database, worker_id: str, errand: Errand) -> Fence | None:
    """Take the first job by turn; None when others were faster, or when the worker has been struck off."""
    with database.transaction() as session:
        if session.scalar(select(Worker.id).where(Worker.id == worker_id).with_for_update(read=True)) is None:
            return None
        at = database_now(session)
        job = session.scalar(_first(errand, at))
        if job is None:
            return None
        job.state, job.worker_id, job.fence = "running", worker_id, job.fence + 1
        job.attempts, job.started_at = job.attempts + 1, at
        return Fence(job.id, job.run_id, job.fence)


def _first(errand: Errand, at: datetime) -> Select[Job]:
    waiting = errand.waiting
    mine = tuple_(Job.kind, Job.queue, Job.needs).in_(waiting.wanted)
    query = select(Job).where(Job.state == "waiting", Job.lane == waiting.lane, mine)
    if errand.only_old:
        query = query.where(Job.created_at <= at - LONGEST_HOLD)
    return query.order_by(Job.round, Job.priority, Job.created_at).limit(1).with_for_update(skip_locked=True)
