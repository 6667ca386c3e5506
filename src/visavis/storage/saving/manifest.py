"""What a backup holds, written as its last file: one without it was broken off, and is none."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from visavis.kit.errors import Invalid
from visavis.kit.text import Text

NAME = "manifest.json"
DATABASE = "visavis.db"
BLOBS, IDENTITY = "blobs/", "identity/"
FORMAT = 1
_PATH = re.compile(rf"{re.escape(DATABASE)}|({BLOBS}|{IDENTITY})[A-Za-z0-9_\-.]+(/[A-Za-z0-9_\-.]+)*")


class BackupBroken(Invalid):
    """The file is no backup, only a part of one, or not as it was written."""


class BackupTooNew(Invalid):
    """A later version wrote it in a form that this one doesn't know."""


@dataclass(frozen=True)
class Entry:
    """One file of a backup: its path inside, bytes, and SHA-256 in hexadecimal."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """``rows``: how many each table has, empty where the database isn't in the backup; ``gone``: how many blobs were
    deleted while it was written."""

    version: str
    made_at: str
    rows: dict[str, int]
    files: tuple[Entry, ...]
    gone: int = 0

    @property
    def blobs(self) -> list[Entry]:
        return [one for one in self.files if one.path.startswith(BLOBS)]

    @property
    def size_bytes(self) -> int:
        return sum(one.size_bytes for one in self.files)

    def as_json(self) -> bytes:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False).encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises BackupBroken and BackupTooNew."""
    try:
        told: dict[str, Any] = json.loads(data)
        if told.pop("format") != FORMAT:
            raise BackupTooNew(
                Text(
                    ko="더 새로운 버전의 Visavis가 만든 백업입니다. 프로그램을 업데이트한 뒤 복원해 주세요.",
                    en="A newer Visavis made this backup. Update the program, then restore.",
                )
            )
        files = tuple(Entry(**one) for one in told.pop("files"))
        return Manifest(files=files, **told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise broken() from error


def check_path(path: str) -> str:
    """The path, where a backup may hold such a file. Raises BackupBroken."""
    if not _PATH.fullmatch(path) or ".." in path.split("/"):
        raise broken()
    return path


def broken() -> BackupBroken:
    return BackupBroken(
        Text(
            ko="백업 파일이 온전하지 않습니다: 백업이 아니거나, 끝까지 쓰이지 않았거나, 나중에 바뀌었습니다. "
            "다른 백업으로 복원해 주세요. 아무것도 복원하지 않았습니다.",
            en="The backup isn't whole: it is none, was broken off while it was written, or has changed since. Restore "
            "another one. Nothing was restored.",
        )
    )
