"""A watched folder: the dataset follows it, run after run."""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from visavis.kit.errors import VisavisError
from visavis.lab.datasets.ingest import Order, ingest

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def parse_every(text: str) -> float:
    """``"10m"`` in seconds: a number and s, m, h or d."""
    match = re.fullmatch(r"(\d{1,6})([smhd])", text.strip())
    if match is None or int(match[1]) == 0:
        message = f"{text!r}: write 30s, 10m, 2h or 1d"
        raise argparse.ArgumentTypeError(message)
    return int(match[1]) * _UNITS[match[2]]


def watch(order: Order, every_s: float, pause: Callable[[float], None] = time.sleep) -> Iterator[str]:
    """A sentence for each run that changed something or failed; goes on until it is stopped.

    A file that is still being copied is rejected as damaged and judged again when it has changed. What goes wrong in a
    run (the folder's disk is away, say) is told, and the next run tries again.
    """
    version = None
    while True:
        try:
            head = ingest(order)
        except VisavisError as error:
            yield f"{_now()}  {error.message.en} {error.message.ko}"
        else:
            if head["version"] != version:
                version = head["version"]
                yield f"{_now()}  version {version}: {head['counts']['kept']} faces of {head['counts']['files']} files"
        pause(every_s)


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z"
