"""Every row of every table from one database to another, in one transaction of the target."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Table,
    bindparam,
    cast,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.types import UserDefinedType

_AT_ONCE = 500


@dataclass(frozen=True)
class Sum:
    """How many there are, and a hash of them all that doesn't depend on their order."""

    count: int
    sha256: str


class _Written(UserDefinedType[str]):
    """JSON as it is written, so that not even a null among its values, or instead of it, changes."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        return "JSON"

    def column_expression(self, colexpr: ColumnElement[Any]) -> ColumnElement[Any]:
        return cast(colexpr, SqlText)


def as_written(metadata: MetaData) -> list[Table]:
    """The tables, those first on which others depend, with JSON left as it is written."""
    copy = MetaData()
    for table in metadata.sorted_tables:
        columns = (Column(one.name, _plain_type(one), primary_key=one.primary_key) for one in table.columns)
        Table(table.name, copy, *columns)
    return [copy.tables[table.name] for table in metadata.sorted_tables]


def copy_rows(source: Connection, target: Connection, table: Table, points_at_itself: Sequence[str]) -> None:
    """Copy a table. Columns that point at rows of the same table are filled when all rows are there."""
    later: list[dict[str, Any]] = []
    keys = [column.name for column in table.primary_key]
    for rows in _in_parts(_read(source, table)):
        for row in rows if points_at_itself else ():
            later.append({f"key_{name}": row[name] for name in keys} | {name: row[name] for name in points_at_itself})
            row.update(dict.fromkeys(points_at_itself))
        target.execute(insert(table), rows)
    if later:
        here = (table.c[name] == bindparam(f"key_{name}") for name in keys)
        values: dict[str, Any] = {name: bindparam(name) for name in points_at_itself}
        target.execute(update(table).where(*here).values(values), later)
    _continue_numbers(target, table)


def own_references(metadata: MetaData, table: str) -> list[str]:
    """The columns of a table that point at its own rows."""
    found = metadata.tables[table]
    return [key.parent.name for key in found.foreign_keys if key.column.table is found]


def sum_rows(connection: Connection, table: Table) -> Sum:
    """Count and hash of a table."""
    total = count = 0
    for row in _read(connection, table):
        count += 1
        line = "\x1f".join(_told(row[column.name]) for column in table.columns)
        total += int.from_bytes(hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest(), "big")
    return Sum(count, f"{total % 2**256:064x}")


def is_empty(connection: Connection, tables: Iterable[Table]) -> bool:
    return all(connection.execute(select(table).limit(1)).first() is None for table in tables)


def hold_still(connection: Connection, tables: Sequence[Table]) -> None:
    """Let nobody write until this transaction ends: SQLite's has taken its write lock when it began."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in tables)
        connection.execute(text(f"LOCK TABLE {names} IN SHARE MODE NOWAIT"))


def _read(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    found = connection.execute(select(table).execution_options(yield_per=_AT_ONCE))
    for row in found.mappings():
        yield {name: _clean(value) for name, value in row.items()}


def _in_parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _clean(value: Any) -> Any:
    # PostgreSQL's text holds no NUL (see storage.postgres)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _told(value: Any) -> str:
    if value is None:
        return "\x00"
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return repr(value) if isinstance(value, float) else str(value)


def _plain_type(column: Column[Any]) -> Any:
    return _Written() if isinstance(column.type, JSON) else column.type


def _continue_numbers(target: Connection, table: Table) -> None:
    """Let the next row that is numbered by the database come after the copied ones."""
    keys = list(table.primary_key)
    if target.dialect.name != "postgresql" or len(keys) != 1:
        return
    asked = text("SELECT pg_get_serial_sequence(:table, :column)")
    sequence = target.execute(asked, {"table": f'"{table.name}"', "column": keys[0].name}).scalar_one()
    if sequence is not None:
        last = target.execute(select(func.max(keys[0]))).scalar_one()
        target.execute(text("SELECT setval(:sequence, :next, false)"), {"sequence": sequence, "next": (last or 0) + 1})
