"""A real server with its worker, on a port and a data folder of its own, that can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from httpx import Client, TransportError

PATIENCE_S = 300.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


class Server:
    """``visavis serve`` as a user starts it."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str] = MappingProxyType({})) -> None:
        self.data_dir = data_dir
        self._settings = settings
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VISAVIS_")}
        environment = kept | {"VISAVIS_DATA_DIR": str(self.data_dir), "OMP_NUM_THREADS": "1", **self._settings}
        if web := os.environ.get("VISAVIS_WEB_DIR"):
            environment["VISAVIS_WEB_DIR"] = web
        command = [sys.executable, "-m", "visavis.cli", "serve", "--port", str(self.port)]
        log = (self.data_dir / "server.log").open("ab")
        self._process = subprocess.Popen(command, env=environment, cwd=self.data_dir, stdout=log, stderr=log)
        log.close()
        self._wait_until_up()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
        self._process = None

    def kill(self) -> None:
        """As a power cut would: nothing is asked of the process."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def kill_worker(self) -> int:
        """Kill the process that runs the jobs; returns its id."""
        worker = self.workers()[0]
        os.kill(worker, signal.SIGKILL)
        return worker

    def workers(self) -> list[int]:
        assert self._process is not None
        # a child belongs to the thread that started it
        threads = Path(f"/proc/{self._process.pid}/task").iterdir()
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]

    def _wait_until_up(self) -> None:
        ends = time.monotonic() + PATIENCE_S
        with Client(base_url=self.address) as client:
            while True:
                try:
                    client.get("/api/meta").raise_for_status()
                except TransportError:
                    assert time.monotonic() < ends, (self.data_dir / "server.log").read_text()
                    time.sleep(0.2)
                else:
                    return
