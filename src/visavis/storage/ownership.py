"""What belongs to an account: by convention, every row of a table with a column ``owner_id``.

A column ``made_bytes`` beside it tells what the row's blobs take.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from visavis.storage.database import Base
from visavis.storage.locking import account_lock, alone

OWNER, SIZE = "owner_id", "made_bytes"
Row = TypeVar("Row", bound=Base)


def find_owned(session: Session, table: type[Row], owner_id: str, row_id: str) -> Row | None:
    """The account's row of this id; None also when it is somebody else's, so that nobody learns what others have."""
    mine = select(table).where(table.__table__.c.id == row_id, table.__table__.c[OWNER] == owner_id)
    return session.scalar(mine)


def find_alone(session: Session, table: type[Row], row_id: str) -> Row | None:
    """Anybody's row of this id, for a job: no other transaction changes what its account owns until this one ends.

    Call it before anything else is read of that account.
    """
    owner_id = session.scalar(select(table.__table__.c[OWNER]).where(table.__table__.c.id == row_id))
    if owner_id is None:
        return None
    alone(session, account_lock(owner_id))
    return session.get(table, row_id)


def count_owned(session: Session, table: type[Row], owner_id: str) -> int:
    """How many rows of the table the account owns."""
    mine = select(func.count()).select_from(table).where(table.__table__.c[OWNER] == owner_id)
    return session.scalar(mine) or 0


def hand_over(session: Session, from_id: str, to_id: str) -> None:
    """Give everything that one account owns to another, in every domain."""
    for table in _owned():
        session.execute(update(table).where(table.c[OWNER] == from_id).values({OWNER: to_id}))


def delete_owned(session: Session, owner_id: str) -> None:
    """Delete every row that the account owns; rows under them go by their foreign keys."""
    for table in reversed(list(_owned())):
        session.execute(delete(table).where(table.c[OWNER] == owner_id))


def made_bytes(session: Session, owner_id: str) -> int:
    """What the blobs of all that the account owns take, as far as its tables note it."""
    sizes = (select(func.sum(table.c[SIZE])).where(table.c[OWNER] == owner_id) for table in _owned() if SIZE in table.c)
    return sum(session.scalar(size) or 0 for size in sizes)


def made_bytes_of_all(session: Session) -> int:
    """The same for all accounts together."""
    sizes = (select(func.sum(table.c[SIZE])) for table in _owned() if SIZE in table.c)
    return sum(int(session.scalar(size) or 0) for size in sizes)


def blob_prefix(space: str) -> str:
    """Where an account's blobs lie. Every blob key of a user's data starts with this."""
    return f"accounts/{space}"


def _owned() -> Iterator[Table]:
    return (table for table in Base.metadata.sorted_tables if OWNER in table.c)
