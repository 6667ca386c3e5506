"""The database: SQLite in WAL mode by default, PostgreSQL to grow, one code path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from visavis.storage import postgres
from visavis.storage.locking import account_lock, alone

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


_BUSY_MS, _FORGET_MS = 30_000, 500
"""How long a writer waits for others; and emptying the log, which can wait until later."""


class Base(DeclarativeBase):
    """Base of every table; each domain declares its own in ``tables.py``."""

    metadata = MetaData(naming_convention=NAMING)


class Moment(TypeDecorator[datetime]):
    """A point in time, stored in UTC and always read back aware of it (SQLite forgets zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Database:
    """An engine and its sessions. One request or one job step is one ``with database.transaction()``.

    Code may read and then write what it read: SQLite lets one transaction write at a time; on PostgreSQL those of one
    account go one after the other (``of``), and what accounts share is locked where it is read (``locking.alone``).
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        readers = {"read_only": True} if self.is_embedded else {"isolation_level": "REPEATABLE READ"}
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._readers = sessionmaker(engine.execution_options(**readers), expire_on_commit=False)

    @property
    def is_embedded(self) -> bool:
        """Whether it is the SQLite file of one machine."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self, of: str | None = None) -> Iterator[Session]:
        """A session that commits when the block ends and rolls back when it raises.

        With ``of``, an account's id, no other such transaction of that account runs meanwhile.
        """
        with self._sessions.begin() as session:
            if of is not None:
                alone(session, account_lock(of))
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, all as it was at one moment: it waits for no writer, and keeps nothing."""
        with self._readers() as session:
            yield session

    @contextmanager
    def after_writers(self) -> Iterator[Session]:
        """A transaction that begins when all those have ended that may write and had begun before.

        Who looks here sees the rows of everything that was put into the store before. Raises WritersDontEnd.
        """
        if not self.is_embedded:
            postgres.await_writers(self.engine)
        with self.transaction() as session:
            yield session

    @contextmanager
    def only_one(self, name: str) -> Iterator[None]:
        """On PostgreSQL, whoever else enters under this name waits until this block ends. Holds a connection."""
        with nullcontext() if self.is_embedded else postgres.only_one(self.engine, name):
            yield

    def check(self) -> None:
        """Raises DatabaseUnreachable, DatabaseTooOld and DatabaseUnfit, saying what to do about it."""
        if not self.is_embedded:
            postgres.check(self.engine)

    def forget(self) -> bool:
        """Empty SQLite's log of changes, in which deleted rows stay readable; False when others are using it now."""
        if not self.is_embedded:
            return True
        raw = self.engine.raw_connection()
        try:
            raw.execute(f"PRAGMA busy_timeout={_FORGET_MS}")
            busy, _pages, _moved = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            raw.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        finally:
            raw.close()
        return not busy

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str, connections: int = postgres.CONNECTIONS) -> Database:
    """Connect to ``sqlite:///path`` or ``postgresql://user:password@host/name``; creates no tables.

    ``connections``: how many this process holds on PostgreSQL at most.
    """
    if not url.startswith("sqlite"):
        return Database(postgres.open_engine(url, connections))
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return Database(engine)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own implicit BEGIN is switched off so that ours (below) is the only one.
    connection.isolation_level = None
    # what is deleted is overwritten
    for pragma in ("journal_mode=WAL", f"busy_timeout={_BUSY_MS}", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Any) -> None:
    # A read that later writes would fail at once with "database is locked" beside another writer; taking the write
    # lock first waits instead. Read-only work says so with the execution option ``read_only``.
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("read_only") else "BEGIN IMMEDIATE")
