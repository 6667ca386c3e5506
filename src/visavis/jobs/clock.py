"""The database's clock: the one that every machine at it shares, however wrong its own is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement

from visavis.storage.database import Moment


class DatabaseNow(FunctionElement[datetime]):
    """The time now, as an expression of SQL (not that of the transaction's begin)."""

    type = Moment()
    inherit_cache = True


@compiles(DatabaseNow, "sqlite")
def _on_sqlite(_element: DatabaseNow, _compiler: Any, **_options: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f000', 'now')"


@compiles(DatabaseNow)
def _on_postgresql(_element: DatabaseNow, _compiler: Any, **_options: Any) -> str:
    return "clock_timestamp()"


def database_now(session: Session) -> datetime:
    """What time it is by the database."""
    told: datetime = session.scalars(select(DatabaseNow())).one()
    return told
