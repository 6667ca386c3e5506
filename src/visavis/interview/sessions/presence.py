"""Somebody is in the room: while they are asked, think and answer, their browser needs the machine."""

from __future__ import annotations

from sqlalchemy.orm import Session

from visavis.interview.sessions.states import check_open
from visavis.interview.tables import Interview
from visavis.jobs import quiet


def note_presence(session: Session, interview: Interview, shares_machine: bool) -> None:
    """Somebody is being interviewed right now; call it again at least every 10 s.

    When their browser shares this machine, jobs that nobody waits for hold back until half a minute after the last
    call. Raises NotPossibleNow once the interview is finished.
    """
    check_open(interview)
    if shares_machine:
        quiet.keep_quiet(session, interview.id)


def note_absence(session: Session, interview: Interview) -> None:
    """Nobody is in the room any more."""
    quiet.end_quiet(session, interview.id)
