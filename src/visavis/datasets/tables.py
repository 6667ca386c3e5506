"""The tables of what is collected for training."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class Collaborator(Base):
    """An account that may bring pictures without being an administrator."""

    __tablename__ = "dataset_collaborators"

    owner_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class BroughtPicture(Base):
    """One picture with what its bringer attested. The file lies under ``pictures.key_of``."""

    __tablename__ = "dataset_pictures"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("pic"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    mime: Mapped[str] = mapped_column(String(40))
    size_bytes: Mapped[int]
    width_px: Mapped[int]
    height_px: Mapped[int]
    licence: Mapped[str] = mapped_column(String(100))
    origin: Mapped[str] = mapped_column(String(300))
    consent: Mapped[str] = mapped_column(String(20))
    """'synthetic', 'own_face' or 'permission': what was attested."""
    consent_text: Mapped[str] = mapped_column(String(1000))
    """The very sentence that was agreed to, as it was shown."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
