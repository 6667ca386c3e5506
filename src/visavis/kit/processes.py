"""Processes that work for another one end with it, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time

PARENT = "VISAVIS_PARENT"
"""The variable by which a program that was started for us learns whose end is its own."""
_LOOKS_S = 1.0
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Let this process end soon after its parent, also when that is killed and can't tell its children."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOKS_S)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def die_with_parent(parent: int | None = None) -> None:
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
