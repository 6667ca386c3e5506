"""PostgreSQL, from version 15: connecting, what must be true of the server, and waiting for its writers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from visavis.kit.errors import Invalid, Unavailable
from visavis.kit.text import Text

OLDEST = 15
CONNECTIONS = 10
"""Of one process, at most. A server's threads wait for each other within it; PostgreSQL's own default is 100 in all."""
DRIVER = "postgresql+psycopg"
_CONNECT_S, _POOL_WAIT_S = 10, 20
_WRITERS_S, _LOOK_EVERY_S = 60.0, 0.05
_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 30_000}
"""A server that vanished without a word is noticed within a minute instead of two hours."""
_SESSION = {
    "lock_timeout": "'30s'",
    "timezone": "'UTC'",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
"""Nobody waits for a lock for ever, and what a vanished machine of ours held is free again within a minute."""
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend' AND xact_start < :before"
)


class DatabaseUnreachable(Unavailable):
    """The database server doesn't answer, doesn't let us in, or has no such database."""


class DatabaseTooOld(Unavailable):
    """The server's PostgreSQL is older than what we work with."""


class DatabaseUnfit(Unavailable):
    """The database can't keep what we write."""


class WritersDontEnd(Unavailable):
    """Transactions that had begun earlier are still open."""


class NotADatabase(Invalid):
    """The address is none of a database that we know."""


class _WholeText(StrDumperUnknown):
    """PostgreSQL's text holds no NUL; what somebody sent with one is kept with the sign for an unknown character."""

    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)


def read_url(address: str) -> URL:
    """The address with our driver in it: ``postgres://`` and ``postgresql://`` are meant alike. Raises NotADatabase."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _not_a_database() from error
    if url.drivername not in ("postgres", "postgresql", DRIVER) or not url.database:
        raise _not_a_database()
    return url.set(drivername=DRIVER)


def plain_url(address: str) -> str:
    """The address as other libraries know it: ``postgresql://…``, with its password."""
    return read_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


def open_engine(address: str, connections: int = CONNECTIONS) -> Engine:
    """An engine that connects when it is first used. Raises NotADatabase."""
    url = read_url(address)
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=_POOL_WAIT_S,
        connect_args={
            "connect_timeout": _CONNECT_S,
            "application_name": url.query.get("application_name", "visavis"),
            **_ALIVE,
        },
    )
    event.listen(engine, "connect", _prepare)
    return engine


def check(engine: Engine) -> None:
    """Raises DatabaseUnreachable, DatabaseTooOld and DatabaseUnfit."""
    try:
        with engine.connect() as connection:
            asked = "SELECT current_setting('server_version_num')::int, current_setting('server_encoding')"
            number, encoding = connection.execute(text(asked)).one()
    except OperationalError as error:
        raise _unreachable(engine.url, error) from error
    if number < OLDEST * 10_000:
        raise DatabaseTooOld(
            Text(
                ko="PostgreSQL {v}은(는) 너무 오래되었습니다. {o} 이상으로 올려 주세요.",
                en="PostgreSQL {v} is too old. Please move to version {o} or later.",
            ).fill(v=number // 10_000, o=OLDEST)
        )
    if encoding != "UTF8":
        raise DatabaseUnfit(
            Text(
                ko="데이터베이스의 문자 인코딩이 {e}입니다. UTF8로 새 데이터베이스를 만들어 주세요.",
                en="The database's encoding is {e}. Make a new one with ENCODING 'UTF8'.",
            ).fill(e=encoding)
        )


def await_writers(engine: Engine, longest_s: float = _WRITERS_S) -> None:
    """Return when every transaction has ended that is open now. Raises WritersDontEnd after ``longest_s``."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        now: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        end = time.monotonic() + longest_s
        while connection.execute(_OTHERS, {"before": now}).scalar_one():
            if time.monotonic() > end:
                raise WritersDontEnd(
                    Text(
                        ko="데이터베이스에 오래 열려 있는 작업이 있어 정리를 다음으로 미룹니다.",
                        en="A transaction has been open in the database for long; tidying waits until later.",
                    )
                )
            time.sleep(_LOOK_EVERY_S)


@contextmanager
def only_one(engine: Engine, name: str) -> Iterator[None]:
    """Whoever else enters under this name, on any machine, waits until this block ends, or its process does."""
    key = {"name": name}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Asked again and again: who waits inside PostgreSQL holds up CREATE INDEX CONCURRENTLY, which the queue's
        # migrations use, and so the very one that it waits for.
        while not connection.execute(text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))"), key).scalar_one():
            time.sleep(_LOOK_EVERY_S)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), key)


def _prepare(connection: Connection[Any], _record: object) -> None:
    connection.adapters.register_dumper(str, _WholeText)
    connection.autocommit = True
    for name, value in _SESSION.items():
        connection.execute(f"SET {name} = {value}")
    connection.autocommit = False


def _unreachable(url: URL, error: DBAPIError) -> DatabaseUnreachable:
    lines = [line for line in str(error.orig).splitlines() if line.strip() and not line.startswith("\t")]
    return DatabaseUnreachable(
        Text(
            ko="데이터베이스 {u}에 연결할 수 없습니다. 서버가 켜져 있는지, VISAVIS_DATABASE_URL의 주소·사용자·암호·"
            "데이터베이스 이름이 맞는지 확인해 주세요. ({w})",
            en="The database {u} can't be reached. Check that the server runs, and the address, user, password and "
            "database in VISAVIS_DATABASE_URL. ({w})",
        ).fill(u=url.set(drivername="postgresql").render_as_string(hide_password=True), w=lines[-1] if lines else "")
    )


def _not_a_database() -> NotADatabase:
    return NotADatabase(
        Text(
            ko="VISAVIS_DATABASE_URL은 postgresql://사용자:암호@서버/데이터베이스 꼴이어야 합니다.",
            en="VISAVIS_DATABASE_URL must look like postgresql://user:password@server/database.",
        )
    )
