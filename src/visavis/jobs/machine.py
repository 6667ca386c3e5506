"""The machine that a process runs on: which one, and what it has."""

from __future__ import annotations

import functools
import os
import socket
from pathlib import Path

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


@functools.cache
def machine_id() -> str:
    """The same for every process on one running machine, in containers too; another after each start of it."""
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return socket.gethostname()


def machine_name() -> str:
    return socket.gethostname()[:80]


def count_cores() -> int:
    """How many cores this process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return cores or 1


def memory_bytes() -> int:
    """How much memory this process may use: the container's limit where there is one, else all."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for place in _LIMITS:
        try:
            return min(total, int(place.read_text()))
        except (OSError, ValueError):
            continue
    return total
