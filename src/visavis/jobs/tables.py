"""The row that a user sees of a job, and who needs quiet; the queue's own tables belong to DBOS."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.kit.tracing import current_request
from visavis.storage.database import Base, Moment

State = Literal["waiting", "running", "done", "failed", "cancelled"]
OVER: tuple[State, ...] = ("done", "failed", "cancelled")


class Job(Base):
    """One piece of durable work. ``run_id`` names its workflow and changes when the job starts over."""

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("job"))
    run_id: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[str | None] = mapped_column(String(40), index=True)
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    args: Mapped[dict[str, Any]] = mapped_column(JSON)
    priority: Mapped[int] = mapped_column(default=5)
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    step: Mapped[str] = mapped_column(String(60), default="")
    step_ko: Mapped[str] = mapped_column(String(200), default="")
    step_en: Mapped[str] = mapped_column(String(200), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[float] = mapped_column(default=0.0)
    error: Mapped[dict[str, str] | None] = mapped_column(JSON)
    request_id: Mapped[str | None] = mapped_column(String(64), default=current_request)
    """Which request had it made; None for what nobody asked for."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)

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


class QuietTime(Base):
    """Somebody (or something: any name) who uses the machine live until then, unless they say so again."""

    __tablename__ = "quiet_times"

    holder: Mapped[str] = mapped_column(String(60), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment)
