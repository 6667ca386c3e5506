"""``visavis work``: runs queued jobs, beside the server or alone."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Annotated

import typer

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def command(
    supervised: Annotated[bool, typer.Option("--supervised", hidden=True)] = False,
    jobs: Annotated[int | None, typer.Option(min=1, max=64, help="How many jobs to run at once.")] = None,
) -> None:
    """Run queued jobs (rendering, reviewing) until stopped. Any number of workers may run on one data folder."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")  # jobs run beside a browser on few cores; before numpy is loaded
    from visavis.app import run_worker
    from visavis.cli.logs import set_up_logs
    from visavis.settings import Settings

    set_up_logs()
    _be_modest()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if supervised:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    run_worker(Settings(), stop, jobs)
    # Unfinished steps are done again after the next start; waiting for them here would only make stopping slow.
    sys.stdout.flush()
    os._exit(0)


def _be_modest() -> None:
    try:
        os.nice(5)  # browser and server win; what nobody waits for gives way further (media.limits.BACKGROUND)
    except OSError:
        return


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)
