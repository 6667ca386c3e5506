"""Blobs: named bytes in a folder or in an S3-compatible store, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import obstore
from obstore.exceptions import BaseError, PreconditionError
from obstore.store import LocalStore

from visavis.kit.errors import Failed, NotFound, Unavailable
from visavis.kit.text import Text
from visavis.storage import s3

_KEY = re.compile(r"[A-Za-z0-9_\-.]+(/[A-Za-z0-9_\-.]+)*")
_CHUNK = 1024 * 1024
_AT_A_TIME = 8 * 1024 * 1024
_PARTS = 4
"""So many parts of 5 MiB of a file are on their way at once."""
_AT_ONCE = 1000
"""So many keys an S3 store deletes with one request."""


class FolderUnusable(Unavailable):
    """The folder of files can't be read or written."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                ko="파일을 보관하는 폴더를 읽거나 쓸 수 없습니다. 권한과 디스크 여유 공간을 확인해 주세요.",
                en="The folder that keeps files can't be read or written. See to its permissions and the disk's room.",
            )
        )


class BlobNotFound(NotFound):
    """There is no blob under this key."""


class BlobChanged(Failed):
    """A blob was written anew while it was being read."""


@dataclass(frozen=True)
class BlobInfo:
    key: str
    size_bytes: int
    etag: str


class Blobs:
    """A store of blobs. Keys look like ``accounts/<id>/…`` so that an account's data go with its prefix."""

    def __init__(self, store: Any, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder

    def put(self, key: str, data: bytes | Path) -> None:
        """Write a blob, in parts when it is large and without holding a file in memory.

        When this returns it survives the death of the process and, in a folder, of the power. Raises StoreUnreachable.
        """
        with _told(self._folder):
            obstore.put(self._store, _checked(key), data, max_concurrency=_PARTS)
        if self._folder is not None:
            _sync(self._folder / key)

    def put_from(self, other: Blobs, key: str) -> None:
        """Write what another store has under this key, a large one by way of a temporary file."""
        if other.info(key).size_bytes <= _AT_A_TIME:
            self.put(key, other.get(key))
            return
        with tempfile.TemporaryDirectory() as folder:
            other.copy_to(key, path := Path(folder) / "blob")
            self.put(key, path)

    def get(self, key: str) -> bytes:
        """The whole blob. Raises BlobNotFound."""
        with _told(self._folder):
            return bytes(obstore.get(self._store, _checked(key)).bytes())

    def info(self, key: str) -> BlobInfo:
        """Size and entity tag. Raises BlobNotFound."""
        with _told(self._folder):
            found = obstore.head(self._store, _checked(key))
        return BlobInfo(key, int(found["size"]), str(found["e_tag"] or found["last_modified"].timestamp()).strip('"'))

    def exists(self, key: str) -> bool:
        try:
            self.info(key)
        except BlobNotFound:
            return False
        return True

    def stream(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes [start, stop) in chunks of at most 1 MiB, all of one writing of the blob.

        Raises BlobNotFound before the first chunk; BlobChanged, BlobNotFound and StoreUnreachable at any later one.
        """
        with _told(self._folder):
            found = obstore.head(self._store, _checked(key))
        end = int(found["size"]) if stop is None else min(stop, int(found["size"]))
        return self._chunks(key, start, end, found["e_tag"])

    def _chunks(self, key: str, start: int, end: int, tag: str | None) -> Iterator[bytes]:
        for at in range(start, end, _CHUNK):
            part: dict[str, Any] = {"range": (at, min(at + _CHUNK, end))}
            with _told(self._folder):
                chunk = bytes(obstore.get(self._store, key, options=part | ({"if_match": tag} if tag else {})).bytes())
            yield chunk

    def free_bytes(self) -> int | None:
        """How much room the folder's disk has; None for a store that doesn't tell."""
        return None if self._folder is None else shutil.disk_usage(self._folder).free

    def copy_to(self, key: str, path: Path) -> None:
        """Write the blob's bytes to a file."""
        with path.open("wb") as out:
            for chunk in self.stream(key):
                out.write(chunk)

    def listed(self, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Key and bytes of everything under a folder-like prefix ("" for all), page by page in no order."""
        with _told(self._folder):
            pages = iter(obstore.list(self._store, prefix=_checked(prefix.rstrip("/")) if prefix else None))
        while True:
            with _told(self._folder):
                page = next(pages, None)
            if page is None:
                return
            yield from ((str(entry["path"]), int(entry["size"])) for entry in page)

    def keys(self, prefix: str) -> list[str]:
        """Every key under a folder-like prefix, sorted."""
        return sorted(key for key, _size in self.listed(prefix))

    def size_of(self, prefix: str) -> int:
        """How many bytes lie under a folder-like prefix."""
        return sum(size for _key, size in self.listed(prefix))

    def delete(self, key: str) -> None:
        """Remove a blob; removing one that isn't there is no error."""
        try:
            with _told(self._folder):
                obstore.delete(self._store, _checked(key))
        except BlobNotFound:
            return

    def delete_all(self, prefix: str) -> int:
        """Remove everything under a folder-like prefix; returns how many blobs went."""
        found = self.keys(prefix)
        if self._folder is None:
            for at in range(0, len(found), _AT_ONCE):
                with _told(self._folder):
                    obstore.delete(self._store, found[at : at + _AT_ONCE])
            return len(found)
        for key in found:
            self.delete(key)
        _prune(self._folder / prefix)
        return len(found)

    def check(self) -> None:
        """Raises StoreUnreachable and BucketMissing, saying what to do about it; nothing is written."""
        if self._folder is None:
            s3.check(self._store)


def open_blobs(place: str) -> Blobs:
    """Open a folder (a path) or an S3-compatible store (``s3://bucket/prefix``, see ``storage.s3``)."""
    if "://" in place:
        return Blobs(s3.open_store(place))
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Blobs(LocalStore(str(folder), mkdir=True), folder)


@contextmanager
def _told(folder: Path | None) -> Iterator[None]:
    """What the store's library raises, as errors of ours; ``folder``: where it is one."""
    try:
        yield
    except FileNotFoundError as missing:
        raise _not_found() from missing
    except PreconditionError as changed:
        raise BlobChanged(
            Text(
                ko="읽는 동안 파일이 바뀌었습니다. 다시 시도해 주세요.",
                en="The file changed while it was being read. Please try again.",
            )
        ) from changed
    except BaseError as error:
        raise FolderUnusable if folder is not None else s3.unreachable(error) from error


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key) or ".." in key.split("/"):
        raise _not_found()
    return key


def _not_found() -> BlobNotFound:
    return BlobNotFound(
        Text(
            ko="파일을 찾을 수 없습니다. 이미 삭제되었을 수 있어요.",
            en="The file isn't there; it may have been deleted.",
        )
    )


def _sync(path: Path) -> None:
    for place, flags in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        descriptor = os.open(place, flags)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _prune(folder: Path) -> None:
    if not folder.is_dir():
        return
    for place, _, _ in os.walk(folder, topdown=False):
        if not os.listdir(place):
            os.rmdir(place)
