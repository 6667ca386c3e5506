"""Server-side sessions: a random token in the browser, its hash here."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from visavis.accounts.tables import Account, SignIn
from visavis.accounts.tokens import fingerprint, new_token
from visavis.kit.clock import now

LASTS = timedelta(days=30)


def open_sign_in(session: Session, account_id: str) -> str:
    """Sign an account in; returns the token for the browser's cookie."""
    token = new_token()
    session.add(SignIn(token_hash=fingerprint(token), account_id=account_id, expires_at=now() + LASTS))
    session.flush()
    return token


def find_account(session: Session, token: str | None) -> Account | None:
    """Whose token this is; None when it is nobody's or has run out."""
    if not token:
        return None
    return session.scalar(
        select(Account).join(SignIn).where(SignIn.token_hash == fingerprint(token), SignIn.expires_at > now())
    )


def close_sign_in(session: Session, token: str) -> None:
    """Sign this browser out."""
    session.execute(delete(SignIn).where(SignIn.token_hash == fingerprint(token)))


def close_others(session: Session, account_id: str, token: str | None = None) -> None:
    """Sign every other browser of the account out, as after a change of password."""
    keep = fingerprint(token) if token else ""
    session.execute(delete(SignIn).where(SignIn.account_id == account_id, SignIn.token_hash != keep))
