"""A watched folder: the dataset follows it, run after run."""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

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

    A file that is still being copied is rejected as damaged and judged again when it has changed. What goes wrong in
    the first run ends it: raises what ``ingest`` raises. What goes wrong later (the folder's disk is away, say) is
    told, and the next run tries again. Only the first run may replace what the dataset holds.
    """
    head = ingest(order)
    yield _told(head)
    while True:
        pause(every_s)
        before = head["version"]
        try:
            head = ingest(replace(order, replaces=False))
        except VisavisError as error:
            yield f"{_now()}  {error.message.en} {error.message.ko}"
        else:
            if head["version"] != before:
                yield _told(head)


def _told(head: dict[str, Any]) -> str:
    counts = head["counts"]
    return f"{_now()}  version {head['version']}: {counts['kept']} faces of {counts['files']} files"


def _now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M}Z"
