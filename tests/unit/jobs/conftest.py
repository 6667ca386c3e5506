"""Real worker processes before the queue of a fresh database."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.unit.jobs.kinds_for_tests import kinds
from tests.unit.jobs.postgres import run_postgres
from tests.unit.jobs.watching import House, Start

from visavis.api.services import Services
from visavis.app import METADATA
from visavis.jobs import Jobs
from visavis.jobs.kinds import QUEUES
from visavis.jobs.queue import JOBS_VERSION
from visavis.jobs.worker import migrate_queue
from visavis.kit.ids import new_id
from visavis.settings import Settings
from visavis.storage.database import open_database
from visavis.storage.migrations import migrate as migrate_tables

USUAL: dict[str, Any] = {
    "queues": QUEUES,
    "concurrency": 2,
    "yields": True,
    "engines": [],
    "gpus": [],
    "hours_off": 0,
    "lease_s": 15.0,
    "version": JOBS_VERSION,
}


@pytest.fixture
def traces(tmp_path: Path) -> Path:
    folder = tmp_path / "traces"
    folder.mkdir()
    return folder


@pytest.fixture
def start_worker(settings: Settings, traces: Path, tmp_path: Path) -> Iterator[Start]:
    with starting(settings.database(), traces, tmp_path) as start:
        yield start


@contextmanager
def starting(url: str, traces: Path, places: Path) -> Iterator[Start]:
    """Starts workers at a database; those that are there at the end are killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(folder: str = "workers", **wish: Any) -> subprocess.Popen[bytes]:
        script = Path(__file__).with_name("kinds_for_tests.py")
        command = [sys.executable, str(script), url, str(traces), str(places / folder), json.dumps(USUAL | wish)]
        started.append(subprocess.Popen(command))
        return started[-1]

    try:
        yield start
    finally:
        for process in started:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server with a database ``empty`` that is migrated; skips where PostgreSQL isn't installed."""
    with run_postgres() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE empty")
        url = address.rsplit("/", 1)[0]
        database = open_database(f"{url.replace('://', '+psycopg://')}/empty")
        migrate_tables(database, METADATA)
        migrate_queue(f"{url}/empty")
        database.close()
        yield address


@pytest.fixture
def shared(postgres: str) -> Iterator[House]:
    """A fresh database that many machines share."""
    name = new_id("t").replace("-", "_").lower()
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE empty')
    url = f"{postgres.rsplit('/', 1)[0].replace('://', '+psycopg://')}/{name}"
    database = open_database(url)
    yield House(database, url)
    database.close()


@pytest.fixture
def start_far(shared: House, traces: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts workers at the shared database, each in the data folder that is named."""
    with starting(shared.url, traces, tmp_path) as start:
        yield start


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> House:
    """A database of either kind."""
    if request.param == "postgresql":
        shared: House = request.getfixturevalue("shared")
        return shared
    services: Services = request.getfixturevalue("services")
    return House(services.database, str(services.database.engine.url))


@pytest.fixture
def queue(traces: Path) -> Jobs:
    return Jobs(kinds(traces))
