"""The tables of virtual people that users make, of portraits they bring or in the gallery."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, String, false
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment

ID_PREFIX = "per"
"""Of the ids of own people; those of the cast are plain names."""
VOICE_PREFIX = "vce"


class OwnPerson(Base):
    """A person that somebody made, with the consent that was given for the face."""

    __tablename__ = "own_people"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id(ID_PREFIX))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    voice: Mapped[str] = mapped_column(String(40))
    """Its full name: 'f1', 'sherpa:kss', or 'own:' and the id of an own voice."""
    voice_key: Mapped[str | None] = mapped_column(String(200))
    """Of an own voice the blob of its recording; None once that voice has been deleted."""
    portrait_key: Mapped[str] = mapped_column(String(200))
    origin: Mapped[str] = mapped_column(String(12), default="portrait", server_default="portrait")
    """'portrait' (uploaded), 'generated', 'photo' (generated, found from a photo), or 'drawn' (made of a sketch)."""
    consent: Mapped[str] = mapped_column(String(20))
    """'own_face' or 'permission': what the user attested; 'not_needed' for a face that is nobody's."""
    consent_text: Mapped[str] = mapped_column(String(1000))
    """The very sentence that the user agreed to, as it was shown."""
    engine: Mapped[str | None] = mapped_column(String(40))
    seed: Mapped[int | None] = mapped_column(BigInteger)
    code: Mapped[str | None] = mapped_column(String(800))
    """The recipe from which the portrait comes again; see ``recipes``. None for uploaded portraits, as the others are.
    Drawn people have engine and weights alone."""
    weights_sha256: Mapped[str | None] = mapped_column(String(64))
    talk_engine: Mapped[str | None] = mapped_column(String(40))
    """Which engine animates the portrait; None: the one that serves."""
    look: Mapped[str | None] = mapped_column(String(20))
    persona: Mapped[str] = mapped_column(String(300), default="", server_default="")
    favourite: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())
    attested_at: Mapped[datetime] = mapped_column(Moment, default=now)
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """What the portrait and everything made of it takes."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class FavouriteFace(Base):
    """A face of the gallery that somebody wants to find again."""

    __tablename__ = "favourite_faces"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("fav"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    code: Mapped[str] = mapped_column(String(800))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class OwnVoice(Base):
    """A voice that is cloned from the recording in which its owner agrees to that: proof and pattern are one file."""

    __tablename__ = "own_voices"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id(VOICE_PREFIX))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(60))
    """Of whoever speaks, as said in the statement."""
    language: Mapped[str] = mapped_column(String(2))
    whose: Mapped[str] = mapped_column(String(12))
    """'self', or 'other' for somebody who sits at the microphone in the account's presence."""
    statement: Mapped[str] = mapped_column(String(1000))
    """The very sentences that were shown to be read aloud, with the day and a number made up for this recording."""
    folder: Mapped[str] = mapped_column(String(200))
    """Where its blobs lie."""
    recording_mime: Mapped[str | None] = mapped_column(String(40))
    """None until a recording passed the checks."""
    duration_s: Mapped[float | None]
    checks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """What was checked of the recording, with the figures."""
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
