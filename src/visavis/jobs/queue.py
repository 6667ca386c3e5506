"""The front of the queue: enqueue, look up, cancel. Safe in the web process, which never runs jobs."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from visavis.jobs.kinds import JobTable
from visavis.jobs.tables import OVER, Job
from visavis.kit.clock import now
from visavis.kit.errors import NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.storage.locking import alone
from visavis.storage.ownership import find_owned

if TYPE_CHECKING:
    from dbos import DBOSClient

LIVE_LANE, LATER_LANE, IDLE_LANE = LANES = ("visavis-live", "visavis-later", "visavis-idle")
"""What somebody sits and waits for; what somebody comes back for; what belongs to nobody and is made ahead."""
WORKFLOW = "run_job"
APPLICATION = "visavis"


class JobNotFound(NotFound):
    """There is no such job, or it isn't yours."""


def lane_of(job: Job, kinds: JobTable) -> str:
    """The queue in which the job waits."""
    if job.owner_id is None:
        return IDLE_LANE
    return LIVE_LANE if kinds[job.kind].live else LATER_LANE


class Jobs:
    """The queue as everyone but the workers sees it.

    DBOS keeps its tables in the same database as ours, so that a job and the row it is about are written in one
    transaction: neither exists without the other, whatever dies in between.
    """

    def __init__(self, engine: Engine, kinds: JobTable, version: str | None = None) -> None:
        self.kinds = kinds
        self._version = version or JOBS_VERSION
        self._engine = engine

    @functools.cached_property
    def _client(self) -> DBOSClient:
        from dbos import DBOSClient  # here, because the import costs a second that no start should wait for

        return DBOSClient(system_database_engine=self._engine, application_name=APPLICATION, lazy=True)

    def enqueue(
        self, session: Session, kind: str, args: dict[str, Any], owner_id: str | None, key: str | None = None
    ) -> Job:
        """Queue a job within the caller's transaction. With a ``key``, one that isn't over yet is handed back."""
        if key:
            alone(session, f"job {key}")
        earlier = session.scalar(select(Job).where(Job.key == key)) if key else None
        if earlier is not None and not earlier.is_over:
            return earlier
        if earlier is not None:
            earlier.key = None  # what is over makes room for its successor
            session.flush()
        job_id = new_id("job")
        priority = self.kinds[kind].priority
        job = Job(id=job_id, run_id=job_id, kind=kind, owner_id=owner_id, key=key, args=args, priority=priority)
        session.add(job)
        session.flush()
        self.submit(session, job)
        return job

    def submit(self, session: Session, job: Job) -> None:
        """Hand the job's present run to DBOS, in the caller's transaction."""
        self._client.enqueue_in_transaction(
            session,
            {
                "workflow_name": WORKFLOW,
                "queue_name": lane_of(job, self.kinds),
                "workflow_id": job.run_id,
                "priority": job.priority,
                "app_version": self._version,
            },
            job.id,
        )

    def requeue(self, session: Session) -> int:
        """Queue anew every job that isn't over, as its old queue has stayed behind; how many these were."""
        waiting = list(session.scalars(select(Job).where(Job.state.not_in(OVER)).order_by(Job.created_at)))
        for job in waiting:
            job.start_over()
            session.flush()
            self.submit(session, job)
        return len(waiting)

    def cancel(self, session: Session, job: Job) -> None:
        """Stop a job: at once when it waits, at its next sign of progress when it runs."""
        session.refresh(job, with_for_update=True)
        if not job.is_over:
            job.state, job.finished_at = "cancelled", now()
            self._settle(session, job)

    def _settle(self, session: Session, job: Job) -> None:
        settle = self.kinds[job.kind].on_failure if job.kind in self.kinds else None
        if settle is not None:
            settle(session, job.args)


JOBS_VERSION = "3"
"""Raise this when the steps of any job change. Unfinished runs of other versions then start over from their first
step under a new run id (see ``worker.adopt_old_versions``); steps bear repetition, so nothing is lost but time."""


def find_job(session: Session, job_id: str, owner_id: str) -> Job:
    """The account's job. Raises JobNotFound."""
    job = find_owned(session, Job, owner_id, job_id)
    if job is None:
        raise JobNotFound(Text(ko="작업을 찾을 수 없습니다.", en="There is no such job."))
    return job
