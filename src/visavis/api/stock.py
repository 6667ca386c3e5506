"""Figures across domains that the database can tell cheaply."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visavis.interview.tables import Piece
from visavis.storage.ownership import made_bytes_of_all


def stored_bytes(session: Session) -> dict[str, int]:
    """What all accounts hold together: recorded pieces, and what was made for or brought by them."""
    recorded = session.scalar(select(func.sum(Piece.size_bytes))) or 0
    return {"recordings": int(recorded), "other": made_bytes_of_all(session)}
