"""How fast the house is: start, acknowledgement of a piece, memory of the server."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
from httpx import Client, TransportError

from visavis.settings import Settings

pytestmark = pytest.mark.bench
PORT = 8391
PIECE = b"\x1a\x45\xdf\xa3" + os.urandom(600_000)
"""Two seconds of 720p at 2.4 Mbit/s."""


def test_second_start_and_acknowledgement(settings: Settings) -> None:
    began = time.monotonic()
    command = [sys.executable, "-m", "visavis.cli", "serve", "--no-worker", "--port", str(PORT)]
    server = subprocess.Popen(command, env=os.environ | {"VISAVIS_DATA_DIR": str(settings.data_dir)})
    origin = f"http://127.0.0.1:{PORT}"
    try:
        with Client(base_url=origin, headers={"Origin": origin}, timeout=30) as client:
            while not is_up(client):
                time.sleep(0.02)
            tell(f"second start: {time.monotonic() - began:.2f} s (limit 5 s)")
            took_ms = sorted(acknowledge(client, pieces=60))
            median, p95 = statistics.median(took_ms), took_ms[int(0.95 * len(took_ms))]
            tell(f"a piece of 600 kB safe and acknowledged: median {median:.0f} ms, p95 {p95:.0f} ms (limit 2,000 ms)")
            tell(f"memory of the server: {resident_mb(server.pid):.0f} MB")
    finally:
        server.kill()
        server.wait()


def tell(line: str) -> None:
    sys.stdout.write(f"\n{line}")


def is_up(client: Client) -> bool:
    try:
        return client.get("/api/meta").is_success
    except TransportError:
        return False


def acknowledge(client: Client, pieces: int) -> list[float]:
    client.post("/api/accounts/guest")
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["왜요?"]}
    interview = client.post("/api/interviews", json=plan).json()["id"]
    take = client.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"}).json()["take_id"]
    return [put(client, f"/api/takes/{take}/pieces/{number}") for number in range(pieces)]


def put(client: Client, url: str) -> float:
    began = time.perf_counter()
    client.put(url, content=PIECE).raise_for_status()
    return 1000 * (time.perf_counter() - began)


def resident_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
