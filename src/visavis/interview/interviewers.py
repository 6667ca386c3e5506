"""Who asks the questions of an interview, and what becomes of it when that person is deleted or replaced."""

from __future__ import annotations

from sqlalchemy import Text as Column
from sqlalchemy import cast, or_, select
from sqlalchemy.orm import Session

from visavis.interview import preparations
from visavis.interview.belongings import weigh
from visavis.interview.panel import replace_person, seats_of
from visavis.interview.sessions.states import OPEN, check_open, note_prepared, note_preparing, note_unprepared
from visavis.interview.tables import Interview
from visavis.jobs import Jobs
from visavis.storage.blobs import Blobs


def change_interviewer(
    session: Session, jobs: Jobs, blobs: Blobs, interview: Interview, interviewer_id: str, seat: int = 0
) -> None:
    """Let another person take a seat; their clips are rendered anew.

    Raises NotPossibleNow once the interview is finished, SitsAlready for somebody who has another seat, and
    PanelNotPossible for a seat that isn't there.
    """
    check_open(interview)
    left = replace_person(interview, seat, interviewer_id)
    _drop_clips(session, jobs, blobs, interview, {seat}, left)
    note_unprepared(interview, seat)
    preparations.enqueue(session, jobs, interview)


def drop_interviewer(session: Session, jobs: Jobs, blobs: Blobs, person_id: str) -> None:
    """Delete the clips of a person who has been deleted; the questions that they asked are shown as text, and those of
    the others on the panel are prepared to the end."""
    named = cast(Interview.panel, Column).contains(person_id, autoescape=True)
    for interview in session.scalars(select(Interview).where(or_(Interview.interviewer_id == person_id, named))):
        numbers = {at for at, seat in enumerate(seats_of(interview)) if seat.person_id == person_id}
        if not numbers:
            continue
        _drop_clips(session, jobs, blobs, interview, numbers, person_id)
        if interview.state in OPEN and any(question.clip_state == "waiting" for question in interview.questions):
            note_preparing(interview)
            preparations.enqueue(session, jobs, interview)
        else:
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


def _drop_clips(
    session: Session, jobs: Jobs, blobs: Blobs, interview: Interview, numbers: set[int], person_id: str
) -> None:
    """Stop the preparation, and delete the clips of the person in these seats."""
    open_before = {question.id for question in interview.questions if question.clip_state in ("waiting", "rendering")}
    preparations.cancel(session, jobs, interview)
    for question in interview.questions:
        if question.seat in numbers:
            question.clip_state, question.clip_key, question.clip_duration_s = "failed", None, None
            question.clip_words = []
        elif question.id in open_before:
            question.clip_state = "waiting"  # the stopped preparation has called it failed
    session.flush()  # before the blobs, so that a job that is writing one finds out (see jobs.keeping)
    blobs.delete_all(f"{interview.space}/{preparations.CLIPS}/{person_id}")
    weigh(blobs, interview)
