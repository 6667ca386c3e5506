"""What every test may use: a data folder with a migrated database, the services over it, and a client of the API."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from httpx import Client
from tests.stores import BUCKET, KEYS, Postgres, run_postgres, run_s3
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from visavis.api.services import Services
from visavis.app import build_services, create_app, migrate
from visavis.kit.ids import new_id
from visavis.settings import Settings

_BROWSER = "tests/browser/test_"
_BROWSERS = 1
"""How many processes drive a Chromium at once: with its server and worker it keeps two cores busy already."""
_KEPT = ("VISAVIS_SHARED", "VISAVIS_POSTGRES", "VISAVIS_CHROMIUM")
SCALED = os.environ.get("VISAVIS_TEST_STORES") == "postgres"
"""Whether tests run on PostgreSQL and an S3 server instead of SQLite and a folder."""
# torch's threads of several processes would wait for each other; it reads this when it is imported
_PROCESSES = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // _PROCESSES)))


class _FileScheduling(LoadFileScheduling):  # type: ignore[misc] # the library ships no type information
    """Each file goes to one process. The browser's files, which take longest, go first and make few scopes."""

    def _split_scope(self, nodeid: str) -> str:
        if not nodeid.startswith(_BROWSER):
            return str(super()._split_scope(nodeid))
        files = dict.fromkeys(one.split("::")[0] for one in self.collection if one.startswith(_BROWSER))
        return f"browser {list(files).index(nodeid.split('::')[0]) % _BROWSERS}"

    def _assign_work_unit(self, node: WorkerController) -> None:
        for scope in sorted(name for name in self.workqueue if name.startswith("browser")):
            self.workqueue.move_to_end(scope, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _FileScheduling:
    return _FileScheduling(config, log)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real inputs; skips where it isn't (they are no part of the repository)."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("VISAVIS_SHARED", beside)) / "data"
    if not folder.is_dir():
        pytest.skip("the shared inputs aren't here")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL of this process's own."""
    with run_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of an S3 server of this process's own."""
    with run_s3() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def empty_postgres(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a migrated database, to be copied for each test."""
    url = postgres.make()
    migrate(Settings(data_dir=tmp_path_factory.mktemp("migrated"), database_url=url))
    return url


@pytest.fixture
def s3(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty place in the S3 server, which the environment leads to."""
    for name, value in (KEYS | {"AWS_ENDPOINT_URL": s3_endpoint}).items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{new_id('test')}"


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file; migrated once, because copying it is much faster."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(Settings(data_dir=folder))
    return folder / "visavis.db"


@pytest.fixture
def embedded(tmp_path: Path, empty_database: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings over a fresh data folder, untouched by the environment of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith(("VISAVIS_", "AWS_")) and name not in _KEPT]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(empty_database, data / "visavis.db")
    return Settings(data_dir=data)


@pytest.fixture
def scaled(
    embedded: Settings, postgres: Postgres, empty_postgres: str, s3: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Settings]:
    """Settings over a fresh database of PostgreSQL and an empty place in the S3 server; children inherit them."""
    url = postgres.make(empty_postgres.rsplit("/", 1)[1])
    chosen = {"VISAVIS_DATABASE_URL": url, "VISAVIS_BLOBS": s3, "VISAVIS_SECRET": "a secret of these tests alone"}
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    (embedded.data_dir / "visavis.db").unlink()
    yield Settings(data_dir=embedded.data_dir)
    postgres.drop(url)


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> Settings:
    """Settings over fresh stores: those of one machine, or of many with VISAVIS_TEST_STORES=postgres."""
    found: Settings = request.getfixturevalue("scaled" if SCALED else "embedded")
    return found


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    made = build_services(settings)
    yield made
    made.database.close()


@pytest.fixture(scope="session")
def served(empty_database: Path) -> Iterator[tuple[FastAPI, str]]:
    """The application on the real server, and its address; started once, because reading all routes takes long."""
    first = build_services(Settings(data_dir=empty_database.parent))
    app = create_app(first)
    # the protocol is named so that small answers are sent at once (asyncio looks at it)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield app, f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()
    first.database.close()


@pytest.fixture
def address(served: tuple[FastAPI, str], services: Services) -> str:
    """Where the application is served over the services of this test."""
    app, address = served
    app.state.services = services
    return address


@pytest.fixture
def browser(address: str) -> Iterator[Callable[[], Client]]:
    """Makes browsers: each has its own cookies and speaks English."""
    opened: list[Client] = []

    def open_browser() -> Client:
        opened.append(Client(base_url=address, headers={"Origin": address, "Accept-Language": "en"}, timeout=30))
        return opened[-1]

    yield open_browser
    for client in opened:
        client.close()


@pytest.fixture
def client(browser: Callable[[], Client]) -> Client:
    """One browser in which nobody is signed in."""
    return browser()


@pytest.fixture
def guest(client: Client) -> Client:
    """One browser in which a guest is signed in."""
    assert client.post("/api/accounts/guest").status_code == 200
    return client
