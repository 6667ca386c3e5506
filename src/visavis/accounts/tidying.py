"""What has run out is forgotten."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from visavis.accounts import audit
from visavis.accounts.brake import WINDOW as LONGEST_WINDOW
from visavis.accounts.tables import ResetLink, SignIn, Try
from visavis.kit.clock import now


def forget_expired(session: Session) -> None:
    """Delete sign-ins and reset links that have run out, tries outside every window, and old entries of the audit."""
    audit.forget_old(session)
    session.execute(delete(SignIn).where(SignIn.expires_at < now()))
    session.execute(delete(ResetLink).where(ResetLink.expires_at < now()))
    session.execute(delete(Try).where(Try.at < now() - LONGEST_WINDOW))
