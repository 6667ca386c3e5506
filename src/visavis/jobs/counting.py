"""What jobs took, summed up by kind, lane and outcome: stays when the jobs themselves are forgotten or deleted.

It lies in the database, so that whoever asks one server hears of the work of all workers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visavis.jobs.clock import database_now
from visavis.jobs.kinds import JobTable, Lane
from visavis.jobs.tables import Job, JobCount

OTHER = "other"
"""The kind of jobs that this version doesn't know."""


@dataclass(frozen=True)
class Queued:
    """Jobs of one kind that wait, or run: how many, and since when the oldest of them was queued."""

    kind: str
    lane: Lane
    state: str
    jobs: int
    oldest: datetime


def count_end(session: Session, job: Job) -> float:
    """Add a job that has just ended; how many seconds it was worked on since it was taken up last."""
    ended = job.finished_at or database_now(session)
    began = job.started_at or ended
    waited_s = max((began - job.created_at).total_seconds(), 0.0)
    worked_s = max((ended - began).total_seconds(), 0.0)
    _count(session, {"kind": job.kind, "lane": job.lane, "outcome": job.state}, waited_s, worked_s)
    return worked_s


def _count(session: Session, row: dict[str, str], waited_s: float, worked_s: float) -> None:
    if _add(session, row, waited_s, worked_s):
        return
    try:
        with session.begin_nested():
            session.add(JobCount(**row, jobs=1, waited_s=waited_s, worked_s=worked_s))
    except IntegrityError:  # another worker made the row at the same moment
        _add(session, row, waited_s, worked_s)


def _add(session: Session, row: dict[str, str], waited_s: float, worked_s: float) -> bool:
    mine = (JobCount.kind == row["kind"], JobCount.lane == row["lane"], JobCount.outcome == row["outcome"])
    more = {
        "jobs": JobCount.jobs + 1,
        "waited_s": JobCount.waited_s + waited_s,
        "worked_s": JobCount.worked_s + worked_s,
    }
    return bool(session.execute(update(JobCount).where(*mine).values(**more)).rowcount)  # type: ignore[attr-defined]


def list_queued(session: Session, kinds: JobTable) -> list[Queued]:
    """What waits and what runs, by kind and lane."""
    columns = (Job.kind, Job.lane, Job.state)
    told = (
        select(*columns, func.count(), func.min(Job.created_at))
        .where(Job.state.in_(("waiting", "running")))
        .group_by(*columns)
    )
    return [
        Queued(kind if kind in kinds else OTHER, lane, state, count, oldest)
        for kind, lane, state, count, oldest in session.execute(told)
    ]


def list_ended(session: Session) -> list[JobCount]:
    """What has ended since this database was made."""
    return list(session.scalars(select(JobCount).order_by(JobCount.kind, JobCount.lane, JobCount.outcome)))
