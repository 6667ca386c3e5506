"""A review seen from outside: queued, stopped, and what it left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview.sessions.states import NotPossibleNow, check_reviewable, note_reviewed
from visavis.interview.tables import Interview, Question
from visavis.jobs import Job, Jobs
from visavis.kit.text import Text

KIND = "review_interview"
TITLE = Text(ko="면접 분석", en="Reviewing the interview")


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


def enqueue_words(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Queue the measuring of the words alone, during which the report stays; a review under way reads them anyway.

    Raises NotPossibleNow before the interview is finished, without its recordings, or without a report.
    """
    check_reviewable(interview)
    if interview.state == "reviewing":
        return
    report_key(interview, "json")
    # No key: a job that has read the words already must not stand in for one that reads them as they are now.
    job = jobs.enqueue(session, KIND, {"interview_id": interview.id, "only_words": True}, interview.owner_id)
    interview.review_job_id = job.id


def cancel_jobs(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Stop whatever is being done for the interview."""
    for job_id in (interview.prepare_job_id, interview.review_job_id):
        job = session.get(Job, job_id) if job_id else None
        if job is not None:
            jobs.cancel(session, job)


def note_failure(session: Session, args: dict[str, Any]) -> None:
    """The review failed or was cancelled: the recordings stay, and it can be started again."""
    if args.get("only_words"):
        return  # the report stays as it was
    interview = session.get(Interview, args["interview_id"])
    if interview is not None:
        note_reviewed(interview, succeeded=False)


def report_key(interview: Interview, form: str) -> str:
    """Where the report lies as "json", "csv", "ko.html" or "en.html". Raises NotPossibleNow while there is none."""
    if not interview.has_report:
        raise NotPossibleNow(
            Text(
                ko="아직 리포트가 없습니다. 분석이 끝나면 볼 수 있어요.",
                en="There is no report yet. It can be read when the review is done.",
            )
        )
    return key_of(interview.space, form)


def key_of(space: str, form: str) -> str:
    return f"{space}/report/report.{form}"


def list_answers(session: Session, owner_id: str, before: Interview | None = None) -> Iterator[AnswerFigures]:
    """The measured answers of an account, oldest first; only those of interviews made before ``before``, if given."""
    query = select(Question, Interview.created_at).join(Interview).where(Interview.owner_id == owner_id)
    if before is not None:
        query = query.where(Interview.created_at < before.created_at)
    for question, at in session.execute(query.order_by(Interview.created_at, Question.number)):
        if question.figures:
            yield AnswerFigures(question.interview_id, question.number, at, question.figures)
