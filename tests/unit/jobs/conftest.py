"""Real worker processes before the queue of a fresh database."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.jobs.kinds_for_tests import kinds
from tests.unit.jobs.watching import Start

from visavis.api.services import Services
from visavis.jobs import Jobs
from visavis.jobs.kinds import QUEUES
from visavis.jobs.queue import JOBS_VERSION
from visavis.settings import Settings

USUAL: dict[str, Any] = {
    "queues": QUEUES,
    "concurrency": 2,
    "yields": True,
    "engines": [],
    "gpus": [],
    "hours_off": 0,
    "version": JOBS_VERSION,
}


@pytest.fixture
def traces(tmp_path: Path) -> Path:
    folder = tmp_path / "traces"
    folder.mkdir()
    return folder


@pytest.fixture
def start_worker(settings: Settings, traces: Path, tmp_path: Path) -> Iterator[Start]:
    started: list[subprocess.Popen[bytes]] = []

    def start(folder: str = "workers", **wish: Any) -> subprocess.Popen[bytes]:
        script = Path(__file__).with_name("kinds_for_tests.py")
        places = (settings.database(), str(traces), str(tmp_path / folder))
        started.append(subprocess.Popen([sys.executable, str(script), *places, json.dumps(USUAL | wish)]))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def queue(services: Services, traces: Path) -> Jobs:
    return Jobs(kinds(traces))
