"""The row that a user sees of a job, who works, and who needs quiet; the tables of runs and steps belong to DBOS."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.jobs.clock import DatabaseNow
from visavis.jobs.kinds import Lane, Queue
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.kit.tracing import current_request
from visavis.storage.database import Base, Moment

State = Literal["waiting", "running", "done", "failed", "cancelled"]
OVER: tuple[State, ...] = ("done", "failed", "cancelled")


class Job(Base):
    """One piece of durable work. ``run_id`` names its workflow and changes when the job starts over.

    ``fence`` counts who had it: whoever takes the job up raises it, and only the last one may still write.
    """

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_turn", "state", "lane", "round", "priority", "created_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("job"))
    run_id: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[str | None] = mapped_column(String(40), index=True)
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    lane: Mapped[Lane] = mapped_column(String(8), default="later")
    queue: Mapped[Queue] = mapped_column(String(8), default="cpu")
    needs: Mapped[str] = mapped_column(String(1000), default="")
    """The engines that it needs, each as ``capability/engine``, sorted, with ``|`` between them."""
    round: Mapped[int] = mapped_column(default=0)
    """Which turn of its owner it is (see ``jobs.turns``)."""
    priority: Mapped[int] = mapped_column(default=5)
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    worker_id: Mapped[str | None] = mapped_column(String(40), index=True)
    fence: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(60), default="")
    step_ko: Mapped[str] = mapped_column(String(200), default="")
    step_en: Mapped[str] = mapped_column(String(200), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[float] = mapped_column(default=0.0)
    error: Mapped[dict[str, str] | None] = mapped_column(JSON)
    request_id: Mapped[str | None] = mapped_column(String(64), default=current_request)
    """Which request had it made; None for what nobody asked for."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=DatabaseNow())
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    """When a worker took it up last."""
    finished_at: Mapped[datetime | None] = mapped_column(Moment)

    def start_over(self) -> None:
        """Wait again, under a new run's name."""
        self.run_id, self.state, self.progress = new_id("run"), "waiting", 0.0
        self.step = self.step_ko = self.step_en = ""

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def step_title(self) -> Text:
        return Text(ko=self.step_ko, en=self.step_en)

    @property
    def status(self) -> State:
        return cast(State, self.state)


class JobCount(Base):
    """How many jobs of one kind ended so, and how long they all waited and were worked on (see ``jobs.counting``)."""

    __tablename__ = "job_counts"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    lane: Mapped[str] = mapped_column(String(8), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(10), primary_key=True)
    jobs: Mapped[int] = mapped_column(default=0)
    waited_s: Mapped[float] = mapped_column(default=0.0)
    worked_s: Mapped[float] = mapped_column(default=0.0)


class Worker(Base):
    """A process that runs jobs, what it runs on and what it can. ``beats`` grows while it lives."""

    __tablename__ = "workers"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    machine: Mapped[str] = mapped_column(String(100))
    """Which machine, for programs: two containers on one machine tell the same."""
    started_at: Mapped[datetime] = mapped_column(Moment, default=DatabaseNow())
    beat_at: Mapped[datetime] = mapped_column(Moment, default=DatabaseNow())
    """To be shown; that a worker is dead is judged by its ``beats`` (see ``jobs.roll``)."""
    beats: Mapped[int] = mapped_column(default=0)
    version: Mapped[str] = mapped_column(String(40))
    jobs_version: Mapped[str] = mapped_column(String(40))
    queues: Mapped[list[Queue]] = mapped_column(JSON)
    concurrency: Mapped[int] = mapped_column()
    yields: Mapped[bool] = mapped_column(default=False)
    """Whether it holds back during quiet times of its machine."""
    cores: Mapped[int] = mapped_column()
    memory_bytes: Mapped[int] = mapped_column(BigInteger)
    gpus: Mapped[list[str]] = mapped_column(JSON)
    engines: Mapped[list[str] | None] = mapped_column(JSON)
    """The engines that are ready there, each as ``capability/engine``; None until they have been looked at."""


class QuietTime(Base):
    """Somebody (or something: any name) who uses a machine live until then, unless they say so again."""

    __tablename__ = "quiet_times"

    holder: Mapped[str] = mapped_column(String(60), primary_key=True)
    machine: Mapped[str] = mapped_column(String(100), default="")
    until: Mapped[datetime] = mapped_column(Moment)
