"""Processes that work for another one end with it, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PARENT = "VISAVIS_PARENT"
"""The variable by which a program that was started for us learns whose end is its own."""
_PR_SET_PDEATHSIG = 1


def end_with_parent(parent: int | None = None) -> None:
    """Have the kernel kill this process when its parent ends; only Linux can do that.

    ``parent``: its number, by default what PARENT says; without either nothing happens. It ends at once when that one
    is gone already. The kernel goes by the thread that started this process: it has to wait for it.
    """
    told = parent if parent is not None else int(os.environ.pop(PARENT, "0"))
    if not told or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != told:
        os._exit(1)
