"""What has run out is forgotten."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from visavis.accounts.tables import ResetLink, SignIn, Try
from visavis.accounts.tries import WINDOW
from visavis.kit.clock import now


def forget_expired(session: Session) -> None:
    """Delete sign-ins and reset links that have run out, and tries outside their window."""
    session.execute(delete(SignIn).where(SignIn.expires_at < now()))
    session.execute(delete(ResetLink).where(ResetLink.expires_at < now()))
    session.execute(delete(Try).where(Try.at < now() - WINDOW))
