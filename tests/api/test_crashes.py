"""The server is killed the hard way: every acknowledged piece is still there, and the interview goes on."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client, TransportError

from visavis.settings import Settings

Serve = Callable[..., "subprocess.Popen[bytes]"]
HEAD = b"\x1a\x45\xdf\xa3"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def serve(settings: Settings) -> Iterator[Serve]:
    started: list[subprocess.Popen[bytes]] = []

    def start(port: int, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "visavis.cli", "serve", "--port", str(port), *options]
        started.append(subprocess.Popen(command, env=os.environ | {"VISAVIS_DATA_DIR": str(settings.data_dir)}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until_up(client: Client) -> None:
    ends = time.monotonic() + 60
    while True:
        try:
            client.get("/api/meta").raise_for_status()
        except TransportError:
            assert time.monotonic() < ends, "the server didn't come up"
            time.sleep(0.1)
        else:
            return


def test_a_killed_server_loses_no_acknowledged_piece(serve: Serve) -> None:
    port = free_port()
    server = serve(port, "--no-worker")
    origin = f"http://127.0.0.1:{port}"
    with Client(base_url=origin, headers={"Origin": origin}, timeout=30) as client:
        wait_until_up(client)
        client.post("/api/accounts/guest")
        interviewer = client.get("/api/interviewers").json()[0]["id"]
        plan = {"interviewer_id": interviewer, "own_questions": ["왜 지원했나요?"]}
        interview = client.post("/api/interviews", json=plan).json()["id"]
        take = client.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"}).json()
        base = f"/api/takes/{take['take_id']}"
        for number in range(6):
            assert client.put(f"{base}/pieces/{number}", content=HEAD + bytes([number]) * 200_000).status_code == 200
        os.kill(server.pid, signal.SIGKILL)
        server.wait()

        serve(port, "--no-worker")
        wait_until_up(client)
        assert client.get(base).json()["received"] == [[0, 5]]
        assert client.get(f"/api/interviews/{interview}").json()["state"] == "running"
        assert client.put(f"{base}/pieces/6", content=b"goes on").status_code == 200
        assert client.post(f"{base}/finish", json={"pieces": 7}).json()["state"] == "complete"


def test_the_server_keeps_a_worker_alive_and_takes_it_along(serve: Serve) -> None:
    server = serve(free_port())
    first = wait_for_worker(server.pid, besides=None)
    os.kill(first, signal.SIGKILL)
    second = wait_for_worker(server.pid, besides=first)
    os.kill(server.pid, signal.SIGKILL)
    server.wait()
    ends = time.monotonic() + 60
    while is_alive(second):
        assert time.monotonic() < ends, "the worker outlived its server"
        time.sleep(0.1)


def wait_for_worker(server: int, besides: int | None) -> int:
    ends = time.monotonic() + 60
    while True:
        found = [child for child in children_of(server) if child != besides]
        if found:
            return found[0]
        assert time.monotonic() < ends, "no worker was started"
        time.sleep(0.1)


def children_of(pid: int) -> list[int]:
    """The worker is started by a thread of the server, so every thread's children count."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
