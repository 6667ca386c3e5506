"""What a second machine brings, and who waits how long: real product photos, real workers, one PostgreSQL for all."""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select
from tests.unit.jobs.conftest import starting
from tests.unit.jobs.kinds_for_tests import kinds
from tests.unit.jobs.postgres import run_postgres
from tests.unit.jobs.watching import enqueue, kill, wait_for

from visavis.accounts.membership import make_guest
from visavis.api.services import Services
from visavis.app import build_services, migrate
from visavis.jobs import Job, Jobs
from visavis.jobs.roll import BEAT_EVERY_S, list_workers
from visavis.media.image import encode_jpeg
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.settings import Settings
from visavis.shop import keeping, queueing
from visavis.shop.tables import Catalogue
from visavis.shop.wishing import Terms, Wish

PHOTOS, ROUNDS = 10, 4
SETS, LIVE, NAPS = 10, 20, 16
KINDS = ("female-east-asian", "male-white", "female-black", "male-east-asian")
MODEL = "eigen:23:female-black"
DECLARED = keeping.Attestation(None, attested=False, declared=True, language="en")
pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]


@dataclass
class Fleet:
    """Services over a shared database and store, and workers with a data folder and a core of their own."""

    services: Services
    environment: dict[str, str]
    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, core: int) -> subprocess.Popen[bytes]:
        environment = os.environ | self.environment | {"VISAVIS_DATA_DIR": str(self.folder / f"machine-{core}")}
        command = [sys.executable, "-m", "visavis.cli", "work", "--queues", "cpu,gpu", "--concurrency", "1"]
        # a session of its own, because Linux shares a busy machine out by sessions (sched(7), autogroups)
        pin = lambda: os.sched_setaffinity(0, {core})  # noqa: E731
        self.started.append(subprocess.Popen(command, env=environment, preexec_fn=pin, start_new_session=True))
        return self.started[-1]


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    with run_postgres() as address:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("CREATE DATABASE visavis")
        url = f"{address.rsplit('/', 1)[0].replace('://', '+psycopg://')}/visavis"
        settings = Settings(data_dir=tmp_path / "server", database_url=url, blobs=str(tmp_path / "blobs"))
        migrate(settings)
        services = build_services(settings)
        told = {"VISAVIS_DATABASE_URL": url, "VISAVIS_BLOBS": str(tmp_path / "blobs")}
        made = Fleet(services, told, tmp_path)
        yield made
        for worker in made.started:
            kill(worker)
        services.database.close()


@pytest.fixture(scope="module")
def files() -> list[bytes]:
    recipes = (Recipe.parse(f"eigen:{100 + number}:{KINDS[number % len(KINDS)]}") for number in range(8))
    return [encode_jpeg(portray(recipe)) for recipe in recipes]


def make_owner(services: Services) -> str:
    with services.database.transaction() as session:
        owner = make_guest(session, "en")
        owner.login = owner.id[-30:]  # a guest who isn't signed in would be erased when a worker tidies up
        return owner.id


def bring(services: Services, photos: list[bytes], owner_id: str | None = None) -> str:
    """A set of photos, of an account of its own where none is told; its id."""
    owner_id = owner_id or make_owner(services)
    with services.database.transaction() as session:
        model = keeping.Model(portray(Recipe.parse(MODEL)), "Model", "generated", code=MODEL)
        row = keeping.begin(session, services.blobs, owner_id, "Shirts", model, Terms(), DECLARED)
        for number, data in enumerate(photos):
            keeping.add_photo(session, services.blobs, row, f"{number:02}.jpg", data)
        return row.id


def queue_each(services: Services, catalogue_id: str, only: str | None = None) -> list[str]:
    """A job for each photo, or for that one, as somebody who sits and waits for it asks for it."""
    with services.database.transaction() as session:
        row = session.get_one(Catalogue, catalogue_id)
        photos = [photo for photo in row.photos if only in (None, photo.id)]
        return [queueing.enqueue_one(session, services.jobs, row, photo).id for photo in photos]


def queue_set(services: Services, catalogue_id: str) -> str:
    with services.database.transaction() as session:
        return queueing.enqueue(session, services.jobs, session.get_one(Catalogue, catalogue_id)).id


def are_over(services: Services, jobs: list[str]) -> bool:
    with services.database.reading() as session:
        open_ones = select(func.count()).select_from(Job).where(Job.id.in_(jobs), Job.finished_at.is_(None))
        return session.scalar(open_ones) == 0


def rows_of(services: Services, jobs: list[str]) -> list[Job]:
    with services.database.reading() as session:
        found = list(session.scalars(select(Job).where(Job.id.in_(jobs))))
    assert [job.error for job in found if job.state != "done"] == []
    return found


def warm_up(fleet: Fleet, photos: list[bytes], workers: int) -> None:
    """Until so many workers did a photo."""
    did: set[str | None] = set()
    while len(did) < workers:
        jobs = queue_each(fleet.services, bring(fleet.services, photos[: 2 * workers]))
        wait_for(lambda jobs=jobs: are_over(fleet.services, jobs), "the workers to warm up")  # type: ignore[misc]
        did |= {job.worker_id for job in rows_of(fleet.services, jobs)}


@dataclass(frozen=True)
class Pace:
    """Photos a minute, from the first one's begin to the last one's end; and a second of the workers' processors."""

    a_minute: float
    a_core_second: float


def cpu_seconds(worker: subprocess.Popen[bytes]) -> float:
    """What the process and its ended children used (proc(5), fields 14–17)."""
    fields = Path(f"/proc/{worker.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def pace(fleet: Fleet, photos: list[bytes]) -> Pace:
    before = sum(map(cpu_seconds, fleet.started))
    catalogue = bring(fleet.services, [photos[number % len(photos)] for number in range(PHOTOS)])
    jobs = queue_each(fleet.services, catalogue)
    wait_until(lambda: are_over(fleet.services, jobs))
    used = sum(map(cpu_seconds, fleet.started)) - before
    return Pace(a_minute(rows_of(fleet.services, jobs)), PHOTOS / used)


def a_minute(done: list[Job]) -> float:
    ends = max(job.finished_at for job in done if job.finished_at)
    begins = min(job.started_at for job in done if job.started_at)
    return 60 * len(done) / (ends - begins).total_seconds()


def wait_until(condition: Callable[[], bool]) -> None:
    while not condition():
        time.sleep(0.1)


def test_two_workers_do_nearly_twice_as_much_as_one(fleet: Fleet, files: list[bytes]) -> None:
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        pytest.skip("needs two cores")
    paces: dict[int, list[Pace]] = {1: [], 2: []}
    fleet.start(cores[0])
    second = fleet.start(cores[1])
    warm_up(fleet, files, 2)
    for _ in range(ROUNDS):  # by turns, because the machine's other work comes and goes
        second.send_signal(signal.SIGSTOP)  # it has nothing in hand
        paces[1].append(pace(fleet, files))
        second.send_signal(signal.SIGCONT)
        time.sleep(2 * BEAT_EVERY_S)  # it has been struck off meanwhile, and enrols again
        paces[2].append(pace(fleet, files))
    one, two = (statistics.mean(one.a_minute for one in paces[count]) for count in (1, 2))
    lean = [statistics.mean(one.a_core_second for one in paces[count]) for count in (1, 2)]
    told = ", ".join(f"{a.a_minute:.0f} → {b.a_minute:.0f}" for a, b in zip(paces[1], paces[2], strict=True))
    print(
        f"\n{one:.0f} photos a minute with one worker, {two:.0f} with two: {two / one:.2f} times "
        f"(wanted 1.8, limit 2); rounds {told}; each worker on a core of its own, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n"
        f"{lean[0]:.2f} photos a second of a core with one, {lean[1]:.2f} with two: "
        f"a second core for itself alone would bring {2 * lean[1] / lean[0]:.2f} times"
    )


def test_the_queue_itself_holds_nobody_up(fleet: Fleet, tmp_path: Path) -> None:
    """Jobs that only sleep, so that the machine's other work counts for little."""
    queue, paces = Jobs(kinds(tmp_path)), {}
    with starting(fleet.environment["VISAVIS_DATABASE_URL"], tmp_path, tmp_path) as start:
        for workers in (1, 2):
            start(f"napping-{workers}", concurrency=1)
            wait_until(partial(are_enrolled, fleet.services, workers))
            jobs = [enqueue(fleet.services, queue, "napping") for _ in range(NAPS)]
            wait_until(partial(are_over, fleet.services, jobs))
            paces[workers] = a_minute(rows_of(fleet.services, jobs))
    print(
        f"\n{paces[1]:.0f} naps of a second in a minute with one worker, {paces[2]:.0f} with two: "
        f"{paces[2] / paces[1]:.2f} times (limit 2); load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def are_enrolled(services: Services, workers: int) -> bool:
    with services.database.reading() as session:
        return len(list_workers(session)) == workers


def test_who_waits_how_long_under_load(fleet: Fleet, files: list[bytes]) -> None:
    """Somebody asks for one photo after the other, while one account's many sets and then another's one set wait."""
    services = fleet.services
    fleet.start(sorted(os.sched_getaffinity(0))[-1])
    warm_up(fleet, files, 1)
    busy = make_owner(services)
    many = [queue_set(services, bring(services, files[:2], busy)) for _ in range(SETS)]
    first = queue_set(services, bring(services, files[:2]))
    alone, live = bring(services, files), []
    with services.database.reading() as session:
        photos = [photo.id for photo in session.get_one(Catalogue, alone).photos]
    for turn in range(LIVE):
        live += queue_each(services, alone, photos[turn % len(photos)])
        wait_until(partial(are_over, services, live))
        time.sleep(0.5)
        ask_again(services, alone, photos[turn % len(photos)])
    wait_until(lambda: are_over(services, [*many, first]))
    print(f"\none worker; {SETS} sets of one account, then one of another's; somebody asks for photo after photo")
    for who, jobs in (("live", live), ("later, the busy account", many), ("later, the other one's first", [first])):
        rows = rows_of(services, jobs)
        waits = sorted((job.started_at - job.created_at).total_seconds() for job in rows if job.started_at)
        p95 = waits[min(len(waits) - 1, int(0.95 * len(waits)))]
        print(f"  {who}: {len(waits)} jobs waited p50 {statistics.median(waits):.2f} s, p95 {p95:.2f} s")
    print(f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def ask_again(services: Services, catalogue_id: str, photo_id: str) -> None:
    with services.database.transaction() as session:
        row = session.get_one(Catalogue, catalogue_id)
        photo = next(one for one in row.photos if one.id == photo_id)
        keeping.ask_anew(session, services.blobs, row, photo, Wish(), None)
