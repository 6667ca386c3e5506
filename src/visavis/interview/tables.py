"""The tables of interviews: what is asked, what is recorded of each answer, piece by piece."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from visavis.kit.clock import now
from visavis.kit.ids import new_id
from visavis.storage.database import Base, Moment


class Interview(Base):
    """One practice interview. ``space`` is the blob prefix of everything that belongs to it."""

    __tablename__ = "interviews"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("int"))
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    space: Mapped[str] = mapped_column(String(120))
    track_id: Mapped[str | None] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(2))
    interviewer_id: Mapped[str] = mapped_column(String(40))
    thinking_s: Mapped[int]
    answer_s: Mapped[int]
    accommodations: Mapped[dict[str, bool]] = mapped_column(JSON)
    panel: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Who sits at the table, a seat each: the person's id, the persona and its settings. Empty for one interviewer."""
    persona: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """How the only interviewer behaves; empty means neutral."""
    most_follow_ups: Mapped[int] = mapped_column(default=0)
    """How many follow-up questions may come after one answer."""
    follow_up_engine: Mapped[str] = mapped_column(String(60), default="rules")
    """Who thinks of them: 'rules', or the id of a connected language model."""
    document_id: Mapped[str | None] = mapped_column(String(40))
    """The résumé that its questions were drawn from; only a note, the questions are kept here."""
    coaching: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the live coach in the browser counted; empty when it was off."""
    reads_expression: Mapped[bool] = mapped_column(default=False)
    """Whether the candidate wants a model to tell classes of expression in the report."""
    state: Mapped[str] = mapped_column(String(16), default="preparing")
    position: Mapped[int] = mapped_column(default=0)
    prepare_job_id: Mapped[str | None] = mapped_column(String(40))
    review_job_id: Mapped[str | None] = mapped_column(String(40))
    has_report: Mapped[bool] = mapped_column(default=False)
    made_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """What its clips, replays and reports take; the pieces of recordings are counted in their own rows."""
    recordings_kept_from: Mapped[datetime] = mapped_column(Moment, default=now)
    """When the days began after which its recordings are deleted: its own beginning, or, for those that were there
    already, when this installation began to count."""
    recordings_deleted_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)

    questions: Mapped[list[Question]] = relationship(
        order_by="Question.number", cascade="all, delete-orphan", back_populates="interview"
    )


class Question(Base):
    """One question of an interview, its clip, and its answer. ``number`` counts from 0."""

    __tablename__ = "interview_questions"
    __table_args__ = (UniqueConstraint("interview_id", "number"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("qst"))
    interview_id: Mapped[str] = mapped_column(ForeignKey("interviews.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    competence: Mapped[str | None] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(12), default="bank")
    """'bank', 'own', 'set' (a question file), 'material' (the candidate's documents) or 'follow_up'."""
    why: Mapped[dict[str, str] | None] = mapped_column(JSON)
    """Why it is asked, in both languages, where there is more to say than that the track has it."""
    follows_id: Mapped[str | None] = mapped_column(String(40))
    """The question whose answer this one goes on from."""
    follow_ups: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What its author wrote to be asked next, in the interview's language; asked where no words of the answer are
    there."""
    seat: Mapped[int] = mapped_column(default=0)
    """Which seat of the panel asks."""
    clip_state: Mapped[str] = mapped_column(String(10), default="waiting")
    clip_key: Mapped[str | None] = mapped_column(String(200))
    clip_duration_s: Mapped[float | None]
    clip_words: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    typed_text: Mapped[str | None] = mapped_column(Text)
    transcript: Mapped[str | None] = mapped_column(Text)
    transcript_source: Mapped[str | None] = mapped_column(String(12))
    transcript_words: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """The words of the transcript with their times in the replay, where a recogniser gave them."""
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What was found in the words of the answer (``interview.content``); empty before the review."""
    replay_key: Mapped[str | None] = mapped_column(String(200))
    replay_mime: Mapped[str | None] = mapped_column(String(40))
    replay_duration_s: Mapped[float | None]
    replay_gaps: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    pieces_read: Mapped[str | None] = mapped_column(String(64))
    """Fingerprint of the pieces that the last review read; None before the first one."""
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The measured values of this answer by key, for the history; empty before the review."""

    interview: Mapped[Interview] = relationship(back_populates="questions")
    takes: Mapped[list[Take]] = relationship(
        order_by="Take.number", cascade="all, delete-orphan", back_populates="question"
    )


class Take(Base):
    """One uninterrupted recording. An answer that was cut off goes on in a further take with ``continues`` set;
    a take without it starts the answer anew."""

    __tablename__ = "takes"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("tak"))
    question_id: Mapped[str] = mapped_column(ForeignKey("interview_questions.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    container: Mapped[str] = mapped_column(String(4))
    has_video: Mapped[bool]
    continues: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10), default="recording")
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    response_delay_s: Mapped[float | None]
    marks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)

    question: Mapped[Question] = relationship(back_populates="takes")
    pieces: Mapped[list[Piece]] = relationship(
        order_by="Piece.number", cascade="all, delete-orphan", back_populates="take"
    )


class Piece(Base):
    """One acknowledged piece of a take: its bytes lie safely under ``key``."""

    __tablename__ = "pieces"

    take_id: Mapped[str] = mapped_column(ForeignKey("takes.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    size_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(200))
    received_at: Mapped[datetime] = mapped_column(Moment, default=now)

    take: Mapped[Take] = relationship(back_populates="pieces")


class QuestionSet(Base):
    """Questions that an account brought in a file, to be asked again and again."""

    __tablename__ = "question_sets"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("set"))
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(80))
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """As the file tells them (``questions.sets.SetQuestion``)."""
    created_at: Mapped[datetime] = mapped_column(Moment, default=now)


class Calibration(Base):
    """A gaze calibration from the device check; interviews made afterwards are read with it."""

    __tablename__ = "calibrations"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("cal"))
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Numbers only (``GazeCalibration.as_values``); the frames that they came from are never kept."""
    usable: Mapped[bool]
    residual_deg: Mapped[float | None]
    created_at: Mapped[datetime] = mapped_column(Moment, default=now, index=True)


class ListeningWish(Base):
    """Whether and how an account wants its answers written down; without a row, by a recogniser on this machine."""

    __tablename__ = "listening_wishes"

    id: Mapped[str] = mapped_column(String(40), primary_key=True, default=lambda: new_id("lis"))
    owner_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    engine: Mapped[str] = mapped_column(String(40))
    """'auto' (one on this machine), 'off', or the name of a recogniser."""
    verbatim: Mapped[bool]
    """Whether fillers are to be kept."""
    changed_at: Mapped[datetime] = mapped_column(Moment, default=now)
