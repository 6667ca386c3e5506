"""Worker slots: a stable name for each worker process, held by a file lock that dies with the process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from visavis.kit.errors import Conflict
from visavis.kit.text import Text

MOST_WORKERS = 64
PREFIX = "worker-"


class NoSlotFree(Conflict):
    """As many workers run on this data folder as may."""


class Slot:
    """One taken slot; ``name`` is the executor id that DBOS knows the worker by."""

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self._descriptor = descriptor

    def release(self) -> None:
        os.close(self._descriptor)


def take_slot(folder: Path) -> Slot:
    """The first free slot, so that a restarted worker finds its own unfinished jobs again. Raises NoSlotFree."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number in range(MOST_WORKERS):
        name = f"{PREFIX}{number}"
        descriptor = _lock(folder / f"{name}.lock")
        if descriptor is not None:
            return Slot(name, descriptor)
    raise NoSlotFree(
        Text(
            ko="이 데이터 폴더에서 작업 프로세스를 더 띄울 수 없습니다. 쓰지 않는 것을 먼저 끝내 주세요.",
            en="No more workers can run on this data folder. Stop one that you don't need.",
        )
    )


@contextmanager
def while_dead(folder: Path, name: str) -> Iterator[bool]:
    """True when no live process holds the slot; nobody can take it while the block runs. False when one does."""
    descriptor = _lock(folder / f"{name}.lock") if _is_slot(name) else None
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _is_slot(name: str) -> bool:
    return name.startswith(PREFIX) and name.removeprefix(PREFIX).isdigit()


def _lock(path: Path) -> int | None:
    # Not inheritable: a decoding child that outlives its worker must not keep the worker's slot.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


class WorkersAlive(Conflict):
    """Workers run on this data folder."""


def require_none_alive(folder: Path) -> None:
    """Raises WorkersAlive when any worker runs on this data folder."""
    for path in folder.glob(f"{PREFIX}*.lock"):
        with while_dead(folder, path.stem) as dead:
            if not dead:
                raise WorkersAlive(
                    Text(
                        ko="이 데이터 폴더에서 작업 프로세스가 돌고 있습니다. 서버와 작업 프로세스를 모두 멈춰 주세요.",
                        en="A worker runs on this data folder. Stop every server and worker first.",
                    )
                )
