"""Write everything that an installation keeps into one tar file, while it runs.

The rows first, as of one moment; then the blobs that were there, so that no row lacks what it names but for what
somebody deleted meanwhile. Each blob is copied aside before it enters the file, so it goes in whole.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from visavis.kit.clock import now
from visavis.kit.errors import Conflict
from visavis.kit.text import Text
from visavis.storage.blobs import BlobNotFound, Blobs
from visavis.storage.saving.manifest import BLOBS, DATABASE, IDENTITY, NAME, Entry, Manifest

_IN_MEMORY = 8 * 1024 * 1024
_TRIES = 5
Tell = Callable[[int, int], None]
"""Called with how many files are in, and of how many."""


class WontOverwrite(Conflict):
    """Something lies where the backup is to go."""


class BlobKeepsChanging(Conflict):
    """A blob was written again and again while it was being read."""


@dataclass(frozen=True)
class Kept:
    """What an installation keeps. ``database``: its SQLite file, None when the rows lie elsewhere."""

    database: Path | None
    blobs: Blobs
    identity: Path
    version: str


WhichSpaces = Callable[[Path], frozenset[str]]
"""Of a copy of the database, the accounts whose blobs it knows: ``accounts/<this>/…``."""


def write_backup(out: Path, kept: Kept, spaces_of: WhichSpaces, tell: Tell) -> Manifest:
    """Write ``out`` whole or not at all, for its owner's eyes only. Raises WontOverwrite, OSError."""
    _refuse_existing(out)
    with tempfile.TemporaryDirectory(prefix=".visavis-", dir=out.parent) as folder:
        draft = Path(folder) / "draft.tar"
        with _create(draft) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                manifest = _Writer(tar, Path(folder)).write(kept, spaces_of, tell)
            file.flush()
            os.fsync(file.fileno())
        _refuse_existing(out)
        draft.rename(out)
    return manifest


def _refuse_existing(out: Path) -> None:
    if out.exists() or out.is_symlink():
        raise WontOverwrite(
            Text(
                ko="'{f}'이(가) 이미 있습니다. 백업은 아무것도 덮어쓰지 않으니 다른 이름을 지정해 주세요.",
                en="'{f}' is there already. A backup overwrites nothing: give another name.",
            ).fill(f=out)
        )


def _create(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


class _Writer:
    def __init__(self, tar: tarfile.TarFile, aside: Path) -> None:
        self._tar = tar
        self._aside = aside
        self._entries: list[Entry] = []

    def write(self, kept: Kept, spaces_of: WhichSpaces, tell: Tell) -> Manifest:
        rows: dict[str, int] = {}
        spaces: frozenset[str] | None = None
        if kept.database is not None:
            copy = self._aside / DATABASE
            copy_database(kept.database, copy)
            rows, spaces = count_rows(copy), spaces_of(copy)
            self._add_file(DATABASE, copy)
            copy.unlink()
        for file in sorted(kept.identity.glob("*")):
            if file.is_file() and not file.name.startswith("."):
                self._add_file(IDENTITY + file.name, file)
        gone = self._add_blobs(kept.blobs, spaces, tell)
        manifest = Manifest(kept.version, now().isoformat(timespec="seconds"), rows, tuple(self._entries), gone)
        self._append(NAME, io.BytesIO(manifest.as_json()), len(manifest.as_json()))
        return manifest

    def _add_blobs(self, blobs: Blobs, spaces: frozenset[str] | None, tell: Tell) -> int:
        keys = [key for key in sorted(name for name, _size in blobs.listed()) if _belongs(key, spaces)]
        gone = 0
        for done, key in enumerate(keys, 1):
            try:
                self._add_blob(blobs, key)
            except BlobNotFound:
                gone += 1
            tell(done, len(keys))
        return gone

    def _add_blob(self, blobs: Blobs, key: str) -> None:
        for _ in range(_TRIES):
            with tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(self._aside)) as aside:
                before = blobs.info(key)
                for chunk in blobs.stream(key, 0, before.size_bytes):
                    aside.write(chunk)
                if blobs.info(key) == before:
                    self._add(BLOBS + key, aside)
                    return
        raise BlobKeepsChanging(
            Text(
                ko="'{k}' 파일이 읽는 동안 계속 바뀝니다. 잠시 뒤에 다시 백업해 주세요.",
                en="'{k}' keeps changing while it is read. Try again in a while.",
            ).fill(k=key)
        )

    def _add_file(self, path: str, file: Path) -> None:
        with file.open("rb") as data:
            self._add(path, data)

    def _add(self, path: str, data: IO[bytes]) -> None:
        data.seek(0)
        digest, size = hashlib.sha256(), 0
        for chunk in chunks_of(data):
            digest.update(chunk)
            size += len(chunk)
        data.seek(0)
        self._append(path, data, size)
        self._entries.append(Entry(path, size, digest.hexdigest()))

    def _append(self, path: str, data: IO[bytes], size: int) -> None:
        told = tarfile.TarInfo(path)
        told.size, told.mode, told.mtime = size, 0o600, int(now().timestamp())
        self._tar.addfile(told, data)


def _belongs(key: str, spaces: frozenset[str] | None) -> bool:
    """Whether the copied rows know it: what came after them is left for the next backup."""
    top, _, rest = key.partition("/")
    if top == "probes":
        return False
    return spaces is None or top != "accounts" or rest.split("/")[0] in spaces


def copy_database(source: Path, copy: Path) -> None:
    """The rows as of one moment, by SQLite's own online backup; nobody waits for it."""
    with closing(sqlite3.connect(source, timeout=30)) as read, closing(sqlite3.connect(copy)) as written:
        read.backup(written)
        written.execute("PRAGMA journal_mode=DELETE")


def count_rows(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(database)) as read:
        tables = read.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        names = sorted(str(name) for (name,) in tables)
        # the names are the database's own
        return {name: int(read.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608


def chunks_of(data: IO[bytes]) -> Iterator[bytes]:
    while chunk := data.read(1024 * 1024):
        yield chunk
