"""Fills every table with drawn rows, and a store with drawn blobs, to see whether all of it arrives elsewhere."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, String, Table, Text, insert, null

from visavis.app import METADATA
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database, Moment

ROWS = 12
_WORDS = ("면접 준비", 'it\'s "quoted"', "tab\tand\nline", "😀", "Ω", "plain", "back\\slash", "100%")
_LEFT_EMPTY = ("installation",)


def fill(database: Database, blobs: Blobs, seed: int, files: int) -> None:
    """``ROWS`` rows in every table, and so many files of 0 bytes to 9 MiB."""
    draw = random.Random(seed)
    kept: dict[str, list[dict[str, Any]]] = {}
    with database.transaction() as session:
        for table in METADATA.sorted_tables:
            if table.name in _LEFT_EMPTY:
                continue
            for number in range(ROWS):
                row = {column.name: _value(draw, table, column, number, kept) for column in table.columns}
                session.execute(insert(table), row)
                kept.setdefault(table.name, []).append(row)
    for number in range(files):
        size = 9 * 2**20 if number == 1 else draw.choice((0, 1, 1000, 70_000))
        blobs.put(f"accounts/acc_{number % 7}/interviews/{number}/takes/{number:06d}.webm", draw.randbytes(size))


def _value(
    draw: random.Random, table: Table, column: Column[Any], number: int, kept: dict[str, list[dict[str, Any]]]
) -> Any:
    if column.foreign_keys:
        parent = next(iter(column.foreign_keys)).column
        rows = kept.get(parent.table.name, [])
        # each its own parent, so that what is unique together stays so
        return rows[number % len(rows)][parent.name] if rows else None
    if table.name == "jobs" and column.name in ("kind", "state", "owner_id"):
        return {"kind": "prepare_person", "state": ("waiting", "running", "done")[number % 3], "owner_id": "acc_1"}[
            column.name
        ]
    if column.nullable and number % 4 == 0:
        return null() if isinstance(column.type, JSON) else None
    return _drawn(draw, column, number)


def _drawn(draw: random.Random, column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, JSON):
        return draw.choice(([], {}, {"a": [1, None, 2.5], "ㄱ": {"x": "y\u2028"}}, [{"t": True}], None))
    if isinstance(kind, String | Text):
        length = getattr(kind, "length", None) or 200
        return f"{number}{draw.choice(_WORDS)}"[:length]
    if isinstance(kind, Boolean):
        return draw.random() < 0.5
    if isinstance(kind, Integer):
        return number + 1
    if isinstance(kind, Float):
        return draw.uniform(-1e6, 1e6)
    if isinstance(kind, LargeBinary):
        return draw.randbytes(20)
    if isinstance(kind, Date):
        return date(2026, 1, 1) + timedelta(days=number)
    assert isinstance(kind, Moment), kind
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=draw.randrange(10**15))
