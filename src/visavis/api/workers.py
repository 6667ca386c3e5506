"""Who works: for administrators. Whose jobs they are isn't told."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.api.identity import Admin, LanguageDep, ServicesDep, SessionDep
from visavis.jobs import Job
from visavis.jobs.clock import database_now
from visavis.jobs.kinds import Lane, Queue
from visavis.jobs.reasons import Code, why_waiting
from visavis.jobs.roll import is_living, list_workers
from visavis.jobs.tables import Worker
from visavis.kit.text import Language

router = APIRouter(tags=["admin"])
_STUCK = ("no_worker", "no_queue", "no_engine")


class DoingView(BaseModel):
    """A job that a worker has in hand."""

    title: str
    lane: Lane
    step_title: str
    progress: float = Field(ge=0, le=1)
    since: datetime


class WorkerView(BaseModel):
    """A worker: a process that runs jobs."""

    id: str
    name: str
    alive: bool = Field(description="whether it was heard of in the last 15 s")
    started_at: datetime
    beat_at: datetime = Field(description="when it was heard of last, by the database's clock")
    silent_s: float = Field(ge=0, description="how long ago that is")
    version: str
    queues: list[Queue]
    concurrency: int = Field(description="how many jobs it runs at once in each lane")
    cores: int
    memory_bytes: int
    gpus: list[str]
    engines: list[str] | None = Field(description="ready there, each as capability/engine; null until looked at")
    doing: list[DoingView]


class QueuedView(BaseModel):
    """What waits in a lane of a queue."""

    queue: Queue
    lane: Lane
    waiting: int
    oldest_s: float = Field(ge=0, description="how long the oldest has waited")


class StuckView(BaseModel):
    """Why jobs of one sort can't begin until somebody does something."""

    code: Code
    text: str
    jobs: int


class WorkersView(BaseModel):
    """Who works, what waits and what is stuck."""

    workers: list[WorkerView]
    queued: list[QueuedView]
    stuck: list[StuckView]


@router.get("/admin/workers")
def list_all_workers(_admin: Admin, session: SessionDep, services: ServicesDep, language: LanguageDep) -> WorkersView:
    """Every worker with its machine, its engines and what it does now; what waits; and what is stuck, with the cure."""
    doing: dict[str | None, list[DoingView]] = defaultdict(list)
    for job in session.scalars(select(Job).where(Job.state == "running").order_by(Job.started_at)):
        kind = services.jobs.kinds.get(job.kind)
        title = kind.title.in_language(language) if kind else job.kind
        step = job.step_title.in_language(language)
        since = job.started_at or job.created_at
        doing[job.worker_id].append(
            DoingView(title=title, lane=job.lane, step_title=step, progress=job.progress, since=since)
        )
    at = database_now(session)
    workers = [_present(one, doing[one.id], at) for one in list_workers(session)]
    return WorkersView(workers=workers, queued=_queued(session, at), stuck=_stuck(session, language))


def _present(one: Worker, doing: list[DoingView], at: datetime) -> WorkerView:
    return WorkerView(
        id=one.id,
        name=one.name,
        alive=is_living(one, at),
        started_at=one.started_at,
        beat_at=one.beat_at,
        silent_s=max(0.0, (at - one.beat_at).total_seconds()),
        version=one.version,
        queues=one.queues,
        concurrency=one.concurrency,
        cores=one.cores,
        memory_bytes=one.memory_bytes,
        gpus=one.gpus,
        engines=one.engines,
        doing=doing,
    )


def _queued(session: Session, at: datetime) -> list[QueuedView]:
    columns = (Job.queue, Job.lane)
    rows = select(*columns, func.count(), func.min(Job.created_at)).where(Job.state == "waiting").group_by(*columns)
    return [
        QueuedView(queue=queue, lane=lane, waiting=count, oldest_s=max(0.0, (at - since).total_seconds()))
        for queue, lane, count, since in session.execute(rows.order_by(*columns))
    ]


def _stuck(session: Session, language: Language) -> list[StuckView]:
    """One job of each sort is looked at: why it waits holds for all of them."""
    sort = (Job.queue, Job.needs)
    rows = select(*sort, func.count(), func.min(Job.id)).where(Job.state == "waiting").group_by(*sort)
    found = []
    for _queue, _needs, count, job_id in session.execute(rows.order_by(*sort)).all():
        reason = why_waiting(session, session.get_one(Job, job_id))
        if reason is not None and reason.code in _STUCK:
            found.append(StuckView(code=reason.code, text=reason.text.in_language(language), jobs=count))
    return found
