"""A real PostgreSQL of the tests' own: a folder and a port of its own, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

_PLACES = "/usr/lib/postgresql/*/bin"


def find_binaries() -> Path | None:
    """Where ``initdb`` and ``postgres`` lie: on the PATH, or where Debian puts the newest."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else sorted(Path("/").glob(_PLACES.lstrip("/")), reverse=True)
    return next((place for place in places if (place / "postgres").exists()), None)


@contextmanager
def run_postgres() -> Iterator[str]:
    """The address of an empty server on this machine alone; skips where PostgreSQL isn't installed."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL isn't installed")
    folder = Path(tempfile.mkdtemp(prefix="visavis-postgres-"))
    try:
        with _serve(binaries, folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _serve(binaries: Path, folder: Path) -> Iterator[str]:
    before = _as_somebody(folder)
    data = folder / "data"
    initdb = [
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        "visavis",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    made = subprocess.run([*before, *initdb], check=False, stdout=subprocess.DEVNULL, cwd=folder)
    if made.returncode != 0:
        pytest.skip("PostgreSQL is installed, but makes no database here")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "fsync": "off"}
    told = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*before, str(binaries / "postgres"), "-D", str(data), *told], cwd=folder, stderr=log)
    try:
        yield _wait_for(f"postgresql://visavis@127.0.0.1:{port}/postgres", server)
    finally:
        server.send_signal(signal.SIGINT)  # without waiting for whoever is connected
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> str:
    while server.poll() is None:
        try:
            psycopg.connect(address, connect_timeout=1).close()
        except psycopg.OperationalError:
            continue
        return address
    raise AssertionError("PostgreSQL ended at its start")


def _as_somebody(folder: Path) -> list[str]:
    """What goes before a command so that it isn't run by root, whom PostgreSQL refuses; the folder becomes theirs.

    PostgreSQL writes to /dev/null, which some containers let nobody but root do: there it gets an empty file instead,
    which nobody else sees.
    """
    if os.geteuid() != 0:
        return []
    names = {one.pw_name: one for one in pwd.getpwall()}
    user = names.get("postgres", names["nobody"])
    os.chown(folder, user.pw_uid, user.pw_gid)
    drop = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if os.stat(os.devnull).st_mode & stat.S_IWOTH:
        return drop
    null = folder / "null"
    null.touch(mode=0o666)
    null.chmod(0o666)
    return ["unshare", "--mount", "sh", "-c", f'mount --bind "{null}" /dev/null && exec "$@"', "sh", *drop]
