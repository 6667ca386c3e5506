"""The tables of virtual people that users make of portraits they bring."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment

ID_PREFIX = "per"
"""Of the ids of own people; those of the cast are plain names."""


class OwnPerson(Base):
    """A person made of an uploaded portrait, with the consent that was given for it."""

    __tablename__ = "own_people"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id(ID_PREFIX))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    voice: Mapped[str] = mapped_column(String(40))
    portrait_key: Mapped[str] = mapped_column(String(200))
    consent: Mapped[str] = mapped_column(String(20))
    """'own_face' or 'permission': what the user attested."""
    consent_text: Mapped[str] = mapped_column(String(1000))
    """The very sentence that the user agreed to, as it was shown."""
    attested_at: Mapped[datetime] = mapped_column(Moment, default=now)
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """What the portrait and everything made of it takes."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
