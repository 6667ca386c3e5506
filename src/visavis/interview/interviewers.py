"""Who asks the questions of an interview, and what becomes of it when that person is deleted or replaced."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.interview import preparations
from visavis.interview.belongings import weigh
from visavis.interview.sessions.states import check_open, note_prepared, note_unprepared
from visavis.interview.tables import Interview
from visavis.jobs import Jobs
from visavis.storage.blobs import Blobs


def change_interviewer(session: Session, jobs: Jobs, blobs: Blobs, interview: Interview, interviewer_id: str) -> None:
    """Let another person ask; the clips are rendered anew. Raises NotPossibleNow once the interview is finished."""
    check_open(interview)
    _drop_clips(session, jobs, blobs, interview)
    interview.interviewer_id = interviewer_id
    note_unprepared(interview)
    preparations.enqueue(session, jobs, interview)


def drop_interviewer(session: Session, jobs: Jobs, blobs: Blobs, person_id: str) -> None:
    """Delete the clips of a person who has been deleted; the questions that they asked are shown as text."""
    for interview in session.scalars(select(Interview).where(Interview.interviewer_id == person_id)):
        _drop_clips(session, jobs, blobs, interview)
        note_prepared(interview)


def drop_voice(session: Session, blobs: Blobs, owner_id: str, voice_id: str) -> None:
    """Delete what was said in an own voice that has been deleted; those questions are shown as text."""
    for interview in session.scalars(select(Interview).where(Interview.owner_id == owner_id)):
        spoken = [key for key in blobs.keys(f"{interview.space}/{preparations.CLIPS}") if f"/{voice_id}/" in key]
        for question in interview.questions:
            if question.clip_key in spoken:
                question.clip_state, question.clip_key, question.clip_duration_s = "failed", None, None
                question.clip_words = []
        session.flush()  # before the blobs, as in _drop_clips
        for key in spoken:
            blobs.delete(key)
        if spoken:
            weigh(blobs, interview)


def _drop_clips(session: Session, jobs: Jobs, blobs: Blobs, interview: Interview) -> None:
    preparations.cancel(session, jobs, interview)
    for question in interview.questions:
        question.clip_state, question.clip_key, question.clip_duration_s = "failed", None, None
        question.clip_words = []
    session.flush()  # before the blobs, so that a job that is writing one finds out (see jobs.keeping)
    blobs.delete_all(f"{interview.space}/{preparations.CLIPS}")
    weigh(blobs, interview)
