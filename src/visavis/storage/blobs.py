"""Blobs: named bytes in a folder or in an S3-compatible store, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import obstore
from obstore.store import LocalStore, from_url

from visavis.kit.errors import NotFound
from visavis.kit.text import Text

_KEY = re.compile(r"[A-Za-z0-9_\-.]+(/[A-Za-z0-9_\-.]+)*")
_CHUNK = 1024 * 1024


class BlobNotFound(NotFound):
    """There is no blob under this key."""


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
        """Write a blob; when this returns it survives the death of the process and, in a folder, of the power."""
        obstore.put(self._store, _checked(key), data)
        if self._folder is not None:
            _sync(self._folder / key)

    def get(self, key: str) -> bytes:
        """The whole blob. Raises BlobNotFound."""
        try:
            return bytes(obstore.get(self._store, _checked(key)).bytes())
        except FileNotFoundError as missing:
            raise _not_found() from missing

    def info(self, key: str) -> BlobInfo:
        """Size and entity tag. Raises BlobNotFound."""
        try:
            found = obstore.head(self._store, _checked(key))
        except FileNotFoundError as missing:
            raise _not_found() from missing
        return BlobInfo(key, int(found["size"]), str(found["e_tag"] or found["last_modified"].timestamp()).strip('"'))

    def exists(self, key: str) -> bool:
        try:
            self.info(key)
        except BlobNotFound:
            return False
        return True

    def stream(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The bytes [start, stop) in chunks of at most 1 MiB. Raises BlobNotFound before the first chunk."""
        end = self.info(key).size_bytes if stop is None else stop
        return self._chunks(key, start, end)

    def _chunks(self, key: str, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, _CHUNK):
            yield bytes(obstore.get_range(self._store, key, start=at, end=min(at + _CHUNK, end)))

    def free_bytes(self) -> int | None:
        """How much room the folder's disk has; None for a store that doesn't tell."""
        return None if self._folder is None else shutil.disk_usage(self._folder).free

    def copy_to(self, key: str, path: Path) -> None:
        """Write the blob's bytes to a file."""
        with path.open("wb") as out:
            for chunk in self.stream(key):
                out.write(chunk)

    def keys(self, prefix: str) -> list[str]:
        """Every key under a folder-like prefix, sorted."""
        pages = obstore.list(self._store, prefix=_checked(prefix.rstrip("/")))
        return sorted(str(entry["path"]) for page in pages for entry in page)

    def every_key(self) -> list[str]:
        """Every key that there is, sorted."""
        return sorted(str(entry["path"]) for page in obstore.list(self._store) for entry in page)

    def size_of(self, prefix: str) -> int:
        """How many bytes lie under a folder-like prefix."""
        pages = obstore.list(self._store, prefix=_checked(prefix.rstrip("/")))
        return sum(int(entry["size"]) for page in pages for entry in page)

    def delete(self, key: str) -> None:
        """Remove a blob; removing one that isn't there is no error."""
        try:
            obstore.delete(self._store, _checked(key))
        except FileNotFoundError:
            return

    def delete_all(self, prefix: str) -> int:
        """Remove everything under a folder-like prefix; returns how many blobs went."""
        found = self.keys(prefix)
        for key in found:
            self.delete(key)
        if self._folder is not None:
            _prune(self._folder / prefix)
        return len(found)


def open_blobs(place: str) -> Blobs:
    """Open a folder (a path) or an S3-compatible store (``s3://bucket/prefix``, credentials from AWS_* variables)."""
    if "://" in place:
        return Blobs(from_url(place))
    folder = Path(place)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Blobs(LocalStore(str(folder), mkdir=True), folder)


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
