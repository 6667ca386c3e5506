"""The kinds of job: an explicit table from name to function, composed by app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from sqlalchemy.orm import Session

from visavis.kit.errors import Failed
from visavis.kit.text import Text

T = TypeVar("T")

Lane = Literal["live", "later", "idle"]
"""What somebody sits and waits for; what somebody comes back for; what belongs to nobody and is made ahead."""
LANES: tuple[Lane, ...] = ("live", "later", "idle")
Queue = Literal["cpu", "gpu"]
"""What every machine does equally well; what networks do that gain much from a GPU."""
QUEUES: tuple[Queue, ...] = ("cpu", "gpu")

ReportProgress = Callable[[float], None]
"""Called with the share of the step that is done, 0–1. Raises Stopped when the job was cancelled meanwhile."""


class Run(Protocol):
    """What a job's function gets: its arguments, and durable steps."""

    job_id: str
    owner_id: str | None
    args: dict[str, Any]

    def step(self, name: str, title: Text, work: Callable[[ReportProgress], T], until: float) -> T:
        """Do a step once, however often the process dies around it, and hand back its (plain) result.

        A step that was cut off midway is done again from its start, so it must bear repetition: one transaction, or
        blobs under fixed keys. ``until`` is the share of the whole job that is done after it.
        """
        ...


JobFunction = Callable[[Run], None]


@dataclass(frozen=True)
class JobKind:
    """``live`` jobs are those that somebody sits and waits for: they have their own lane, so that no long review
    stands in their way; jobs that belong to nobody have one too. Among jobs whose turn it is, ``priority`` 1 is served
    first. ``queue`` says which workers take them (see `visavis work`)."""

    name: str
    title: Text
    function: JobFunction
    priority: int = 5
    live: bool = False
    on_failure: Callable[[Session, dict[str, Any]], None] | None = None
    """Called with the job's arguments when it failed or was cancelled, to bring its subject to a clean state."""
    queue: Queue = "cpu"

    def lane(self, owner_id: str | None) -> Lane:
        """The lane in which the account's jobs of this kind wait."""
        if owner_id is None:
            return "idle"
        return "live" if self.live else "later"


JobTable = dict[str, JobKind]


def job_table(*kinds: JobKind) -> JobTable:
    return {kind.name: kind for kind in kinds}


class Stopped(Exception):
    """The job was cancelled while it ran."""


class JobBroke(Failed):
    """A job ended in an error of our own making."""


def broke() -> JobBroke:
    return JobBroke(
        Text(
            ko="작업 중에 문제가 생겼습니다. 다시 시도해 주세요. 계속되면 관리자에게 문의해 주세요.",
            en="Something broke while working on this. Please try again; if it persists, ask your administrator.",
        )
    )
