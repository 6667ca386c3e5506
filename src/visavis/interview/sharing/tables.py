"""The tables of shared reports. Of a link and its passphrase only hashes are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visavis.interview.tables import Interview
from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class Share(Base):
    """A link by which one report can be read until a day, or until it is revoked."""

    __tablename__ = "report_shares"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("shr"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    passphrase_hash: Mapped[str | None] = mapped_column(String(200))
    label: Mapped[str] = mapped_column(String(60))
    """For whom it is, in the owner's words."""
    with_replay: Mapped[bool]
    with_transcript: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_count: Mapped[int] = mapped_column(default=0)
    last_opened_at: Mapped[datetime | None] = mapped_column(Moment)

    interview: Mapped[Interview] = relationship()
    comments: Mapped[list[Comment]] = relationship(
        back_populates="share", cascade="all, delete-orphan", passive_deletes=True
    )


class Comment(Base):
    """What a coach wrote at a moment of an answer, or what the owner answered."""

    __tablename__ = "share_comments"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("cmt"))
    share_id: Mapped[str] = mapped_column(ForeignKey("report_shares.id", ondelete="CASCADE"), index=True)
    replies_to: Mapped[str | None] = mapped_column(ForeignKey("share_comments.id", ondelete="CASCADE"), index=True)
    question_number: Mapped[int]
    at_s: Mapped[float]
    """Seconds from the start of the answer's replay."""
    author: Mapped[str] = mapped_column(String(5))
    """'coach' or 'owner'."""
    name: Mapped[str] = mapped_column(String(40))
    """As the coach typed it: nobody has checked it."""
    text: Mapped[str] = mapped_column(String(2000))
    created_at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)

    share: Mapped[Share] = relationship(back_populates="comments")
