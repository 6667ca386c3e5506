"""Named locks that end with their transaction, for code that reads and then writes what it read.

On SQLite a writing transaction is alone in the whole database, so these cost nothing there.
"""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


def alone(session: Session, *names: str) -> None:
    """Until this transaction ends, no other one that asks for one of these names goes on.

    What was read before isn't read again: ask before you read. Whoever needs several asks for them at once.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    for name in sorted(set(names)):
        session.execute(_HOLD, {"name": name})


def account_lock(account_id: str) -> str:
    """The name under which everything that one account owns is changed."""
    return f"account {account_id}"
