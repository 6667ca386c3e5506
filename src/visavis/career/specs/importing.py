"""Tables brought by an administrator, each with its source and year; taken whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.career.specs.rows import read_rows
from visavis.career.specs.tables import SpecImport, SpecOutcome
from visavis.kit.clock import now
from visavis.kit.errors import Conflict, Invalid, NotFound
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.media.limits import Limits
from visavis.media.sandbox import run_limited
from visavis.media.sheets import Bounds, SheetUnreadable, parse_sheet
from visavis.storage.locking import alone

LARGEST_BYTES = 20 * 2**20
MOST_ROWS = 100_000
BOUNDS = Bounds(rows=MOST_ROWS + 1, columns=64, cell_characters=200)
LIMITS = Limits(memory_mb=2048, cpu_s=120, wall_s=180)
FIRST_YEAR = 1990
LONGEST_SOURCE = 200


class SourceNeeded(Invalid):
    """A table came without saying where it is from, or of which year."""


class AlreadyImported(Conflict):
    """The very same file is there already."""


class ImportNotFound(NotFound):
    """There is no such import."""


def check_source(source: str, year: int) -> str:
    """The source as it is shown. Raises SourceNeeded."""
    source = " ".join(source.split())
    if not 2 <= len(source) <= LONGEST_SOURCE:
        raise SourceNeeded(
            Text(ko="출처를 2자에서 200자로 적어 주세요.", en="Please state the source, in 2 to 200 characters.")
        )
    if not FIRST_YEAR <= year <= now().year:
        raise SourceNeeded(
            Text(
                ko="출처의 연도를 {f}년부터 올해 사이로 적어 주세요.",
                en="Please state the source's year, from {f} to this year.",
            ).fill(f=FIRST_YEAR)
        )
    return source


@dataclass(frozen=True)
class Table:
    """A file as it was read: every row is good."""

    rows: list[dict[str, Any]]
    sha256: str


def read_table(data: bytes) -> Table:
    """Read a CSV or XLSX file in a child with limits. Raises SheetUnreadable, SheetRefused and TooHeavy."""
    if len(data) > LARGEST_BYTES:
        raise SheetUnreadable(
            Text(ko="파일이 20 MiB보다 큽니다. 나누어 올려 주세요.", en="The file is over 20 MiB. Please split it.")
        )
    rows = run_limited(parse_sheet, data, BOUNDS, limits=LIMITS)
    return Table(read_rows(rows), hashlib.sha256(data).hexdigest())


def keep_table(
    session: Session, table: Table, file_name: str, source: str, year: int, imported_by: str | None
) -> SpecImport:
    """Keep every row of a table. Raises SourceNeeded and AlreadyImported."""
    source = check_source(source, year)
    alone(session, f"outcomes {table.sha256}")
    if session.scalar(select(SpecImport.id).where(SpecImport.sha256 == table.sha256)) is not None:
        raise AlreadyImported(Text(ko="같은 파일을 이미 가져왔습니다.", en="This very file has been imported already."))
    made = SpecImport(
        id=new_id("spi"),
        source=source,
        year=year,
        file_name=file_name[:200],
        sha256=table.sha256,
        row_count=len(table.rows),
        imported_by=imported_by,
    )
    session.add(made)
    session.flush()
    at = now()
    # numbered, because a hundred thousand random names take seconds in which everybody else waits for the database
    numbered = ((f"spo_{made.id[4:]}_{number}", row) for number, row in enumerate(table.rows))
    rows = [{**row, "id": name, "import_id": made.id, "created_at": at} for name, row in numbered]
    session.execute(SpecOutcome.metadata.tables[SpecOutcome.__tablename__].insert(), rows)
    return made


def list_imports(session: Session) -> list[SpecImport]:
    return list(session.scalars(select(SpecImport).order_by(SpecImport.created_at.desc())))


def remove_import(session: Session, import_id: str) -> None:
    """Take a table out again, with all its rows. Raises ImportNotFound."""
    found = session.get(SpecImport, import_id)
    if found is None:
        raise ImportNotFound(Text(ko="가져온 표를 찾을 수 없습니다.", en="There is no such import."))
    session.delete(found)
    session.flush()
