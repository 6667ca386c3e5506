"""The tables of catalogues: product photos that are to show one model, and what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import JSON, BigInteger, Boolean, Float, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment

CATALOGUE_PREFIX = "cat"
Glasses = Literal["auto", "keep", "replace"]
PhotoState = Literal["waiting", "working", "done", "refused"]


class Catalogue(Base):
    """A set of product photos with one model. Its blobs lie in ``folder``, see ``keeping``."""

    __tablename__ = "catalogues"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id(CATALOGUE_PREFIX))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    folder: Mapped[str] = mapped_column(String(120))
    """Where its blobs lie: under the account that began it, also when that guest has joined since."""
    person_id: Mapped[str | None] = mapped_column(String(40), index=True)
    """The model, when that is a kept person or one of the cast."""
    code: Mapped[str | None] = mapped_column(String(800))
    """The model's recipe, when that is a face of the gallery."""
    person_name: Mapped[str] = mapped_column(String(60))
    origin: Mapped[str] = mapped_column(String(20))
    making: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """How the model's face was made when the set was begun (see ``people.persons``)."""
    consent: Mapped[str] = mapped_column(String(20))
    """'own_face' or 'permission' for a model who is real; 'not_needed' for one who is nobody; 'withdrawn'."""
    consent_text: Mapped[str] = mapped_column(String(1000))
    """The very sentence that was agreed to, as it was shown."""
    attested_at: Mapped[datetime] = mapped_column(Moment, default=now)
    declaration: Mapped[str] = mapped_column(String(500))
    """What was declared of everybody in the photos, word for word, as it was shown; at the same time."""
    strength: Mapped[float] = mapped_column(Float)
    glasses: Mapped[str] = mapped_column(String(10))
    makeup: Mapped[str] = mapped_column(String(40), default="none")
    shares: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    detail: Mapped[float] = mapped_column(Float, default=0.0)
    """What is done after the face was replaced: a look, how strongly each region wears it, and detail (see
    ``finishing``)."""
    engine: Mapped[str | None] = mapped_column(String(40))
    detail_engine: Mapped[str | None] = mapped_column(String(40))
    """Which engines replace faces and add detail; None: the ones that serve."""
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """What its folder takes."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=now)
    photos: Mapped[list[Photo]] = relationship(
        back_populates="catalogue", order_by="Photo.number", cascade="all, delete-orphan", passive_deletes=True
    )


class Photo(Base):
    """One photo of a catalogue. ``revision`` counts how often it was asked for anew: its files carry that number."""

    __tablename__ = "catalogue_photos"
    __table_args__ = (UniqueConstraint("catalogue_id", "name"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("pho"))
    catalogue_id: Mapped[str] = mapped_column(ForeignKey("catalogues.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    held_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """What the original and everything made of it take."""
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    tries: Mapped[int] = mapped_column(default=0)
    """How often this revision was begun: one that takes the worker down with it is given up."""
    revision: Mapped[int] = mapped_column(default=0)
    why_code: Mapped[str | None] = mapped_column(String(60))
    why_ko: Mapped[str | None] = mapped_column(String(500))
    why_en: Mapped[str | None] = mapped_column(String(500))
    """Why it was left as it is."""
    strength: Mapped[float | None] = mapped_column(Float)
    glasses: Mapped[str | None] = mapped_column(String(10))
    makeup: Mapped[str | None] = mapped_column(String(40))
    shares: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    detail: Mapped[float | None] = mapped_column(Float)
    engine: Mapped[str | None] = mapped_column(String(40))
    detail_engine: Mapped[str | None] = mapped_column(String(40))
    """What was wished of this photo alone; None: as of the catalogue."""
    wanted_face: Mapped[int | None]
    painted: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether somebody painted areas to add or to remove; they lie in ``painted.png``."""
    shown_revision: Mapped[int | None]
    """The revision whose pictures can be shown."""
    width_px: Mapped[int | None]
    height_px: Mapped[int | None]
    patch_x: Mapped[int | None]
    patch_y: Mapped[int | None]
    """Where in the photo the new face lies; None without one."""
    faces: Mapped[int | None]
    face: Mapped[int | None]
    yaw_deg: Mapped[float | None] = mapped_column(Float)
    glasses_kept: Mapped[bool | None] = mapped_column(Boolean)
    hidden_share: Mapped[float | None] = mapped_column(Float)
    skin_gap: Mapped[float | None] = mapped_column(Float)
    worn: Mapped[str | None] = mapped_column(String(40))
    """The make-up of the result."""
    made_by: Mapped[dict[str, dict[str, str | None]] | None] = mapped_column(JSON(none_as_null=True))
    """Who made the ``face``, the ``detail`` and the ``makeup`` of the result: each an ``engine`` and the
    ``weights_sha256`` of its network, None for engines without one."""
    face_code: Mapped[bytes | None] = mapped_column(LargeBinary(400))
    like_model: Mapped[float | None] = mapped_column(Float)
    """The code of the new face, and how like the model's portrait it is (see ``consistency``)."""
    seconds: Mapped[float | None] = mapped_column(Float)
    accepted: Mapped[bool] = mapped_column(Boolean, default=False)
    finished_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    catalogue: Mapped[Catalogue] = relationship(back_populates="photos")
