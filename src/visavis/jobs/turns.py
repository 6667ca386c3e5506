"""Whose turn it is: every account gets its share of the workers, however many jobs it has queued.

Start-time fair queueing (Goyal, Vin and Cheng, 1996) with every job the same size: an account's jobs get rounds that
follow each other, beginning with the round that is being served now. Workers serve lower rounds first. So the first job
of an account waits for what runs, never for what another account has queued before it.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.jobs.tables import Job
from visavis.kit.errors import Refused
from visavis.kit.text import Text


class TooManyWaiting(Refused):
    """The account has as many jobs waiting as one account may."""


def next_round(session: Session, job: Job) -> int:
    """The round of a job that is about to be queued. Jobs of nobody all share one."""
    if job.owner_id is None:
        return 0
    here = (Job.lane == job.lane, Job.queue == job.queue)
    served = session.scalar(select(func.max(Job.round)).where(Job.state == "running", *here))
    if served is None:
        served = session.scalar(select(func.min(Job.round)).where(Job.state == "waiting", *here)) or 0
    # One's own jobs of lesser urgency don't count: what is urgent goes before them.
    mine = (Job.owner_id == job.owner_id, Job.state.in_(("waiting", "running")), Job.priority <= job.priority)
    last = session.scalar(select(func.max(Job.round)).where(*here, *mine))
    return max(served, 0 if last is None else last + 1)


def check_waiting(session: Session, owner_id: str | None, most: int) -> None:
    """Raises TooManyWaiting when the account can't queue one more; what belongs to nobody always can."""
    if owner_id is None:
        return
    mine = select(func.count()).select_from(Job).where(Job.owner_id == owner_id, Job.state == "waiting")
    if (session.scalar(mine) or 0) >= most:
        raise TooManyWaiting(
            Text(
                ko="대기 중인 작업이 이미 {n}개 있습니다. 일부가 끝나거나 취소한 뒤 다시 시도해 주세요.",
                en="You have {n} jobs waiting already. Try again when some of them are done, or cancel some.",
            ).fill(n=most)
        )
