"""Who may write for a job: only the worker that took it up last.

A worker that was paused, or cut off for long, may wake in the middle of a step that another one has done again
meanwhile. So every transaction in a job's code begins with a look at the job's row, which stays locked until it ends: a
run that isn't the last one any more stops there. (The fencing tokens of Kleppmann, "How to do distributed locking",
2016.)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.jobs.kinds import Stopped
from visavis.jobs.tables import Job
from visavis.storage.database import Database


@dataclass(frozen=True)
class Fence:
    """What a run has in hand when it takes up a job."""

    job_id: str
    run_id: str
    number: int


_mine: ContextVar[Fence | None] = ContextVar("fence", default=None)


@contextmanager
def behind(fence: Fence) -> Iterator[None]:
    """What is done in the block is done for the job, in this thread."""
    before = _mine.set(fence)
    try:
        yield
    finally:
        _mine.reset(before)


def require_own(session: Session) -> None:
    """Raises Stopped when this thread runs a job that isn't its own any more; elsewhere it does nothing."""
    fence = _mine.get()
    if fence is None:
        return
    # Locked for others that would take the job up, not for those who only read; SQLite's transactions exclude anyway.
    found = session.execute(select(Job.run_id, Job.fence).where(Job.id == fence.job_id).with_for_update(read=True))
    row = found.one_or_none()
    if row is None or (row.run_id, row.fence) != (fence.run_id, fence.number):
        raise Stopped


class FencedDatabase(Database):
    """The database as jobs use it: a transaction of a run that lost its job raises Stopped and writes nothing."""

    def __init__(self, database: Database) -> None:
        super().__init__(database.engine)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """See ``Database.transaction``."""
        with super().transaction() as session:
            require_own(session)
            yield session
