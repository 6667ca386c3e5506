"""The table of saved drawings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment

ID_PREFIX = "drw"


class Drawing(Base):
    """A drawing that somebody made. What it consists of lies in its folder; see ``keeping``."""

    __tablename__ = "drawings"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id(ID_PREFIX))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    folder: Mapped[str] = mapped_column(String(120))
    """Where its blobs lie: under the account that began it, also when that guest has joined since."""
    revision: Mapped[int] = mapped_column(default=0)
    """How often it was saved: who saves over a newer one is told."""
    consent: Mapped[str | None] = mapped_column(String(20))
    """'own_face' or 'permission' when a photo was drawn after; None when no photo went into it."""
    consent_text: Mapped[str | None] = mapped_column(String(1000))
    """The very sentence that was agreed to, as it was shown."""
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """What its folder takes."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=now)
