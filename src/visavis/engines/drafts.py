"""Folders of the library that appear whole or not at all, however many processes write, and whatever breaks."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from visavis.kit.errors import Conflict, Unavailable
from visavis.kit.text import Text

LATER = 3
"""How a program of the lab ends where only the disk or another process was in the way; otherwise 1."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class AlreadyThere(Conflict):
    """The folder of this name exists."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(
                ko="{f} 폴더가 이미 있습니다. 지우거나 --name으로 다른 이름을 지정해 주세요.",
                en="{f} exists already. Delete it, or give another name with --name.",
            ).fill(f=folder)
        )


class BeingMade(Conflict):
    """Another process is making the folder of this name right now."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(
                ko="다른 프로세스가 지금 '{n}'을(를) 가져오고 있습니다. 끝난 뒤 `visavis models list`로 확인해 주세요.",
                en="Another process is bringing in '{n}' right now. See `visavis models list` when it is done.",
            ).fill(n=folder.name)
        )


class DiskFull(Unavailable):
    """There is no room for what was to be written; nothing of it was kept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            Text(
                ko="디스크 공간이 부족해 '{n}'을(를) 저장하지 못했습니다. 남긴 파일은 없습니다. "
                "공간을 비운 뒤 다시 실행해 주세요.",
                en="The disk is too full for '{n}'; nothing was left behind. Make room and run this again.",
            ).fill(n=folder.name)
        )


@contextmanager
def drafting(folder: Path) -> Iterator[Path]:
    """A hidden folder beside ``folder`` that takes its place when the block ends well, and vanishes otherwise.

    Raises AlreadyThere, BeingMade where another process drafts the same, DiskFull.
    """
    if folder.exists():
        raise AlreadyThere(folder)
    draft = folder.with_name(f".{folder.name}.draft")
    try:
        with alone(folder):
            shutil.rmtree(draft, ignore_errors=True)  # of a process that was killed
            draft.mkdir()
            try:
                yield draft
                _put(draft, folder)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        if is_full(error):
            raise DiskFull(folder) from error
        raise
    finally:
        _drop_empty(folder.parent)


def sweep(models: Path) -> list[Path]:
    """Take away what processes that were killed left behind in the library; returns what it was.

    What another process works on is left, and so is what was fetched in part: that is gone on from.
    """
    left = [path for path in sorted(models.glob("*/.*")) if path.suffix in (".draft", ".gone", ".lock")]
    swept = []
    for folder in dict.fromkeys(path.parent / path.stem.removeprefix(".") for path in left):
        with suppress(BeingMade, OSError), alone(folder):
            gone = [folder.with_name(f".{folder.name}.{what}") for what in ("draft", "gone")]
            swept += [path for path in gone if path.exists()]
            for path in gone:
                shutil.rmtree(path, ignore_errors=True)
    for kind in {path.parent for path in left}:
        _drop_empty(kind)
    return swept


def is_full(error: Exception) -> bool:
    """Whether something couldn't be written because there is no room for it."""
    return isinstance(error, OSError) and error.errno in _FULL


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Only one process at a time gets into such a block for one folder; raises BeingMade for the others."""
    lock = folder.with_name(f".{folder.name}.lock")
    held = _lock(lock, folder)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)
        os.close(held)


def _lock(lock: Path, folder: Path) -> int:
    while True:
        lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            held = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        except FileNotFoundError:  # the folder has just been dropped as empty
            continue
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(held)
            raise BeingMade(folder) from error
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(held), lock.stat()):
                return held
        os.close(held)  # whoever held it before has just taken the file away: that lock binds nobody


def _put(draft: Path, folder: Path) -> None:
    try:
        draft.rename(folder)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise AlreadyThere(folder) from error
        raise


def _drop_empty(kind: Path) -> None:
    """A kind of which nothing is there leaves no folder, nor an empty library."""
    with suppress(OSError):
        kind.rmdir()
        kind.parent.rmdir()
