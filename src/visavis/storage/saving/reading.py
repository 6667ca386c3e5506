"""Bring a backup back into an empty data folder: everything is checked before anything counts."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from visavis.kit.errors import Conflict
from visavis.kit.text import Text
from visavis.storage.saving.manifest import DATABASE, NAME, Entry, Manifest, broken, check_path, read_manifest
from visavis.storage.saving.writing import chunks_of, count_rows

_ASIDE = ".restoring"
_LARGEST_MANIFEST = 2**30
Tell = Callable[[int], None]
"""Called with how many bytes of the backup have been read."""


class FolderNotEmpty(Conflict):
    """There are data where the backup is to be restored."""


def restore_backup(file: Path, folder: Path, tell: Tell) -> Manifest:
    """Restore into ``folder``, which is empty or not there; when this raises it is so again.

    Raises FolderNotEmpty, BackupBroken, BackupTooNew, OSError.
    """
    with _aside(folder) as aside:
        manifest = _unpack(file, aside, tell)
        _check_database(aside / DATABASE, manifest)
        os.sync()  # once, because many small files one by one take long
        # the database last: without it, a folder whose restoring was broken off here is seen to be none
        for one in sorted(aside.iterdir(), key=lambda entry: entry.name == DATABASE):
            one.rename(folder / one.name)
    return manifest


@contextmanager
def _aside(folder: Path) -> Iterator[Path]:
    """A place inside the folder, which may be a mounted one that can't be renamed."""
    was_there = folder.exists()
    if was_there and (not folder.is_dir() or {one.name for one in folder.iterdir()} - {_ASIDE}):
        raise FolderNotEmpty(
            Text(
                ko="'{f}'에 이미 다른 데이터가 있습니다. 비어 있거나 아직 없는 폴더를 지정해 주세요.",
                en="'{f}' holds data already. Name a folder that is empty or isn't there yet.",
            ).fill(f=folder)
        )
    aside = folder / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    try:
        yield aside
    except BaseException:
        shutil.rmtree(folder if not was_there else aside, ignore_errors=True)
        raise
    shutil.rmtree(aside)


def _unpack(file: Path, aside: Path, tell: Tell) -> Manifest:
    found: list[Entry] = []
    try:
        with tarfile.open(file, "r:") as tar:
            for member in tar:
                if not member.isreg():
                    raise broken()
                if member.name == NAME:
                    return _agreed(_read_manifest(tar, member), found)
                found.append(_unpack_one(tar, member, aside))
                tell(member.offset_data + member.size)
    except (tarfile.TarError, EOFError) as error:
        raise broken() from error
    raise broken()  # its last file is missing


def _read_manifest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Manifest:
    data = tar.extractfile(member)
    if data is None or member.size > _LARGEST_MANIFEST:
        raise broken()
    return read_manifest(data.read())


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, aside: Path) -> Entry:
    target = aside / check_path(member.name)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    data = tar.extractfile(member)
    if data is None or target.exists():
        raise broken()
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in chunks_of(data):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Entry(member.name, size, digest.hexdigest())


def _agreed(manifest: Manifest, found: list[Entry]) -> Manifest:
    if sorted(found, key=_path) != sorted(manifest.files, key=_path):
        raise broken()
    return manifest


def _path(entry: Entry) -> str:
    return entry.path


def _check_database(database: Path, manifest: Manifest) -> None:
    if not manifest.rows:
        return
    try:
        with closing(sqlite3.connect(database)) as read:
            sound = read.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        if not sound or count_rows(database) != manifest.rows:
            raise broken()
    except sqlite3.DatabaseError as error:
        raise broken() from error
