"""A worker's own folder on its machine, and the lock beside it that dies with the process.

The lock tells the other workers of the same data folder at once that the process is dead; everyone else finds out by
its missing beats (``jobs.roll``).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path


class Workplace:
    """A taken place; ``leave`` clears it."""

    def __init__(self, folder: Path, name: str, descriptor: int) -> None:
        self.folder = folder / name
        self._lock = _lock_of(folder, name)
        self._descriptor = descriptor

    def leave(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.unlink(missing_ok=True)
        os.close(self._descriptor)


def take_workplace(folder: Path, name: str) -> Workplace:
    """A new place for this process. Its temporary files, and those of its children, lie there from now on: they hold
    recordings, which must not stay in the system's folder when no ``finally`` was reached."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # It has its name only once it is locked, so nobody takes it for a dead worker's.
    unnamed = folder / f"{name}.new"
    descriptor = _open(unnamed)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    unnamed.rename(_lock_of(folder, name))
    place = Workplace(folder, name, descriptor)
    place.folder.mkdir(mode=0o700, exist_ok=True)
    tempfile.tempdir = os.environ["TMPDIR"] = str(place.folder.resolve())
    return place


def clear_dead(folder: Path, bury: Callable[[str], object]) -> None:
    """Call ``bury`` with the name of each worker of this folder whose process is gone, and delete what it left."""
    for path in folder.glob("*.lock"):
        descriptor = _lock(path)
        if descriptor is None:
            continue
        try:
            bury(path.stem)
            shutil.rmtree(path.with_suffix(""), ignore_errors=True)
            path.unlink(missing_ok=True)
        finally:
            os.close(descriptor)


def _lock_of(folder: Path, name: str) -> Path:
    return folder / f"{name}.lock"


def _lock(path: Path) -> int | None:
    try:
        descriptor = _open(path, create=False)
    except FileNotFoundError:
        return None  # another worker was faster
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def _open(path: Path, create: bool = True) -> int:
    # Not inheritable: a decoding child that outlives its worker must not keep the worker's place.
    return os.open(path, os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT if create else 0), 0o600)
