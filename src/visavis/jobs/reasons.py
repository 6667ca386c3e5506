"""Why a job still waits, and what to do about it: for whoever looks at it, and for who has just queued it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from visavis.jobs.claiming import has_engines
from visavis.jobs.clock import database_now
from visavis.jobs.quiet import LONGEST_HOLD, is_quiet
from visavis.jobs.roll import living
from visavis.jobs.tables import Job, Worker
from visavis.kit.text import Text

Code = Literal["no_worker", "no_queue", "no_engine", "held", "turn"]


@dataclass(frozen=True)
class Reason:
    """Why a job waits. All but ``held`` and ``turn`` need somebody to do something."""

    code: Code
    text: Text


_NO_WORKER = Text(
    ko="지금 작업을 처리하는 프로세스가 없습니다. 관리자에게 `visavis work` 실행을 요청해 주세요. "
    "시작되면 바로 이어집니다.",
    en="No worker runs right now. Ask your administrator to start one (`visavis work`); then it goes on by itself.",
)
_NO_QUEUE = Text(
    ko="이 작업은 '{q}' 대기열을 맡은 곳에서 하는데 지금은 없습니다. "
    "관리자에게 `visavis work --queues {q}` 실행을 요청해 주세요.",
    en="This is for a worker of the queue '{q}', and none runs. "
    "Ask your administrator for `visavis work --queues {q}`.",
)
_NO_ENGINE = Text(
    ko="'{e}' 엔진이 준비된 곳이 지금은 없습니다. 관리자에게 그 엔진이 준비된 컴퓨터에서 `visavis work` 실행을 "
    "요청하거나, 취소하고 다른 엔진으로 다시 해 주세요.",
    en="No running worker has the engine '{e}'. Ask your administrator for `visavis work` on a machine where it is "
    "ready, or cancel this and choose another engine.",
)
_HELD = Text(
    ko="지금 이 컴퓨터가 실시간으로 쓰이고 있어, 끝나면 시작합니다",
    en="This computer is being used live right now; it begins afterwards",
)
_TURN = Text(ko="차례를 기다리고 있습니다 (앞에 {n}개)", en="Waiting for its turn ({n} before it)")
_NEXT = Text(ko="곧 시작합니다", en="It begins in a moment")


def why_waiting(session: Session, job: Job) -> Reason | None:
    """Why the job isn't begun; None when it is."""
    if job.state != "waiting":
        return None
    workers = living(session)
    if not workers:
        return Reason("no_worker", _NO_WORKER)
    workers = [one for one in workers if job.queue in one.queues]
    if not workers:
        return Reason("no_queue", _NO_QUEUE.fill(q=job.queue))
    able = [one for one in workers if has_engines(one, job.needs)]
    if not able:
        looking = any(one.engines is None for one in workers)
        return Reason("turn", _NEXT) if looking else Reason("no_engine", _NO_ENGINE.fill(e=_missing(workers, job)))
    if all(_holds(session, one, job) for one in able):
        return Reason("held", _HELD)
    before = _count_before(session, job)
    return Reason("turn", _TURN.fill(n=before) if before else _NEXT)


def offered_engines(session: Session) -> frozenset[str]:
    """What living workers have ready, each as ``capability/engine``."""
    return frozenset(engine for one in living(session) for engine in one.engines or ())


def _missing(workers: list[Worker], job: Job) -> str:
    """What the worker that comes nearest to the job lacks."""
    lacking = [set(job.needs.split("|")) - set(one.engines or ()) for one in workers]
    fewest = min(len(names) for names in lacking)
    return ", ".join(sorted(next(names for names in lacking if len(names) == fewest)))


def _holds(session: Session, worker: Worker, job: Job) -> bool:
    young = database_now(session) - job.created_at < LONGEST_HOLD
    return young and job.lane != "live" and worker.yields and is_quiet(session, worker.machine)


def _count_before(session: Session, job: Job) -> int:
    mine = tuple_(Job.round, Job.priority, Job.created_at) < tuple_(job.round, job.priority, job.created_at)
    here = (Job.state == "waiting", Job.lane == job.lane, Job.queue == job.queue)
    return session.scalar(select(func.count()).select_from(Job).where(*here, mine)) or 0
