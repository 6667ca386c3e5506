"""What jobs took, summed up by kind, lane and outcome: stays when the jobs themselves are forgotten or deleted.

It lies in the database, so that whoever asks one server hears of the work of all workers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visavis.jobs.kinds import JobTable
from visavis.jobs.tables import Job, JobCount
from visavis.kit.clock import now

LaneName = Literal["live", "later", "idle"]
OTHER = "other"
"""The kind of jobs that this version doesn't know."""


@dataclass(frozen=True)
class Queued:
    """Jobs of one kind that wait, or run: how many, and since when the oldest of them was queued."""

    kind: str
    lane: LaneName
    state: str
    jobs: int
    oldest: datetime


def lane_name(kinds: JobTable, kind: str, is_owned: bool) -> LaneName:
    """Whether somebody sits and waits for it, comes back for it, or nobody does."""
    if not is_owned:
        return "idle"
    return "live" if kind in kinds and kinds[kind].live else "later"


def count_end(session: Session, kinds: JobTable, job: Job, began: datetime) -> None:
    """Add a job that has just ended: it waited until ``began``, and was worked on since then."""
    waited_s = max((began - job.created_at).total_seconds(), 0.0)
    worked_s = max((now() - began).total_seconds(), 0.0)
    row = {"kind": job.kind, "lane": lane_name(kinds, job.kind, job.owner_id is not None), "outcome": job.state}
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
    owned = Job.owner_id.is_not(None)
    told = (
        select(Job.kind, owned, Job.state, func.count(), func.min(Job.created_at))
        .where(Job.state.in_(("waiting", "running")))
        .group_by(Job.kind, owned, Job.state)
    )
    return [
        Queued(kind if kind in kinds else OTHER, lane_name(kinds, kind, bool(is_owned)), state, count, oldest)
        for kind, is_owned, state, count, oldest in session.execute(told)
    ]


def list_ended(session: Session) -> list[JobCount]:
    """What has ended since this database was made."""
    return list(session.scalars(select(JobCount).order_by(JobCount.kind, JobCount.lane, JobCount.outcome)))
