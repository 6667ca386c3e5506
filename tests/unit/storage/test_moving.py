from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from tests.filling import ROWS, fill
from tests.stores import Postgres

from visavis.app import METADATA, build_services
from visavis.jobs import Job
from visavis.jobs.tables import Worker
from visavis.settings import Settings
from visavis.storage.blobs import Blobs, open_blobs
from visavis.storage.database import Database, open_database
from visavis.storage.moving.whole import HalfMoved

FILES = 60


@pytest.fixture
def filled(embedded: Settings) -> tuple[Database, Blobs]:
    database, blobs = open_database(embedded.database()), open_blobs(embedded.blob_place())
    fill(database, blobs, seed=9, files=FILES)
    return database, blobs


def start(settings: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "visavis.cli", "migrate-store", *words]
    return subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def run(settings: dict[str, str], *words: str) -> tuple[int, str, str]:
    process = start(settings, *words)
    out, err = process.communicate(timeout=200)
    return process.returncode, out, err


def kill_when(process: subprocess.Popen[str], word: str) -> None:
    """As a power cut would, when it says this."""
    assert process.stderr is not None
    said = ""
    for line in process.stderr:
        said += line
        if word in line:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate()
    assert process.returncode == -signal.SIGKILL, said


def rows_of(database: Database, but: tuple[str, ...] = ()) -> dict[str, list[Any]]:
    """Every row of every table as the code reads it."""
    with database.reading() as session:
        return {
            table.name: sorted(
                (tuple((c.name, v) for c, v in zip(table.columns, row, strict=True) if c.name not in but)
                 for row in session.execute(select(table))),
                key=repr,
            )
            for table in METADATA.sorted_tables
            if table.name not in ("installation", "workers")
        }  # fmt: skip


def files_of(blobs: Blobs) -> dict[str, bytes]:
    return {key: blobs.get(key) for key, _ in blobs.listed()}


REQUEUED = ("run_id", "state", "progress", "step", "step_ko", "step_en", "worker_id", "fence")


def test_everything_arrives_in_spite_of_kills_and_comes_back(
    embedded: Settings, filled: tuple[Database, Blobs], postgres: Postgres, s3: str, tmp_path: Path
) -> None:
    database, blobs = filled
    before, files = rows_of(database, REQUEUED), files_of(blobs)
    assert all(len(rows) == ROWS for rows in before.values())
    url = postgres.make()
    from_here = {"VISAVIS_DATA_DIR": str(embedded.data_dir)}
    there = ("--to-database", url, "--to-blobs", s3)
    target = open_blobs(s3)

    process = start(from_here, *there)
    while len(list(target.listed())) < 5:
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.communicate()
    assert len(list(target.listed())) < FILES
    kill_when(start(from_here, *there), f"checking files: {FILES} of {FILES}")
    moved = open_database(url)
    if rows_of(moved)["accounts"] == []:  # the kill may come just after the end
        with pytest.raises(HalfMoved):
            build_services(Settings(data_dir=embedded.data_dir, database_url=url, blobs=s3))
    moved.close()

    code, out, err = run(from_here, *there)
    assert code == 0, err
    assert f"accounts                     {ROWS:>9} rows" in out
    assert f"files                        {FILES:>9} " in out
    assert rows_of(moved, REQUEUED) == before
    assert files_of(target) == files
    check_queued(moved)
    moved.close()  # who is connected counts as a server
    code, again, err = run(from_here, *there)
    assert code == 0, err
    assert [line for line in again.splitlines() if "jobs" not in line] == [
        line for line in out.splitlines() if "jobs" not in line
    ]

    home = tmp_path / "home"
    back = ("--to-database", f"sqlite:///{home}/visavis.db", "--to-blobs", str(home / "blobs"))
    code, _, err = run(from_here | {"VISAVIS_DATABASE_URL": url, "VISAVIS_BLOBS": s3}, *back)
    assert code == 0, err
    returned = open_database(f"sqlite:///{home}/visavis.db")
    assert rows_of(returned, REQUEUED) == before
    assert files_of(open_blobs(str(home / "blobs"))) == files
    check_queued(returned)
    for one in (database, moved, returned):
        one.close()
    postgres.drop(url)


def check_queued(database: Database) -> None:
    """Every job that isn't over waits for a worker, and none of the old ones has it."""
    with database.reading() as session:
        jobs = [job for job in session.scalars(select(Job)) if not job.is_over]
        assert session.scalars(select(Worker)).all() == []
    assert len(jobs) == ROWS * 2 // 3
    assert {(job.state, job.worker_id, job.progress) for job in jobs} == {("waiting", None, 0.0)}


def test_a_target_that_holds_other_data_is_refused(
    embedded: Settings, filled: tuple[Database, Blobs], scaled: Settings
) -> None:
    target = build_services(scaled)
    target.database.close()
    from_here = {"VISAVIS_DATA_DIR": str(embedded.data_dir), "VISAVIS_DATABASE_URL": "", "VISAVIS_BLOBS": ""}
    assert scaled.database_url is not None
    assert scaled.blobs is not None
    embedded_url = f"sqlite:///{embedded.data_dir}/other.db"
    filled[0].close()
    code, _, err = run(from_here | {"VISAVIS_DATABASE_URL": embedded_url}, "--to-database", scaled.database_url)
    assert (code, "holds data already" in err) == (1, True), err
    target.blobs.put("accounts/somebody/else", b"x")
    code, _, err = run(from_here | {"VISAVIS_DATABASE_URL": embedded_url, "VISAVIS_BLOBS": str(embedded.data_dir / "blobs")}, "--to-blobs", scaled.blobs)  # fmt: skip # noqa: E501
    assert (code, "1 other files (accounts/somebody/else" in err) == (1, True), err
    assert target.blobs.keys("accounts") == ["accounts/somebody/else"]


def test_nothing_is_moved_while_somebody_is_connected(scaled: Settings, postgres: Postgres, tmp_path: Path) -> None:
    services = build_services(scaled)
    with services.database.reading():
        code, _, err = run({"VISAVIS_DATA_DIR": str(scaled.data_dir)}, "--to-database", f"sqlite:///{tmp_path}/new.db")
    assert (code, "still works on these data" in err) == (1, True), err
    services.database.close()


def test_who_names_no_other_store_is_told(embedded: Settings) -> None:
    code, _, err = run({"VISAVIS_DATA_DIR": str(embedded.data_dir)})
    assert (code, "--to-database" in err) == (1, True)
