"""The table of goals."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class Goal(Base):
    """What somebody wants to reach by a day: a figure of their own answers, or so many interviews a week."""

    __tablename__ = "practice_goals"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("gol"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    """'measure' or 'practice'."""
    measure_key: Mapped[str | None] = mapped_column(String(80))
    """Which figure; None for practice."""
    side: Mapped[str] = mapped_column(String(10))
    """'at_most' or 'at_least'."""
    target: Mapped[float]
    """In the measure's unit, or interviews in seven days."""
    due: Mapped[dt.date] = mapped_column(Date)
    created_at: Mapped[dt.datetime] = mapped_column(Moment, default=now)
