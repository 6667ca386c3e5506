"""What happens to a job in a worker: its steps, its progress, and how it ends."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from dbos import DBOS
from dbos import error as dbos_errors
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.exc import InterfaceError, OperationalError

from visavis.jobs import quiet
from visavis.jobs.clock import database_now
from visavis.jobs.counting import count_end
from visavis.jobs.fencing import Fence, behind
from visavis.jobs.kinds import JobKind, JobTable, ReportProgress, Stopped, broke
from visavis.jobs.tables import OVER, Job
from visavis.kit.errors import Conflict, Failed, Invalid, NotFound, Refused, Unavailable, VisavisError
from visavis.kit.text import Text
from visavis.kit.tracing import following
from visavis.storage.database import Database

log = logging.getLogger("visavis.jobs")
T = TypeVar("T")

MOST_ATTEMPTS = 5
"""A job that takes its worker down with it is given up after this many starts."""
_EVERY_S = 0.5
_HELD = Text(
    ko="지금 이 컴퓨터가 실시간으로 쓰이고 있어, 끝나면 이어서 합니다",
    en="This computer is being used live right now; it goes on afterwards",
)
_KINDS: dict[type[VisavisError], str] = {
    Invalid: "invalid",
    NotFound: "not_found",
    Conflict: "conflict",
    Refused: "refused",
    Unavailable: "unavailable",
    Failed: "failed",
}


def describe(error: VisavisError) -> dict[str, str]:
    """An error as the job's row keeps it: kind, code and both languages."""
    kind = next(name for kind, name in _KINDS.items() if isinstance(error, kind))
    return {"kind": kind, "code": error.code, "ko": error.message.ko, "en": error.message.en}


class DurableRun:
    """One run of one job (see ``kinds.Run``). One that ``yields`` stands still during quiet times (``jobs.quiet``)."""

    def __init__(self, database: Database, job: Job, fence: Fence, yields: bool) -> None:
        self.job_id = job.id
        self.owner_id = job.owner_id
        self.args: dict[str, Any] = job.args
        self._fence = fence
        self._queued_at = job.created_at
        self._database = database
        self._yields = yields
        self._done = 0.0

    def step(self, name: str, title: Text, work: Callable[[ReportProgress], T], until: float) -> T:
        """See ``kinds.Run.step``."""
        start = self._done

        def do() -> T:
            report = self._reporter(name, title, start, until)
            report(0.0)
            return work(report)

        result = DBOS.run_step({"name": name}, do)
        self._done = until
        return result

    def _reporter(self, name: str, title: Text, start: float, until: float) -> ReportProgress:
        last = -_EVERY_S

        def report(share: float) -> None:
            nonlocal last
            if time.monotonic() - last < _EVERY_S:
                return
            self.hold()
            self._write(name, title, progress=start + (until - start) * min(max(share, 0.0), 1.0))
            last = time.monotonic()

        return report

    def hold(self) -> None:
        """Wait for the end of a quiet time, if the job yields to them. Raises Stopped."""
        if self._yields:
            quiet.wait_for_end(self._database, self._queued_at, lambda: self._write("held", _HELD))

    def _write(self, name: str, title: Text, **more: float) -> None:
        values = {"step": name, "step_ko": title.ko, "step_en": title.en, **more}
        with self._database.transaction() as session:
            mine = update(Job).where(*_still_ours(self._fence)).values(**values)
            if session.execute(mine).rowcount == 0:  # type: ignore[attr-defined]
                raise Stopped


def run_job(database: Database, kinds: JobTable, fence: Fence, yields: bool = False) -> None:
    """Run a job that was taken up, from wherever its record says it stood; whatever happens, its row tells the end.

    With ``yields``, a job that nobody sits and waits for holds back during quiet times, at each of its signs of
    progress. When the database goes away the row stays as it is: the job begins anew once it is back.
    """
    job = _find(database, fence)
    if job is None:
        return
    with following(job.request_id, job.id):
        _run(database, kinds[job.kind], job, fence, yields and job.lane != "live")


def _run(database: Database, kind: JobKind, job: Job, fence: Fence, yields: bool) -> None:
    run = DurableRun(database, job, fence, yields)
    if job.attempts > MOST_ATTEMPTS:
        _end(database, kind, job.owner_id, fence, describe(broke()))
        return
    try:
        with behind(fence):
            kind.function(run)
    except Stopped:
        return
    except VisavisError as error:
        _end(database, kind, job.owner_id, fence, describe(error))
    except (dbos_errors.DBOSException, OperationalError, InterfaceError):
        raise  # the run was taken over, or there is no database to write to
    except Exception:
        log.exception("job %s (%s) broke", job.id, job.kind)
        _end(database, kind, job.owner_id, fence, describe(broke()))
    else:
        _end(database, kind, job.owner_id, fence, None)


def _still_ours(fence: Fence) -> tuple[ColumnElement[bool], ...]:
    """What the row of a job looks like that this run may still write."""
    return Job.id == fence.job_id, Job.run_id == fence.run_id, Job.fence == fence.number, Job.state.not_in(OVER)


def _find(database: Database, fence: Fence) -> Job | None:
    """The job; None when it is over, gone, or another run's by now."""
    with database.reading() as session:
        return session.scalar(select(Job).where(*_still_ours(fence)))


def _end(database: Database, kind: JobKind, owner_id: str | None, fence: Fence, error: dict[str, str] | None) -> None:
    with database.transaction(owner_id) as session:
        job = session.scalar(select(Job).where(*_still_ours(fence)).with_for_update())
        if job is None:
            return
        job.state, job.error, job.finished_at = ("failed" if error else "done"), error, database_now(session)
        if error is None:
            job.progress = 1.0
        elif kind.on_failure is not None:
            kind.on_failure(session, job.args)
        took_s = count_end(session, job)
    log.info("job %s (%s) is %s after %.1f s", job.id, job.kind, job.state, took_s)
