"""Preparing an interview: the clips of its questions are rendered before it starts."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.interview.tables import Interview
from visavis.jobs import Jobs

KIND = "prepare_interview"


def enqueue(session: Session, jobs: Jobs, interview: Interview) -> None:
    """Queue the rendering of the interview's clips."""
    key = f"{KIND}:{interview.id}"
    job = jobs.enqueue(session, KIND, {"interview_id": interview.id}, interview.owner_id, key)
    interview.prepare_job_id = job.id
