"""Quiet times: somebody uses this machine live, so jobs that nobody sits and waits for hold back.

Whoever needs quiet says so again and again (``keep_quiet``); when they stop, for whatever reason, it ends by itself. It
is a row in the database, so it holds for every worker of the machine, and survives each of them. Workers of other
machines go on: nobody's browser runs there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from visavis.jobs.clock import database_now
from visavis.jobs.machine import count_cores, machine_id
from visavis.jobs.tables import QuietTime
from visavis.storage.database import Database

LASTS = timedelta(seconds=30)
"""How long one call of ``keep_quiet`` is good for; call it three times as often, so that a lost call does no harm."""
LONGEST_HOLD = timedelta(minutes=30)
"""A job that was queued this long ago is held no more, however many people use the machine one after the other."""
FEW_CORES = 4
"""On more cores a job and a browser don't get into each other's way."""
_LOOK_EVERY_S = 1.0


def keep_quiet(session: Session, holder: str) -> None:
    """Keep this machine quiet for ``holder`` for another 30 s."""
    session.merge(QuietTime(holder=holder, machine=machine_id(), until=database_now(session) + LASTS))


def end_quiet(session: Session, holder: str) -> None:
    """The holder needs no quiet any more; harmless when it didn't."""
    session.execute(delete(QuietTime).where(QuietTime.holder == holder))


def forget_past(session: Session) -> None:
    """Delete what has run out."""
    session.execute(delete(QuietTime).where(QuietTime.until < database_now(session)))


def is_quiet(session: Session, machine: str | None = None) -> bool:
    """Whether anybody needs quiet now on the machine (None: on this one)."""
    mine = (QuietTime.until > database_now(session), QuietTime.machine == (machine or machine_id()))
    return bool(session.scalar(select(exists().where(*mine))))


def is_small_machine() -> bool:
    """Whether this process may use so few cores that a job would disturb whoever uses the machine live."""
    return count_cores() <= FEW_CORES


def wait_for_end(database: Database, queued_at: datetime, tell: Callable[[], None]) -> None:
    """Return when nobody needs quiet, or the job has been held for long enough; ``tell`` is called now and then."""
    while True:
        with database.reading() as session:
            if not is_quiet(session) or database_now(session) - queued_at >= LONGEST_HOLD:
                return
        tell()
        time.sleep(_LOOK_EVERY_S)
