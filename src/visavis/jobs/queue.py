"""The front of the queue: enqueue, look up, cancel. Safe in the web process, which never runs jobs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visavis.jobs.clock import database_now
from visavis.jobs.kinds import JobTable
from visavis.jobs.tables import OVER, Job
from visavis.jobs.turns import check_waiting, next_round
from visavis.kit.errors import NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.storage.ownership import find_owned

MOST_WAITING = 200
"""How many jobs of one account may wait, where the settings say nothing else."""


class JobNotFound(NotFound):
    """There is no such job, or it isn't yours."""


class Jobs:
    """The queue as everyone but the workers sees it.

    It is our own table, so that a job and the row it is about are written in one transaction: neither exists without
    the other, whatever dies in between. Workers take jobs from it (``jobs.claiming``).
    """

    def __init__(self, kinds: JobTable, most_waiting: int = MOST_WAITING) -> None:
        self.kinds = kinds
        self.most_waiting = most_waiting

    def enqueue(
        self,
        session: Session,
        kind: str,
        args: dict[str, Any],
        owner_id: str | None,
        key: str | None = None,
        needs: tuple[str, ...] = (),
    ) -> Job:
        """Queue a job within the caller's transaction. With a ``key``, one that isn't over yet is handed back.

        ``needs``: the engines that it can't do without, each as ``capability/engine``; only a worker where they are
        ready takes it. Raises TooManyWaiting.
        """
        earlier = _find_by_key(session, key)
        if earlier is not None and not earlier.is_over:
            return earlier
        check_waiting(session, owner_id, self.most_waiting)
        if earlier is not None:
            earlier.key = None  # what is over makes room for its successor
            session.flush()
        job = self._make(kind, args, owner_id, key, needs)
        job.round = next_round(session, job)
        try:
            with session.begin_nested():
                session.add(job)
        except IntegrityError:  # somebody else queued it at the same moment
            theirs = _find_by_key(session, key)
            if theirs is None:
                raise
            return theirs
        return job

    def _make(
        self, kind: str, args: dict[str, Any], owner_id: str | None, key: str | None, needs: tuple[str, ...]
    ) -> Job:
        job_id, found = new_id("job"), self.kinds[kind]
        return Job(
            id=job_id,
            run_id=job_id,
            kind=kind,
            owner_id=owner_id,
            key=key,
            args=args,
            lane=found.lane(owner_id),
            queue=found.queue,
            needs="|".join(sorted(set(needs))),
            priority=found.priority,
        )

    def requeue(self, session: Session) -> int:
        """Let every job that isn't over wait anew, as run and worker have stayed behind; how many these were."""
        waiting = list(session.scalars(select(Job).where(Job.state.not_in(OVER))))
        for job in waiting:
            job.start_over()
            job.worker_id, job.fence = None, job.fence + 1
        return len(waiting)

    def cancel(self, session: Session, job: Job) -> None:
        """Stop a job: at once when it waits, at its next sign of progress when it runs."""
        session.refresh(job, with_for_update=True)
        if not job.is_over:
            job.state, job.finished_at = "cancelled", database_now(session)
            self._settle(session, job)

    def _settle(self, session: Session, job: Job) -> None:
        settle = self.kinds[job.kind].on_failure if job.kind in self.kinds else None
        if settle is not None:
            settle(session, job.args)


JOBS_VERSION = "4"
"""Raise this when the steps of any job change. Unfinished runs of other versions then start over from their first
step under a new run id (see ``worker.Desk``); steps bear repetition, so nothing is lost but time."""


def _find_by_key(session: Session, key: str | None) -> Job | None:
    return session.scalar(select(Job).where(Job.key == key)) if key else None


def find_job(session: Session, job_id: str, owner_id: str) -> Job:
    """The account's job. Raises JobNotFound."""
    job = find_owned(session, Job, owner_id, job_id)
    if job is None:
        raise JobNotFound(Text(ko="작업을 찾을 수 없습니다.", en="There is no such job."))
    return job


def find_unfinished(session: Session, owner_id: str) -> list[Job]:
    """The account's jobs that wait or run, in the order in which they were queued."""
    mine = select(Job).where(Job.owner_id == owner_id, Job.state.in_(("waiting", "running")))
    return list(session.scalars(mine.order_by(Job.created_at, Job.id)))
