"""``serve`` keeps one worker process alive beside the web server."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time

log = logging.getLogger("visavis.serve")
_SOON_S = 10.0
_LONGEST_PAUSE_S = 30.0


class WorkerKeeper:
    """Starts a worker, and starts it again when it dies; a worker that dies at once is given growing pauses."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = os.environ | environment
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True, name="worker-keeper")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the worker; what it was doing goes on after the next start."""
        self._stop.set()
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
        self._thread.join(timeout=10)

    def _keep(self) -> None:
        pause_s = 0.5
        while not self._stop.is_set():
            began = time.monotonic()
            code = self._run()
            if self._stop.is_set():
                return
            pause_s = 0.5 if time.monotonic() - began > _SOON_S else min(pause_s * 2, _LONGEST_PAUSE_S)
            log.warning("the worker ended with code %s; starting it again in %.1f s", code, pause_s)
            self._stop.wait(pause_s)

    def _run(self) -> int:
        # The worker watches its standard input and ends when we do, however we end.
        command = [sys.executable, "-m", "visavis.cli", "work", "--supervised"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, env=self._environment)
        if self._stop.is_set():
            self._process.terminate()
        return self._process.wait()
