"""What belongs to an account: by convention, every row of a table with a column ``owner_id``."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table, delete, update
from sqlalchemy.orm import Session

from visavis.storage.database import Base

OWNER = "owner_id"


def hand_over(session: Session, from_id: str, to_id: str) -> None:
    """Give everything that one account owns to another, in every domain."""
    for table in _owned():
        session.execute(update(table).where(table.c[OWNER] == from_id).values({OWNER: to_id}))


def delete_owned(session: Session, owner_id: str) -> None:
    """Delete every row that the account owns; rows under them go by their foreign keys."""
    for table in reversed(list(_owned())):
        session.execute(delete(table).where(table.c[OWNER] == owner_id))


def blob_prefix(space: str) -> str:
    """Where an account's blobs lie. Every blob key of a user's data starts with this."""
    return f"accounts/{space}"


def _owned() -> Iterator[Table]:
    return (table for table in Base.metadata.sorted_tables if OWNER in table.c)
