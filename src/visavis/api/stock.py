"""Figures across domains that the database can tell cheaply."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import column, func, inspect, select, table
from sqlalchemy.orm import Session

from visavis.interview.tables import Piece
from visavis.kit.clock import now
from visavis.storage.database import Moment
from visavis.storage.ownership import made_bytes_of_all

HEARD_OF = timedelta(seconds=15)
_WORKERS = table("workers", column("beat_at", Moment))


def stored_bytes(session: Session) -> dict[str, int]:
    """What all accounts hold together: recorded pieces, and what was made for or brought by them."""
    recorded = session.scalar(select(func.sum(Piece.size_bytes))) or 0
    return {"recordings": int(recorded), "other": made_bytes_of_all(session)}


def count_living_workers(session: Session) -> int | None:
    """How many workers the roll shows as alive; None where no roll is kept."""
    if not inspect(session.connection()).has_table(_WORKERS.name):
        return None
    living = select(func.count()).select_from(_WORKERS).where(_WORKERS.c.beat_at >= now() - HEARD_OF)
    return session.scalar(living) or 0
