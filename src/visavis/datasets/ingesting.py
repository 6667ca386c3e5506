"""The job that brings a dataset up to date: gathers what is to go in, then runs the lab's data line beside it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from visavis.datasets.pictures import file_of, key_of
from visavis.datasets.results import SourceName, keep_result
from visavis.datasets.tables import BroughtPicture
from visavis.jobs import Job, Jobs, Run
from visavis.kit.clock import now
from visavis.kit.errors import Failed, Invalid, Unavailable
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

KIND = "ingest"
WATCHED_HERE = "folder/watched"
"""What a worker offers that looks after the watched folder: it lies on one machine."""
TITLE = Text(ko="데이터셋 만들기", en="Making the dataset")
_GATHER = Text(ko="사진을 모으고 있습니다", en="Gathering the pictures")
_LINE = Text(ko="얼굴을 고르고 맞추고 있습니다", en="Choosing and aligning faces")
_KEEP = Text(ko="결과를 정리하고 있습니다", en="Writing the result")

Report = Callable[[float], None]


class LineFailed(Failed):
    """The lab's data line ended without a dataset."""


class LineRefused(Invalid):
    """The lab's data line says that its source can't be used."""


class NothingWatched(Unavailable):
    """No folder is set to be watched."""


@dataclass(frozen=True)
class Places:
    """Where datasets are made, and the folder that is watched, if one is."""

    folder: Path
    watched: Path | None = None

    def source(self, name: SourceName) -> Path:
        """Raises NothingWatched."""
        if name == "uploads":
            return self.folder / "uploads" / "source"
        if self.watched is None:
            raise NothingWatched(
                Text(
                    ko="지켜볼 폴더가 없습니다. VISAVIS_WATCH_DIR에 폴더를 지정해 주세요.",
                    en="No folder is watched. Set VISAVIS_WATCH_DIR to one.",
                )
            )
        return self.watched

    def out(self, name: SourceName) -> Path:
        return self.folder / name / "dataset"


def enqueue(session: Session, jobs: Jobs, source: SourceName, owner_id: str | None) -> Job:
    """Queue a run; while one is waiting or running, that one is handed back."""
    needs = (WATCHED_HERE,) if source == "watched" else ()
    return jobs.enqueue(session, KIND, {"source": source}, owner_id, _key(source), needs)


def last_run(session: Session, source: SourceName) -> Job | None:
    return session.scalar(select(Job).where(Job.key == _key(source)))


def enqueue_when_due(session: Session, jobs: Jobs, every: timedelta) -> None:
    """Queue a run over the watched folder when the last one began longer ago; safe from any number of workers."""
    last = last_run(session, "watched")
    if last is None or (last.is_over and last.created_at + every <= now()):
        enqueue(session, jobs, "watched", None)


def _key(source: SourceName) -> str:
    return f"{KIND}:{source}"


def ingest(run: Run, database: Database, blobs: Blobs, places: Places) -> None:
    """The job. Every step bears repetition: the line itself goes on where a killed run stood.

    When pictures were brought or taken back meanwhile, another round follows: nobody has to ask for it.
    """
    source = cast(SourceName, run.args["source"])
    folder, out = places.source(source), places.out(source)
    gathered = None
    for turn in count(1):
        if source == "uploads":
            name = f"gather-{turn}"
            gathered = run.step(name, _GATHER, lambda report: gather(database, blobs, folder, report), until=0.1)
        run.step(f"line-{turn}", _LINE, lambda report: run_line(folder, out, report, source == "uploads"), until=0.97)
        run.step(f"keep-{turn}", _KEEP, lambda _: keep_result(blobs, source, out), until=1.0)
        if gathered is None or gathered == run.step(
            f"look-{turn}", _KEEP, lambda _: _what_is_there(database), until=1.0
        ):
            return


def _what_is_there(database: Database) -> str:
    """A hash of which pictures there are."""
    with database.reading() as session:
        ids = session.scalars(select(BroughtPicture.id).order_by(BroughtPicture.id))
        return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def gather(database: Database, blobs: Blobs, folder: Path, report: Report) -> str:
    """Make the folder hold exactly the pictures that were brought, with a labels.csv of what was stated of each.

    Returns a hash of which those are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    gathered = _what_is_there(database)
    with database.reading() as session:
        rows = list(session.scalars(select(BroughtPicture).order_by(BroughtPicture.id)))
    wanted = {file_of(row) for row in rows} | {"labels.csv"}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for done, row in enumerate(rows):
        report(done / len(rows))
        path = folder / file_of(row)
        if not path.exists():
            draft = path.with_name(f".{path.name}")
            blobs.copy_to(key_of(row), draft)
            draft.replace(path)
    _write_labels(rows, folder / "labels.csv")
    return gathered


def _write_labels(rows: list[BroughtPicture], path: Path) -> None:
    draft = path.with_name(f".{path.name}")
    with draft.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("file", "licence", "origin", "consent", "name"))
        table.writerows((file_of(row), row.licence, row.origin, row.consent, row.file_name) for row in rows)
    draft.replace(path)


def run_line(source: Path, out: Path, report: Report, replaces: bool = False) -> None:
    """Run the lab's data line as a process of its own, which ends when this one does or the job is stopped.

    ``replaces``: the dataset may lose all its faces, as when the last picture is taken back; a folder that is watched
    may only be away. Raises LineRefused with the line's own words, or LineFailed.
    """
    command = [sys.executable, "-m", "visavis.lab.datasets", "ingest", str(source), "--out", str(out), "--report"]
    command += ["--replace"] if replaces else []
    command += ["--workers", str(max(1, (os.cpu_count() or 2) // 2))]  # an interview may be going on beside it
    error: dict[str, str] | None = None
    with _process(command) as (process, lines):
        for line in lines:
            told = _read(line)
            error = told.get("error", error)
            if told.get("total"):
                report(told["done"] / told["total"])
        code = process.wait()
    if error is not None:
        raise LineRefused(Text(ko=error["ko"], en=error["en"]))
    if code != 0:
        raise LineFailed(
            Text(
                ko="데이터셋을 만들던 작업이 끝나 버렸습니다(코드 {c}). 다시 실행하면 이어서 합니다.",
                en="Making the dataset ended early (code {c}). Run it again; it goes on where it was.",
            ).fill(c=code)
        )


@contextmanager
def _process(command: list[str]) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace"
    )
    if process.stdout is None or process.stdin is None:
        message = "both were asked for"
        raise RuntimeError(message)
    try:
        yield process, process.stdout
    finally:
        process.stdin.close()  # by which the line knows that nobody waits any more
        if process.poll() is None:
            process.terminate()
        process.wait()
        process.stdout.close()


def _read(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except json.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}
