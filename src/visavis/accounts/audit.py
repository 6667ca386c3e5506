"""The audit log: consents, deletions, exports and links, who did them and when, for a year."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from visavis.accounts.tables import AuditEntry
from visavis.kit.clock import now

Kind = Literal["consent", "deletion", "export", "sharing", "administration"]
KEPT = timedelta(days=365)


def write_down(session: Session, owner_id: str | None, kind: Kind, deed: str, subject: str | None) -> None:
    """One more entry, in the transaction of the deed itself: both are kept, or neither."""
    session.add(AuditEntry(owner_id=owner_id, kind=kind, deed=deed, subject=subject))


def list_entries(session: Session, owner_id: str | None, most: int) -> list[AuditEntry]:
    """The newest entries of an account, or of all (None)."""
    chosen = select(AuditEntry)
    if owner_id is not None:
        chosen = chosen.where(AuditEntry.owner_id == owner_id)
    return list(session.scalars(chosen.order_by(AuditEntry.at.desc(), AuditEntry.id).limit(most)))


def forget_old(session: Session) -> None:
    session.execute(delete(AuditEntry).where(AuditEntry.at < now() - KEPT))
