"""The stores of many machines, started for tests: a real PostgreSQL and moto's S3 server, loopback only."""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import MetaData, select, text
from tests.browser.server import free_port
from tests.setup_postgres import find_postgres

from visavis.storage.database import Database
from visavis.storage.postgres import open_engine

BUCKET = "visavis-test"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": "us-east-1"}
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}
_QUIET = {"autovacuum": "off", "max_connections": "200", "unix_socket_directories": "", "listen_addresses": "127.0.0.1"}


@dataclass
class Postgres:
    """A server of its own, as nobody's business but the tests'."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    _made: int = field(default=0)

    def url(self, name: str) -> str:
        return f"postgresql://tester@127.0.0.1:{self.port}/{name}"

    def make(self, template: str = "template0") -> str:
        """The address of a new database, a copy of the template."""
        self._made += 1
        name = f"test_{self._made}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f'DROP DATABASE IF EXISTS "{url.rsplit("/", 1)[1]}" WITH (FORCE)')

    def run(self, command: str) -> None:
        """Run one command outside every transaction."""
        engine = open_engine(self.url("postgres"), 1)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(command))
        engine.dispose()


@contextmanager
def run_postgres() -> Iterator[Postgres]:
    """A PostgreSQL of its own, as an unprivileged user where we are root; ends with the block, its data too.

    Its folder isn't pytest's: those lie in one that every run of pytest closes to all other users.
    """
    programs = find_postgres()
    if programs is None:
        pytest.skip("PostgreSQL isn't installed: run tests/setup_postgres.py")
    folder = Path(tempfile.mkdtemp(prefix="visavis-postgres-"))
    try:
        with _serve(programs, folder) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _serve(programs: Path, folder: Path) -> Iterator[Postgres]:
    data, start = folder / "data", _as_somebody(folder)
    made = ["-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    done = subprocess.run([*start, str(programs / "initdb"), *made], check=False, capture_output=True, cwd="/")
    assert done.returncode == 0, done.stderr.decode()
    port = free_port()
    told = [part for name, value in {**_FAST, **_QUIET}.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        command = [*start, str(programs / "postgres"), "-D", str(data), "-p", str(port), *told]
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/")
    try:
        _await(port, process, folder / "log")
        yield Postgres(port, data, process)
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=20)


@contextmanager
def run_s3() -> Iterator[str]:
    """The address of an S3 server with one empty bucket."""
    import boto3
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _host, port = server.get_host_and_port()
    endpoint = f"http://127.0.0.1:{port}"
    client = boto3.client(
        "s3", endpoint_url=endpoint, aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1"
    )
    client.create_bucket(Bucket=BUCKET)
    client.close()
    try:
        yield endpoint
    finally:
        server.stop()


def everything_in(database: Database) -> str:
    """Every row of every table, the queue's too, as one text to search in."""
    found = MetaData()
    for schema in (None,) if database.is_embedded else (None, "dbos"):
        found.reflect(database.engine, schema=schema)
    with database.reading() as session:
        rows = [(table.name, row) for table in found.sorted_tables for row in session.execute(select(table))]
    return "\n".join(f"{name} {tuple(row)!r}" for name, row in rows)


def _as_somebody(folder: Path) -> list[str]:
    """What goes before a command so that it isn't run by root, whom PostgreSQL refuses; the folder becomes theirs.

    PostgreSQL writes to /dev/null, which some containers let nobody but root do: there it gets an empty file instead,
    which nobody else sees.
    """
    if os.geteuid() != 0:
        return []
    names = {one.pw_name: one for one in pwd.getpwall()}
    user = names.get("postgres", names["nobody"])
    shutil.chown(folder, user.pw_uid, user.pw_gid)
    drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if Path(os.devnull).stat().st_mode & stat.S_IWOTH:
        return drop
    null = folder / "null"
    null.touch()
    null.chmod(0o666)
    return ["unshare", "--mount", "sh", "-c", f'mount --bind "{null}" /dev/null && exec "$@"', "sh", *drop]


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and b"ready to accept" in log.read_bytes():
                return
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL didn't start: {log.read_text()[-2000:]}")
