"""``visavis work``: runs queued jobs, beside the server or alone."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from visavis.settings import Settings

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def command(
    supervised: Annotated[bool, typer.Option("--supervised", hidden=True)] = False,
    queues: Annotated[str | None, typer.Option(help="Which jobs to take: cpu, gpu or cpu,gpu (all).")] = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, max=64, help="How many jobs to run at once in each lane.")
    ] = None,
) -> None:
    """Run queued jobs (rendering, reviewing) until stopped. Any number of workers may run, on any machines."""
    for name in _THREADS:
        os.environ.setdefault(name, "1")  # jobs run beside a browser on few cores; before numpy is loaded
    from visavis.app import run_worker
    from visavis.cli.logs import set_up_logs

    set_up_logs()
    _be_modest()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if supervised:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    run_worker(_settings(queues, concurrency), stop)
    # Unfinished steps are done again by whoever takes them; waiting for them here would only make stopping slow.
    sys.stdout.flush()
    os._exit(0)


def _settings(queues: str | None, concurrency: int | None) -> Settings:
    from visavis.settings import Settings

    told = {"worker_queues": queues, "worker_concurrency": concurrency}
    return Settings.model_validate({name: value for name, value in told.items() if value is not None})


def _be_modest() -> None:
    try:
        os.nice(5)  # browser and server win; what nobody waits for gives way further (media.limits.BACKGROUND)
    except OSError:
        return


def _end_with_parent() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)
