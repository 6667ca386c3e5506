"""Recordings don't have to stay for ever: they can go after a while, and reports stay."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from visavis.interview.belongings import weigh
from visavis.interview.tables import Interview, Piece, Question, Take
from visavis.kit.clock import now
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.ownership import find_alone


def kept_until(interview: Interview, days: int) -> datetime | None:
    """When the interview's recordings are deleted; None when nothing is to be deleted."""
    if not days or interview.recordings_deleted_at is not None:
        return None
    return interview.recordings_kept_from + timedelta(days=days)


def delete_old_recordings(database: Database, blobs: Blobs, days: int) -> int:
    """Delete recordings that were kept for ``days``, but for those being reviewed; returns of how many interviews."""
    old = now() - timedelta(days=days)
    due = (
        Interview.recordings_kept_from < old,
        Interview.recordings_deleted_at.is_(None),
        Interview.state != "reviewing",
    )
    with database.reading() as session:
        found = list(session.scalars(select(Interview.id).where(*due)))
    for interview_id in found:
        _delete_recordings(database, blobs, interview_id)
    return len(found)


def _delete_recordings(database: Database, blobs: Blobs, interview_id: str) -> None:
    with database.transaction() as session:
        interview = find_alone(session, Interview, interview_id)
        if interview is None:
            return
        takes = select(Take.id).join(Question).where(Question.interview_id == interview_id)
        session.execute(delete(Piece).where(Piece.take_id.in_(takes)))
        for question in interview.questions:
            question.replay_key = question.replay_mime = None
        interview.recordings_deleted_at = now()
        session.flush()
        for part in ("takes", "replay"):
            blobs.delete_all(f"{interview.space}/{part}")
        weigh(blobs, interview)
