"""What happens to a job in a worker: its steps, its progress, and how it ends."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from dbos import DBOS
from dbos import error as dbos_errors
from sqlalchemy import update

from visavis.jobs import quiet
from visavis.jobs.counting import count_end
from visavis.jobs.kinds import JobTable, ReportProgress, Stopped, broke
from visavis.jobs.queue import LIVE_LANE, lane_of
from visavis.jobs.tables import OVER, Job
from visavis.kit.clock import now
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

    def __init__(self, database: Database, job: Job, yields: bool) -> None:
        self.job_id = job.id
        self.owner_id = job.owner_id
        self.args: dict[str, Any] = job.args
        self._run_id = job.run_id
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
        mine = (Job.id == self.job_id, Job.run_id == self._run_id, Job.state.not_in(OVER))
        with self._database.transaction() as session:
            if session.execute(update(Job).where(*mine).values(**values)).rowcount == 0:  # type: ignore[attr-defined]
                raise Stopped


def run_job(database: Database, kinds: JobTable, job_id: str, run_id: str, yields: bool = False) -> None:
    """Run a job from wherever its record says it stood; whatever happens, its row tells the end.

    With ``yields``, a job that nobody sits and waits for holds back during quiet times: before it begins, and at each
    of its signs of progress.
    """
    job = _find(database, job_id, run_id)
    if job is None:
        return
    with following(job.request_id, job.id):
        _run(database, kinds, job, yields)


def _run(database: Database, kinds: JobTable, job: Job, yields: bool) -> None:
    run, ending = DurableRun(database, job, yields and lane_of(job, kinds) != LIVE_LANE), _Ending(database, kinds, job)
    try:
        run.hold()
        attempts = _begin(database, job)
        ending.began = now()
        if attempts > MOST_ATTEMPTS:
            ending.note(describe(broke()))
            return
        kinds[job.kind].function(run)
    except Stopped:
        return
    except VisavisError as error:
        ending.note(describe(error))
    except dbos_errors.DBOSException:
        raise  # the run was taken over or cancelled: its row is no longer ours to write
    except Exception:
        log.exception("job %s (%s) broke", job.id, job.kind)
        ending.note(describe(broke()))
    else:
        ending.note(None)


def _find(database: Database, job_id: str, run_id: str) -> Job | None:
    """The job; None when it is over, gone, or another run's by now."""
    with database.reading() as session:
        job = session.get(Job, job_id)
        return None if job is None or job.is_over or job.run_id != run_id else job


def _begin(database: Database, found: Job) -> int:
    """Mark the job as running; how often it has been started. Raises Stopped when it isn't this run's any more."""
    with database.transaction() as session:
        job = session.get(Job, found.id)
        if job is None or job.is_over or job.run_id != found.run_id:
            raise Stopped
        job.state, job.attempts = "running", job.attempts + 1
        return job.attempts


class _Ending:
    """Writes down how a job ended, unless its row is another run's by now."""

    def __init__(self, database: Database, kinds: JobTable, job: Job) -> None:
        self._database = database
        self._kinds = kinds
        self._job = job
        self.began: datetime = now()

    def note(self, error: dict[str, str] | None) -> None:
        with self._database.transaction() as session:
            found = session.get(Job, self._job.id)
            if found is None or found.is_over or found.run_id != self._job.run_id:
                return
            found.state, found.error, found.finished_at = ("failed" if error else "done"), error, now()
            settle = self._kinds[found.kind].on_failure
            if error is None:
                found.progress = 1.0
            elif settle is not None:
                settle(session, found.args)
            count_end(session, self._kinds, found, self.began)
        took_s = (now() - self.began).total_seconds()
        log.info("job %s (%s) is %s after %.1f s", found.id, found.kind, found.state, took_s)
