"""Reviewing a finished interview, and what is kept of the review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview.sessions.states import NotPossibleNow
from visavis.interview.tables import Interview, Question
from visavis.jobs import Job, Jobs
from visavis.kit.text import Text

KIND = "review_interview"


@dataclass(frozen=True)
class AnswerFigures:
    """The measured values of one earlier answer."""

    interview_id: str
    number: int
    at: datetime
    figures: dict[str, float]


def enqueue(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Queue the review of the interview."""
    job = jobs.enqueue(session, KIND, {"interview_id": interview.id}, interview.owner_id, f"{KIND}:{interview.id}")
    interview.review_job_id = job.id


def cancel_jobs(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Stop whatever is being done for the interview."""
    for job_id in (interview.prepare_job_id, interview.review_job_id):
        job = session.get(Job, job_id) if job_id else None
        if job is not None:
            jobs.cancel(session, job)


def report_key(interview: Interview, form: str) -> str:
    """Where the report lies as "json", "csv" or "html". Raises NotPossibleNow while there is none."""
    if not interview.has_report:
        raise NotPossibleNow(
            Text(
                ko="아직 리포트가 없습니다. 분석이 끝나면 볼 수 있어요.",
                en="There is no report yet. It can be read when the review is done.",
            )
        )
    return f"{interview.space}/report/report.{form}"


def list_answers(session: Session, owner_id: str) -> Iterator[AnswerFigures]:
    """The measured answers of an account, oldest first."""
    rows = session.execute(
        select(Question, Interview.created_at)
        .join(Interview)
        .where(Interview.owner_id == owner_id, Interview.has_report)
        .order_by(Interview.created_at, Question.number)
    )
    for question, at in rows:
        yield AnswerFigures(question.interview_id, question.number, at, question.figures)
