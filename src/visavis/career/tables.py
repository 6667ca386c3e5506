"""The tables of the career desk: documents as they were read, job postings, and evaluations of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class CareerDocument(Base):
    """A résumé, a set of cover-letter items or a portfolio of one account."""

    __tablename__ = "career_documents"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("doc"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(16))
    """'resume', 'cover_letter' or 'portfolio'."""
    language: Mapped[str] = mapped_column(String(2))
    source_name: Mapped[str | None] = mapped_column(String(200))
    source_key: Mapped[str | None] = mapped_column(String(200))
    """The blob of the uploaded file; None for a document that was typed."""
    text: Mapped[str] = mapped_column(Text)
    """What the spans of ``read`` point into."""
    read: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The ``Resume`` as values, without its text."""
    revision: Mapped[int] = mapped_column(default=1)
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    changed_at: Mapped[datetime] = mapped_column(Moment, default=now)


class JobPosting(Base):
    """A job posting that somebody pasted, to be matched with documents and asked about."""

    __tablename__ = "job_postings"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("job"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Evaluation(Base):
    """What one engine had to say about one revision of a document."""

    __tablename__ = "career_evaluations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("evl"))
    owner_id: Mapped[str] = mapped_column(String(40), index=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("career_documents.id", ondelete="CASCADE"), index=True)
    posting_id: Mapped[str | None] = mapped_column(ForeignKey("job_postings.id", ondelete="SET NULL"))
    document_revision: Mapped[int]
    engine: Mapped[str] = mapped_column(String(120))
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    usage: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """Tokens and won; None for an engine that costs nothing."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
