"""The folder ``.ingest`` in a dataset: what one run leaves for the next, held by one run at a time."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from visavis.kit.errors import Conflict, Invalid
from visavis.kit.text import Text

WORKSHOP = ".ingest"
_LOCK = "lock"


class DatasetBusy(Conflict):
    """Another run works on the same dataset."""


class NoPlace(Invalid):
    """The dataset's folder can't be made."""


@contextmanager
def open_workshop(out: Path) -> Iterator[Path]:
    """The workshop of the dataset ``out``, both made where they aren't there yet.

    When the run inside fails and leaves nothing there, whatever was made for it goes again. Raises DatasetBusy and
    NoPlace.
    """
    new = [place for place in (out, *out.absolute().parents) if not place.exists()]
    workshop = _make_folders(out)
    with _only_run(out, workshop / _LOCK):
        try:
            yield workshop
        except BaseException:
            _leave_no_trace(workshop, new)
            raise


def _make_folders(out: Path) -> Path:
    workshop = out / WORKSHOP
    try:
        workshop.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoPlace(
            Text(
                ko="'{o}' 폴더를 만들 수 없습니다. --out에 쓸 수 있는 폴더를 지정해 주세요.",
                en="The folder '{o}' can't be made. Give --out a folder that you may write to.",
            ).fill(o=out)
        ) from error
    return workshop


@contextmanager
def _only_run(out: Path, path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise DatasetBusy(
                Text(
                    ko="'{o}' 데이터셋을 다른 작업이 만들고 있습니다. 끝난 뒤 다시 실행해 주세요.",
                    en="Another run is working on the dataset '{o}'. Wait until it has ended.",
                ).fill(o=out)
            ) from error
        yield


def _leave_no_trace(workshop: Path, new: list[Path]) -> None:
    if [one.name for one in workshop.iterdir()] != [_LOCK]:
        return
    (workshop / _LOCK).unlink()
    with suppress(OSError):  # somebody else has put something there meanwhile
        for folder in (workshop, *new):
            folder.rmdir()
