"""Which request is being served, or had a job made: known to whoever writes a log line or a row, on any floor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from visavis.kit.ids import new_id

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{7,63}")
_request: ContextVar[str | None] = ContextVar("request", default=None)
_job: ContextVar[str | None] = ContextVar("job", default=None)


def accept_request_id(told: str | None) -> str:
    """The id that the caller gave where it is 8–64 letters, digits, dots, dashes; else a fresh one."""
    return told if told is not None and _WELL_FORMED.fullmatch(told) else new_id("req")


def current_request() -> str | None:
    """The id of the request that this code runs for; None outside of any."""
    return _request.get()


def current_job() -> str | None:
    """The id of the job that this code runs for; None outside of any."""
    return _job.get()


@contextmanager
def following(request_id: str | None, job_id: str | None = None) -> Iterator[None]:
    """What runs in this block, and what it starts in threads with its context, runs for this request and job."""
    request, job = _request.set(request_id), _job.set(job_id)
    try:
        yield
    finally:
        _request.reset(request)
        _job.reset(job)
