"""The tables of accepted applicants' specs. Nobody in them has a name; a user's own report is tied to the account."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class SpecImport(Base):
    """One table that an administrator brought, and where it is from."""

    __tablename__ = "spec_imports"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("spi"))
    source: Mapped[str] = mapped_column(String(200))
    year: Mapped[int]
    """In which the source was published or collected."""
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    row_count: Mapped[int]
    imported_by: Mapped[str | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    """None when it came by the command line, or the administrator is gone."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class SpecOutcome(Base):
    """The specs with which one application was accepted.

    Of each spec: None is "not stated", 0 "doesn't have one", and more is its value. Rows of an import have no owner;
    a user's own report has one, and the sentence that was agreed to.
    """

    __tablename__ = "spec_outcomes"
    __table_args__ = (
        Index("ix_spec_outcomes_company_job", "company", "job"),
        Index("ix_spec_outcomes_job_half_year", "job", "half_year"),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("spo"))
    owner_id: Mapped[str | None] = mapped_column(String(40), index=True)
    import_id: Mapped[str | None] = mapped_column(ForeignKey("spec_imports.id", ondelete="CASCADE"), index=True)
    company: Mapped[str] = mapped_column(String(80))
    job: Mapped[str] = mapped_column(String(80))
    industry: Mapped[str | None] = mapped_column(String(80))
    career_level: Mapped[str] = mapped_column(String(12))
    """'new' or 'experienced'."""
    major_group: Mapped[str | None] = mapped_column(String(12))
    half_year: Mapped[str] = mapped_column(String(6))
    """In which the application was accepted, such as 2022H1."""
    gpa: Mapped[float | None]
    """On a scale of 4.5."""
    toeic: Mapped[float | None]
    opic: Mapped[float | None]
    """The level counted from NL = 1 to AL = 9."""
    toeic_speaking: Mapped[float | None]
    second_language: Mapped[float | None]
    internships: Mapped[float | None]
    abroad_months: Mapped[float | None]
    awards: Mapped[float | None]
    volunteering_hours: Mapped[float | None]
    certificates: Mapped[float | None]
    consent_text: Mapped[str | None] = mapped_column(String(1000))
    """The very sentence that was agreed to, as it was shown; None for imported rows."""
    consented_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
