"""Every file of a source: a folder, a zip, or a folder that holds zips. Nothing is ever unpacked to disk."""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.lab.datasets.reasons import Rejected
from visavis.media.archives import BROKEN_ZIP

MOST_FILE_BYTES = 64 * 2**20
"""No picture within the pixel limit needs more, except uncompressed ones that nobody keeps."""
MOST_LABEL_BYTES = 256 * 2**20
_DENSEST = 200
"""Times by which an entry may grow when unpacked: pictures barely do, label files up to thirty times."""
_ROOM_BYTES = 2**30
_DENSEST_WHOLE = 20
"""An archive may unpack to 1 GiB, or to 20 times its own size: entries that overlap can't get round that."""
_ZIP_HEAD = b"PK\x03\x04"
_UNIX = 3
"""Archives that were packed there hold file modes."""
_CLUTTER = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


class SourceNotFound(NotFound):
    """There is neither a folder nor a file under the source's path."""


class SourceUnusable(Invalid):
    """The source is neither a folder nor a zip archive."""


class SourceDamaged(SourceUnusable):
    """The source is a zip that was cut off or can't be read."""


@dataclass(frozen=True)
class Item:
    """One file of a source.

    ``name`` is its path inside the source with slashes, in NFC; ``stamp`` changes when the file changes; ``path`` is
    the file or the archive on disk and ``entry`` the place in the archive's list; ``refusal`` is the code of a reason
    when it isn't even to be opened.
    """

    name: str
    stamp: str
    path: str
    entry: int | None
    size_bytes: int
    refusal: str | None = None


def walk(source: Path) -> Iterator[Item]:
    """All files of the source in a fixed order. Raises SourceNotFound, SourceUnusable, SourceDamaged."""
    if source.is_dir():
        return _walk_folder(source, "")
    if not source.exists():
        raise SourceNotFound(
            Text(
                ko="'{s}' 폴더나 파일이 없습니다. 경로를 확인해 주세요.",
                en="There is no folder or file '{s}'. Check the path.",
            ).fill(s=source)
        )
    if not zipfile.is_zipfile(source):
        if _begins_as_zip(source):
            raise SourceDamaged(
                Text(
                    ko="'{s}'은(는) 손상된 zip 파일입니다. 다운로드나 복사가 중간에 끊긴 것 같습니다. "
                    "다시 받아서 실행해 주세요.",
                    en="'{s}' is a damaged zip: its end is missing. Download or copy it again, to its end.",
                ).fill(s=source)
            )
        raise SourceUnusable(
            Text(
                ko="'{s}'은(는) 폴더도 zip 파일도 아닙니다. 사진 폴더나 zip 파일을 지정해 주세요.",
                en="'{s}' is neither a folder nor a zip. Name a folder of pictures or a zip file.",
            ).fill(s=source)
        )
    return _walk_archive(source, "")


def _begins_as_zip(path: Path) -> bool:
    """By content; of a file without any, by name."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_ZIP_HEAD))
    except OSError:
        return False
    return head == _ZIP_HEAD or (not head and path.suffix.lower() == ".zip")


def _walk_folder(folder: Path, inside: str) -> Iterator[Item]:
    for entry in sorted(os.scandir(folder), key=lambda one: one.name):
        name = unicodedata.normalize("NFC", inside + entry.name)
        if _is_clutter(entry.name):
            continue
        if entry.is_symlink():
            yield Item(name, "link", entry.path, None, 0, "link")
        elif entry.is_dir():
            yield from _walk_folder(Path(entry.path), name + "/")
        elif entry.is_file() and entry.name.lower().endswith(".zip"):
            yield from _walk_archive(Path(entry.path), name + "/")
        elif entry.is_file():
            yield _file(entry, name)


def _file(entry: os.DirEntry[str], name: str) -> Item:
    found = entry.stat()
    return Item(name, f"{found.st_size}-{found.st_mtime_ns}", entry.path, None, found.st_size)


def _walk_archive(path: Path, inside: str) -> Iterator[Item]:
    stamp = f"{path.stat().st_size}-{path.stat().st_mtime_ns}"
    try:
        with open_archive(path) as archive:
            entries = archive.infolist()
    except (*BROKEN_ZIP, OSError):
        yield Item(inside.rstrip("/") or path.name, stamp, str(path), None, 0, "broken_archive")
        return
    if sum(entry.file_size for entry in entries) > max(_ROOM_BYTES, _DENSEST_WHOLE * path.stat().st_size):
        yield Item(inside.rstrip("/") or path.name, stamp, str(path), None, 0, "too_dense")
        return
    for place, entry in enumerate(entries):
        name = unicodedata.normalize("NFC", entry.filename)
        parts = _parts(name)
        if not entry.is_dir() and not any(_is_clutter(part) for part in parts):
            refusal = _refusal(entry, parts)
            stamp = refusal if refusal == "link" else f"{entry.file_size}-{entry.CRC:08x}"
            yield Item(inside + name, stamp, str(path), place, entry.file_size, refusal)


def open_archive(path: Path) -> zipfile.ZipFile:
    """The archive; names without the UTF-8 flag are read as cp949, which Korean Windows writes."""
    try:
        return zipfile.ZipFile(path, metadata_encoding="cp949")
    except UnicodeDecodeError:
        return zipfile.ZipFile(path)


def _parts(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts


def _refusal(entry: zipfile.ZipInfo, parts: tuple[str, ...]) -> str | None:
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0]:
        return "unsafe_name"
    if entry.create_system == _UNIX and stat.S_ISLNK(entry.external_attr >> 16):
        return "link"
    if entry.flag_bits & 1:
        return "encrypted"
    if parts[-1].lower().endswith(".zip"):
        return "archive_in_archive"
    return "too_dense" if entry.file_size > _DENSEST * max(entry.compress_size, 1024) else None


def _is_clutter(name: str) -> bool:
    return (name.startswith(".") and name not in (".", "..")) or name.lower() in _CLUTTER


class Reader:
    """Reads items; keeps the archive that it read last open. Not to be shared between threads."""

    def __init__(self) -> None:
        self._path = ""
        self._archive: zipfile.ZipFile | None = None

    def read(self, path: str, entry: int | None, most_bytes: int = MOST_FILE_BYTES) -> bytes:
        """The file's bytes. Raises Rejected: file_too_large, unreadable_file, broken_archive."""
        try:
            data = self._read_file(path, most_bytes) if entry is None else self._read_entry(path, entry, most_bytes)
        except (*BROKEN_ZIP, zipfile.LargeZipFile, RuntimeError) as error:
            raise Rejected("broken_archive") from error
        except OSError as error:
            raise Rejected("unreadable_file") from error
        except Exception as error:  # a damaged stream raises what its decompressor pleases (zlib.error, lzma.LZMAError)
            if entry is None:
                raise
            raise Rejected("broken_archive") from error
        if len(data) > most_bytes:
            raise Rejected("file_too_large", bytes=f"> {most_bytes}", limit=most_bytes)
        return data

    def _read_file(self, path: str, most_bytes: int) -> bytes:
        with open(path, "rb") as file:
            return file.read(most_bytes + 1)

    def _read_entry(self, path: str, entry: int, most_bytes: int) -> bytes:
        if self._archive is None or self._path != path:
            self.close()
            self._path, self._archive = path, open_archive(Path(path))
        with self._archive.open(self._archive.infolist()[entry]) as file:
            return file.read(most_bytes + 1)

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()
            self._archive = None
