"""Running work on untrusted files in a child process that can't take the rest down with it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from visavis.kit.errors import Failed, VisavisError
from visavis.kit.processes import die_with_parent
from visavis.kit.text import Text
from visavis.media.errors import TooHeavy
from visavis.media.limits import DEFAULT, Limits

T = TypeVar("T")
_carried: dict[str, tuple[Callable[[Any], None], Any]] = {}


def carry(name: str, set_up: Callable[[Any], None], value: object) -> None:
    """Have every later child begin with ``set_up(value)``: how the program was composed holds there too.

    The function must be importable and the value picklable; a later word under the same name takes its place.
    """
    _carried[name] = (set_up, value)


def run_limited(
    function: Callable[..., T],
    *args: object,
    limits: Limits = DEFAULT,
    on_progress: Callable[..., None] | None = None,
) -> T:
    """Call ``function(*args)`` in a child process with limits on memory, processor time and wall time.

    The function must be importable (top level) and its arguments and result picklable. With ``on_progress`` the
    function also gets a keyword ``progress``, a callable whose arguments arrive here; it returns when ``on_progress``
    has, so that whoever listens can make the work stand still. Errors of the six kinds pass through; TooHeavy when a
    limit was hit; Failed when the child died otherwise.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    given = (os.getpid(), theirs, limits, function, args, on_progress is not None, tuple(_carried.values()))
    child = context.Process(target=_child, args=given, daemon=True)
    child.start()
    theirs.close()
    try:
        result: T = _follow(ours, child, limits, on_progress)
        return result
    finally:
        if child.is_alive():
            child.kill()
        child.join()
        ours.close()


def _child(
    parent: int,
    pipe: Connection,
    limits: Limits,
    function: Callable[..., Any],
    args: tuple[object, ...],
    tell: bool,
    carried: tuple[tuple[Callable[[Any], None], Any], ...],
) -> None:
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(limits.niceness)
    memory = limits.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    keywords = {"progress": lambda *values: _tell(pipe, values)} if tell else {}
    try:
        for set_up, value in carried:
            set_up(value)
        pipe.send(("result", function(*args, **keywords)))
    except MemoryError:
        pipe.send(("heavy", None))
    except VisavisError as error:
        pipe.send(("error", error))
    except Exception as error:
        pipe.send(("broken", f"{type(error).__name__}: {error}"))


def _tell(pipe: Connection, values: tuple[object, ...]) -> None:
    pipe.send(("progress", values))
    pipe.recv()


def _follow(pipe: Connection, child: Any, limits: Limits, on_progress: Callable[..., None] | None) -> Any:
    ends = time.monotonic() + limits.wall_s
    while True:
        if not pipe.poll(max(0.0, ends - time.monotonic())):
            raise _too_heavy()
        try:
            what, value = pipe.recv()
        except EOFError:
            child.join(5)
            raise _death(child.exitcode) from None
        if what == "progress" and on_progress is not None:
            on_progress(*value)
            with contextlib.suppress(BrokenPipeError):  # the next round tells how it died
                pipe.send("heard")
        elif what == "result":
            return value
        elif what == "error":
            raise value
        elif what == "heavy":
            raise _too_heavy()
        elif what == "broken":
            raise Failed(_broken(value))


def _death(exit_code: int | None) -> VisavisError:
    if exit_code in (-signal.SIGXCPU, -signal.SIGKILL):
        return _too_heavy()
    return Failed(_broken(f"exit {exit_code}"))


def _broken(detail: str) -> Text:
    return Text(
        ko="파일을 처리하던 중 문제가 생겼습니다({d}). 다시 시도하고, 반복되면 다른 형식으로 변환해 주세요.",
        en="Working on the file went wrong ({d}). Try again; if it repeats, convert the file to another format.",
    ).fill(d=detail)


def _too_heavy() -> TooHeavy:
    return TooHeavy(
        ko="파일이 너무 커서 처리를 멈췄습니다. 더 짧게 나누거나 해상도를 낮춰 주세요.",
        en="The file needs more memory or time than one job may take. Split it or lower its resolution.",
    )
