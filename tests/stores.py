"""The stores of many machines, started for tests: a real PostgreSQL and moto's S3 server, loopback only."""

from __future__ import annotations

import logging
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, select, text
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
def run_postgres(folder: Path) -> Iterator[Postgres]:
    """A PostgreSQL with its data in ``folder``, as an unprivileged user where we are root; ends with the block."""
    programs = find_postgres()
    if programs is None:
        pytest.skip("PostgreSQL isn't installed: run tests/setup_postgres.py")
    data = folder / "data"
    data.mkdir()
    start, kept = _as_unprivileged(data)
    made = ["-D", str(data), "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        [*start, str(programs / "initdb"), *made], check=False, capture_output=True, cwd="/", **kept
    )
    assert done.returncode == 0, done.stderr.decode()
    port = _free_port()
    told = [part for name, value in {**_FAST, **_QUIET}.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        command = [*start, str(programs / "postgres"), "-D", str(data), "-p", str(port), *told]
        process: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **kept)
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


def _as_unprivileged(data: Path) -> tuple[list[str], dict[str, Any]]:
    """How to start a program that refuses to run as root, with ``data`` as its own: what goes before it, and how."""
    if os.geteuid() != 0:
        return [], {}
    apart = ["unshare", "--user", "--map-user=1000"]  # not root in a namespace of its own, where files stay ours
    if shutil.which(apart[0]) and subprocess.run([*apart, "true"], check=False, capture_output=True).returncode == 0:
        return apart, {}
    there = {one.pw_name: one for one in pwd.getpwall()}
    user = there.get("postgres") or there["nobody"]
    shutil.chown(data, user.pw_uid, user.pw_gid)
    for place in data.parents:
        if place.stat().st_uid == 0 and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)
    return [], {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0 and b"ready to accept" in log.read_bytes():
                return
        time.sleep(0.1)
    pytest.fail(f"PostgreSQL didn't start: {log.read_text()[-2000:]}")
