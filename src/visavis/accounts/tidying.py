"""What has run out is forgotten."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from visavis.accounts.brake import WINDOW as LONGEST_WINDOW
from visavis.accounts.tables import ResetLink, SignIn, Try
from visavis.kit.clock import now


def forget_expired(session: Session) -> None:
    """Delete sign-ins and reset links that have run out, and tries outside every window."""
    session.execute(delete(SignIn).where(SignIn.expires_at < now()))
    session.execute(delete(ResetLink).where(ResetLink.expires_at < now()))
    session.execute(delete(Try).where(Try.at < now() - LONGEST_WINDOW))
