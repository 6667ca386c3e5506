"""Everything that an account owns, as one zip that is made while it leaves: rows as JSON, recordings and files as they
are. Secrets (hashes of passwords and tokens, keys) stay here."""

from __future__ import annotations

import base64
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, or_, select, tuple_

from visavis.accounts.moving import blob_prefixes
from visavis.accounts.tables import Account
from visavis.kit.clock import now
from visavis.kit.text import Text
from visavis.storage.blobs import BlobNotFound, Blobs
from visavis.storage.database import Base, Database
from visavis.storage.ownership import OWNER

SECRET = "secret"  # noqa: S105 - the name of the mark, no secret
"""A column with this in its ``info`` is never exported, nor is one whose name says that it holds a secret."""
SECRET_NAMES = re.compile(r"password|passphrase|secret|(^|_)token$|_hash$|api_key|encrypted|sealed|cipher")
_ROWS = 500
_README = Text(
    ko="""Visavis: 내 모든 데이터

만든 때: {at}

data/   표마다 JSON 파일 하나씩: 이 계정에 딸린 모든 줄입니다. 시각은 UTC입니다.
files/  녹화, 질문 영상, 리포트, 문서, 사진 등 파일 그대로입니다. 표의 '…_key' 값이 'accounts/' 뒤의 경로와 같습니다.
missing.txt  내려받는 동안 지워진 파일이 있으면 여기에 적힙니다.

비밀번호, 복구 코드, 로그인과 공유 링크의 토큰, 저장된 API 키는 보안을 위해 넣지 않았습니다.
리포트는 연습을 위한 것이며 채용 판단에 쓸 수 없습니다.
""",
    en="""Visavis: all my data

Made at: {at}

data/   one JSON file for each table: every row that belongs to this account. Times are in UTC.
files/  recordings, clips of questions, reports, documents, pictures as they are. A '…_key' in a table is the path
        behind 'accounts/'.
missing.txt  names files that were deleted during the download, if there were any.

Passwords, recovery codes, tokens of sign-ins and shared links, and kept API keys are left out, to keep them safe.
Reports are practice feedback and must not be used to make a hiring decision.
""",
)


class _Outlet:
    """Where the zip is written to; what has come can be taken, and nothing is sought."""

    def __init__(self) -> None:
        self._held = bytearray()

    def write(self, data: bytes, /) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is left open."""

    def taken(self) -> bytes:
        data = bytes(self._held)
        self._held.clear()
        return data


def stream_export(database: Database, blobs: Blobs, account_id: str, elsewhere: Iterable[str] = ()) -> Iterator[bytes]:
    """The zip, piece by piece; memory holds some hundred rows or a mebibyte of a file at a time.

    ``elsewhere``: keys of blobs that the account owns although they don't lie under its own prefix.
    """
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for language, text in (("ko", _README.ko), ("en", _README.en)):
            archive.writestr(f"README.{language}.txt", text.format(at=f"{now():%Y-%m-%d %H:%M} UTC"))
        for table, mine in owned_tables(account_id):
            yield from _write_table(archive, outlet, database, table, mine)
        with database.reading() as session:
            prefixes = blob_prefixes(session, account_id)
        keys = [*(key for prefix in prefixes for key in blobs.keys(prefix)), *elsewhere]
        yield from _write_files(archive, outlet, blobs, keys)
    yield outlet.taken()


def owned_tables(account_id: str) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Every table with rows of the account, and which of them those are: the account's own row, those that name it as
    owner, and those that hang on any of these by a foreign key."""
    accounts = Base.metadata.tables[Account.__tablename__]
    found: dict[Table, ColumnElement[bool]] = {}
    for table in Base.metadata.sorted_tables:
        ways: list[ColumnElement[bool]] = []
        if table is accounts:
            ways = [table.c.id == account_id]
        elif OWNER in table.c:
            ways = [table.c[OWNER] == account_id]
        else:
            ways = [_hangs_on(column, found) for column in table.c if _parent(column) in found]
        if ways:
            found[table] = or_(*ways)
            yield table, found[table]


def is_secret(column: Column[Any]) -> bool:
    """Whether a column's values must stay here."""
    return bool(column.info.get(SECRET)) or SECRET_NAMES.search(column.name) is not None


def _parent(column: Column[Any]) -> Table | None:
    # A foreign key that is emptied when its parent goes is a mention, not a belonging.
    keys = [key for key in column.foreign_keys if key.ondelete == "CASCADE"]
    return keys[0].column.table if keys and keys[0].column.table is not column.table else None


def _hangs_on(column: Column[Any], found: dict[Table, ColumnElement[bool]]) -> ColumnElement[bool]:
    (key,) = column.foreign_keys
    return column.in_(select(key.column).where(found[key.column.table]))


def _write_table(
    archive: zipfile.ZipFile, outlet: _Outlet, database: Database, table: Table, mine: ColumnElement[bool]
) -> Iterator[bytes]:
    with archive.open(f"data/{table.name}.json", "w", force_zip64=True) as out:
        separator = b"["
        for row in _rows(database, table, mine):
            out.write(separator + json.dumps(row, ensure_ascii=False, default=_plain).encode())
            separator = b",\n"
            yield outlet.taken()
        out.write(b"]\n" if separator != b"[" else b"[]\n")
    yield outlet.taken()


def _rows(database: Database, table: Table, mine: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    """Some hundred at a time, so that no transaction stays open while a slow line takes them."""
    columns = [column for column in table.c if not is_secret(column)]
    keys = list(table.primary_key.columns)
    last: tuple[Any, ...] | None = None
    while True:
        query: Select[Any] = select(*keys, *columns).where(mine).order_by(*keys).limit(_ROWS)
        if last is not None:
            query = query.where(tuple_(*keys) > last)
        with database.reading() as session:
            rows = session.execute(query).all()
        for row in rows:
            yield {column.name: value for column, value in zip(columns, row[len(keys) :], strict=True)}
        if len(rows) < _ROWS:
            return
        last = tuple(rows[-1][: len(keys)])


def _write_files(archive: zipfile.ZipFile, outlet: _Outlet, blobs: Blobs, keys: Iterable[str]) -> Iterator[bytes]:
    missing: list[str] = []
    for key in keys:
        info = zipfile.ZipInfo(f"files/{key.removeprefix('accounts/')}", now().timetuple()[:6])
        info.compress_type = zipfile.ZIP_STORED  # what takes room is compressed already
        try:
            chunks = blobs.stream(key)
            with archive.open(info, "w", force_zip64=True) as out:
                for chunk in chunks:
                    out.write(chunk)
                    yield outlet.taken()
        except (BlobNotFound, FileNotFoundError):
            missing.append(key)
    if missing:
        archive.writestr("missing.txt", "\n".join(missing))


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"no JSON for {type(value).__name__}")
