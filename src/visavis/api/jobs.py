"""Progress of long work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from sqlalchemy.orm import object_session

from visavis.accounts.tables import Account
from visavis.api.errors import Error
from visavis.api.identity import LanguageDep, Me, ServicesDep, SessionDep
from visavis.api.services import Services
from visavis.jobs import Job
from visavis.jobs.queue import find_job, find_unfinished
from visavis.jobs.reasons import Code, why_waiting
from visavis.jobs.tables import State
from visavis.kit.text import Language

router = APIRouter(prefix="/jobs", tags=["jobs"])
POLL_S = 0.4
KEEP_ALIVE_S = 15.0


class WaitingView(BaseModel):
    """Why a job waits: no_worker, no_queue and no_engine until somebody does something; held and turn by themselves."""

    code: Code
    text: str


class OwnJobsView(BaseModel):
    """The account's jobs that aren't over, and how many may wait."""

    jobs: list[JobView]
    waiting: int
    running: int
    most_waiting: int


class JobView(BaseModel):
    """Long work as its owner sees it."""

    id: str
    kind: str
    title: str
    state: State
    step: str
    step_title: str
    waiting: WaitingView | None = Field(description="why it hasn't begun, and what to do; null once it has")
    progress: float = Field(ge=0, le=1)
    error: Error | None
    created_at: datetime


def present_job(services: Services, job: Job, language: Language) -> JobView:
    """As its owner sees it; a waiting one's ``step`` is why it waits."""
    kind = services.jobs.kinds.get(job.kind)
    session = object_session(job)
    why = why_waiting(session, job) if session is not None else None
    return JobView(
        id=job.id,
        kind=job.kind,
        title=kind.title.in_language(language) if kind else job.kind,
        state=job.status,
        step=why.code if why else job.step,
        step_title=why.text.in_language(language) if why else job.step_title.in_language(language),
        waiting=WaitingView(code=why.code, text=why.text.in_language(language)) if why else None,
        progress=job.progress,
        error=_present_error(job, language),
        created_at=job.created_at,
    )


def _present_error(job: Job, language: Language) -> Error | None:
    if job.error is None:
        return None
    told = job.error
    return Error(kind=told["kind"], code=told["code"], message=told[language], request_id=job.request_id)


def own_job(job_id: str, session: SessionDep, me: Me) -> Job:
    return find_job(session, job_id, me.id)


OwnJob = Annotated[Job, Depends(own_job, scope="function")]


@router.get("")
def list_own(me: Me, services: ServicesDep, session: SessionDep, language: LanguageDep) -> OwnJobsView:
    """What of yours waits or runs, in the order in which it was queued, and how many jobs of an account may wait."""
    jobs = find_unfinished(session, me.id)
    waiting = sum(job.state == "waiting" for job in jobs)
    return OwnJobsView(
        jobs=[present_job(services, job, language) for job in jobs],
        waiting=waiting,
        running=len(jobs) - waiting,
        most_waiting=services.jobs.most_waiting,
    )


@router.get("/{job_id}")
def read(job: OwnJob, services: ServicesDep, language: LanguageDep) -> JobView:
    """The job's state and progress."""
    return present_job(services, job, language)


@router.post("/{job_id}/cancel")
def cancel(job: OwnJob, services: ServicesDep, session: SessionDep, language: LanguageDep) -> JobView:
    """Stop the job; one that is over stays as it is."""
    services.jobs.cancel(session, job)
    return present_job(services, job, language)


@router.get(
    "/{job_id}/events", response_class=StreamingResponse, responses={200: {"content": {"text/event-stream": {}}}}
)
def follow(job: OwnJob, me: Me, services: ServicesDep, language: LanguageDep) -> StreamingResponse:
    """Server-sent events: a JobView whenever something changed, until the job is over."""
    return StreamingResponse(
        _events(services, job.id, me, language),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _events(services: Services, job_id: str, me: Account, language: Language) -> AsyncIterator[str]:
    last, silent_s = "", 0.0
    while True:
        view = await asyncio.to_thread(_look, services, job_id, me.id, language)
        if view is None:
            return
        text = view.model_dump_json()
        if text != last:
            yield f"data: {text}\n\n"
            last, silent_s = text, 0.0
        elif silent_s >= KEEP_ALIVE_S:
            yield ": still here\n\n"
            silent_s = 0.0
        if view.state in ("done", "failed", "cancelled"):
            return
        await asyncio.sleep(POLL_S)
        silent_s += POLL_S


def _look(services: Services, job_id: str, owner_id: str, language: Language) -> JobView | None:
    with services.database.reading() as session:
        job = session.get(Job, job_id)
        mine = job is not None and job.owner_id == owner_id
        return present_job(services, job, language) if job is not None and mine else None
