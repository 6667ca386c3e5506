"""The whole move: blobs first, then all rows in one transaction, so that the target is complete or unusable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, text
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm import Session

from visavis.kit.errors import Conflict, Failed
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database
from visavis.storage.installation import Noted, forget, note, noted
from visavis.storage.moving.files import Tell, check_blobs, copy_blobs
from visavis.storage.moving.rows import Sum, as_written, copy_rows, hold_still, is_empty, own_references, sum_rows

MOVING, MOVED = "moving", "moved"
"""Noted in a database while it is being filled, when nobody serves from it; and afterwards."""
NAME = "visavis-move"
"""How those who move introduce themselves to PostgreSQL."""
_STAYING, _REQUEUED = frozenset({"installation", "workers"}), "jobs"
"""What each pair of stores has of its own, and what changes when waiting jobs are queued anew."""


class TargetInUse(Conflict):
    """The target holds other data, or somebody works on it."""


class StillRunning(Conflict):
    """A server or a worker works on the source."""


class RowsDiffer(Failed):
    """A table isn't in the target as it is in the source."""


class HalfMoved(Conflict):
    """This database is being filled, or that was broken off."""


@dataclass(frozen=True)
class Stores:
    database: Database
    blobs: Blobs


@dataclass(frozen=True)
class Moved:
    """What was moved: the rows of each table and the blobs, with their hashes; they are the same in both stores."""

    tables: dict[str, Sum]
    blobs: Sum | None


Requeue = Callable[[Session], int]
"""Called in the transaction that has brought the rows, to queue anew what waits or was being done."""


def refuse_half_moved(database: Database) -> None:
    """Raises HalfMoved."""
    with database.reading() as session:
        if noted(session, MOVING) is not None:
            raise HalfMoved(
                Text(
                    ko="이 데이터베이스로 옮기는 일이 끝나지 않았습니다. "
                    "`visavis migrate-store`를 다시 실행해 마쳐 주세요.",
                    en="Moving into this database isn't finished. Run `visavis migrate-store` again to finish it.",
                )
            )


def move(source: Stores, target: Stores, metadata: MetaData, requeue: Requeue, tell: Callable[[str], Tell]) -> Moved:
    """Copy everything that differs: databases, blobs or both. Broken off at any point, do it again.

    Both databases are migrated. Raises TargetInUse, StillRunning, BlobsDiffer, RowsDiffer.
    """
    tables = as_written(metadata)
    moves_rows, moves_blobs = target.database is not source.database, target.blobs is not source.blobs
    sums: dict[str, Sum] = {}
    with target.database.only_one("move"), _held(source.database, tables) as held:
        if moves_rows:
            _refuse_others(target.database)
            sums = _claim(held, target.database, tables)
        blobs = _move_blobs(source.blobs, target.blobs, tell) if moves_blobs else None
        if moves_rows and not sums:
            sums = _move_rows(held, target.database, metadata, tables, requeue, tell("copying tables"))
    return Moved(sums, blobs)


def _move_blobs(source: Blobs, target: Blobs, tell: Callable[[str], Tell]) -> Sum:
    there = dict(target.listed())
    _refuse_foreign(source, there)
    copy_blobs(source, target, there, tell("copying files"))
    return check_blobs(source, target, tell("checking files"))


@contextmanager
def _held(database: Database, tables: list[Table]) -> Iterator[Connection]:
    """A transaction on the source during which nobody else writes there."""
    _refuse_others(database)
    try:
        with database.engine.connect() as connection, connection.begin():
            hold_still(connection, tables)
            yield connection
    except OperationalError as error:
        if "lock" not in str(error.orig).lower():
            raise
        raise StillRunning(_STOP) from error


def _refuse_others(database: Database) -> None:
    """Whoever else is connected to PostgreSQL may write; SQLite's file shows nobody, but lets nobody write either."""
    if database.is_embedded:
        return
    asked = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend' AND application_name <> :mine"
    )
    with database.engine.connect() as connection:
        if connection.execute(asked, {"mine": NAME}).scalar_one():
            raise StillRunning(_STOP)


def _claim(source: Connection, database: Database, tables: list[Table]) -> dict[str, Sum]:
    """Note that the target is being filled: it must be empty, or have been claimed before.

    Where a move had come to its end and nothing has changed since, what it moved.
    """
    with database.transaction() as session:
        if noted(session, MOVING) is not None:
            return {}
        if is_empty(session.connection(), tables):
            session.add(Noted(name=MOVING, value="rows are missing"))
            return {}
        ours = {table.name: sum_rows(session.connection(), table) for table in _moved(tables)}
        theirs = {table.name: sum_rows(source, table) for table in _moved(tables)}
        if noted(session, MOVED) is None or any(ours[name] != theirs[name] for name in ours if name != _REQUEUED):
            raise TargetInUse(
                Text(
                    ko="옮겨 갈 데이터베이스에 이미 다른 데이터가 있습니다. 빈 데이터베이스를 만들어 지정해 주세요.",
                    en="The target database holds data already. Make an empty one and name that.",
                )
            )
        return ours


def _moved(tables: list[Table]) -> list[Table]:
    return [table for table in tables if table.name not in _STAYING]


def _refuse_foreign(source: Blobs, there: dict[str, int]) -> None:
    foreign = set(there) - {key for key, _ in source.listed()}
    if foreign:
        raise TargetInUse(
            Text(
                ko="옮겨 갈 파일 저장소에 다른 파일이 {n}개 있습니다(예: {k}). "
                "비어 있는 버킷이나 접두어를 지정해 주세요.",
                en="The target store holds {n} other files ({k}, say). Name an empty bucket or prefix.",
            ).fill(n=len(foreign), k=sorted(foreign)[0])
        )


def _move_rows(
    source: Connection, target: Database, metadata: MetaData, tables: list[Table], requeue: Requeue, tell: Tell
) -> dict[str, Sum]:
    sums: dict[str, Sum] = {}
    moved = _moved(tables)
    with target.transaction() as session:
        connection = session.connection()
        for done, table in enumerate(moved, 1):
            try:
                copy_rows(source, connection, table, own_references(metadata, table.name))
            except DataError as error:
                raise RowsDiffer(_UNFIT.fill(t=table.name, w=str(error.orig).splitlines()[0])) from error
            sums[table.name] = sum_rows(connection, table)
            if sums[table.name] != sum_rows(source, table):
                raise RowsDiffer(_DIFFERENT.fill(t=table.name))
            tell(done, len(moved))
        requeue(session)
        forget(session, MOVING)
        note(session, MOVED, "all rows are here")
    return sums


_STOP = Text(
    ko="서버나 작업 프로세스가 아직 이 데이터로 일하고 있습니다. 모두 멈춘 뒤 다시 실행해 주세요.",
    en="A server or a worker still works on these data. Stop them all, then run this again.",
)
_UNFIT = Text(
    ko="'{t}' 표의 값을 옮겨 갈 데이터베이스가 받지 않습니다: {w}",
    en="The target database doesn't take a value of the table '{t}': {w}",
)
_DIFFERENT = Text(
    ko="'{t}' 표가 두 데이터베이스에서 다릅니다. 모두 멈췄는지 확인하고 다시 실행해 주세요.",
    en="The table '{t}' differs between the databases. Check that everything is stopped, and run it again.",
)
