"""A preparation seen from outside: queued, and what happens when it fails."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.interview.sessions.states import note_prepared
from visavis.interview.tables import Interview, Question
from visavis.jobs import Job, Jobs
from visavis.kit.text import Text

KIND = "prepare_interview"
TITLE = Text(ko="면접 준비", en="Preparing the interview")
KIND_ONE = "render_question"
TITLE_ONE = Text(ko="꼬리질문 준비", en="Preparing a follow-up question")
CLIPS = "clips"
"""Folder of an interview's private clips, a folder for each person in them: they go with either."""


def enqueue(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Queue the rendering of the interview's clips."""
    key = f"{KIND}:{interview.id}"
    job = jobs.enqueue(session, KIND, {"interview_id": interview.id}, interview.owner_id, key)
    interview.prepare_job_id = job.id


def enqueue_one(session: Session, jobs: Jobs, question: Question) -> None:
    """Queue the clip of a follow-up question, for which somebody sits and waits."""
    jobs.enqueue(session, KIND_ONE, {"question_id": question.id}, question.interview.owner_id)


def note_failure_of_one(session: Session, args: dict[str, str]) -> None:
    """Without its clip the question is shown as text."""
    question = session.get(Question, args["question_id"])
    if question is not None and question.clip_state != "ready":
        question.clip_state = "failed"


def cancel(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Stop the rendering, if it is under way."""
    job = session.get(Job, interview.prepare_job_id) if interview.prepare_job_id else None
    if job is not None:
        jobs.cancel(session, job)


def note_failure(session: Session, args: dict[str, str]) -> None:
    """Without clips the interview still works: questions are shown as text."""
    interview = session.get(Interview, args["interview_id"])
    if interview is None:
        return
    for question in interview.questions:
        if question.clip_state != "ready":
            question.clip_state = "failed"
    note_prepared(interview)
