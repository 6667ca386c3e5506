"""What a batch has done, line by line, so that a run that ended anywhere goes on: for the same photos and the same
wishes. Photos that were changed since, and all of them under other wishes, are done anew."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from visavis.shop.report import Line

LEDGER = ".visavis-batch.jsonl"
_MARK = "of"


def mark_of(photo: Path, wanted: bytes) -> str:
    """Stands for a photo's bytes and what is wanted of it."""
    with photo.open("rb") as file:
        return hashlib.sha256(wanted + hashlib.file_digest(file, "sha256").digest()).hexdigest()[:24]


def read_ledger(out: Path, marks: dict[str, str]) -> dict[str, Line]:
    """What an earlier run finished of the photos with these marks, by name.

    A line that a sudden end cut off is left out, and so is a result that is gone.
    """
    path, known = out / LEDGER, dict[str, Line]()
    if not path.exists():
        return known
    for text in path.read_text("utf-8").splitlines():
        try:
            told = json.loads(text)
            mark, line = told.pop(_MARK), Line(**told)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        known.pop(line.photo, None)  # a later line is of what lies there now
        if mark == marks.get(line.photo) and (not line.made or (out / line.made).exists()):
            known[line.photo] = line
    return known


@contextmanager
def open_ledger(out: Path) -> Iterator[Callable[[str, Line], None]]:
    """Takes marks and lines, each surely written before the next."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / LEDGER).open("a", encoding="utf-8") as file:

        def note(mark: str, line: Line) -> None:
            file.write(json.dumps({_MARK: mark, **asdict(line)}, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

        if file.tell():
            file.write("\n")  # an earlier run may have ended within a line
        yield note
