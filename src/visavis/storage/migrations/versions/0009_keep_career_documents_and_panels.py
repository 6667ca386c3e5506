"""Keep career documents, and what panels, follow-up questions and contents of answers need."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NONE: dict[str, Any] = {"nullable": True}


def _filled(default: str) -> dict[str, Any]:
    return {"nullable": False, "server_default": default}


_QUESTION = (
    ("source", (sa.String(length=12), _filled("bank"))),
    ("why", (sa.JSON(), _NONE)),
    ("follows_id", (sa.String(length=40), _NONE)),
    ("follow_ups", (sa.JSON(), _filled("[]"))),
    ("seat", (sa.Integer(), _filled("0"))),
    ("transcript_words", (sa.JSON(), _filled("[]"))),
    ("content", (sa.JSON(), _filled("{}"))),
)
_INTERVIEW = (
    ("panel", (sa.JSON(), _filled("[]"))),
    ("persona", (sa.JSON(), _filled("{}"))),
    ("most_follow_ups", (sa.Integer(), _filled("0"))),
    ("follow_up_engine", (sa.String(length=60), _filled("rules"))),
    ("document_id", (sa.String(length=40), _NONE)),
    ("coaching", (sa.JSON(), _filled("{}"))),
)


def upgrade() -> None:
    op.create_table(
        "career_documents",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("source_name", sa.String(length=200), nullable=True),
        sa.Column("source_key", sa.String(length=200), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.Column("changed_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_career_documents")),
    )
    with op.batch_alter_table("career_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_career_documents_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "job_postings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_postings")),
    )
    with op.batch_alter_table("job_postings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_postings_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "career_evaluations",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("document_id", sa.String(length=40), nullable=False),
        sa.Column("posting_id", sa.String(length=40), nullable=True),
        sa.Column("document_revision", sa.Integer(), nullable=False),
        sa.Column("engine", sa.String(length=120), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("usage", sa.JSON(), nullable=True),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["career_documents.id"],
            name=op.f("fk_career_evaluations_document_id_career_documents"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["job_postings.id"],
            name=op.f("fk_career_evaluations_posting_id_job_postings"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_career_evaluations")),
    )
    with op.batch_alter_table("career_evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_career_evaluations_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_career_evaluations_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "question_sets",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name=op.f("fk_question_sets_owner_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_sets")),
    )
    with op.batch_alter_table("question_sets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_sets_owner_id"), ["owner_id"], unique=False)

    for name, (kind, options) in _QUESTION:
        op.add_column("interview_questions", sa.Column(name, kind, **options))
    for name, (kind, options) in _INTERVIEW:
        op.add_column("interviews", sa.Column(name, kind, **options))


def downgrade() -> None:
    for name, _ in _INTERVIEW:
        op.drop_column("interviews", name)
    for name, _ in _QUESTION:
        op.drop_column("interview_questions", name)

    with op.batch_alter_table("question_sets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_sets_owner_id"))

    op.drop_table("question_sets")
    with op.batch_alter_table("career_evaluations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_career_evaluations_owner_id"))
        batch_op.drop_index(batch_op.f("ix_career_evaluations_document_id"))

    op.drop_table("career_evaluations")
    with op.batch_alter_table("job_postings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_postings_owner_id"))

    op.drop_table("job_postings")
    with op.batch_alter_table("career_documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_career_documents_owner_id"))

    op.drop_table("career_documents")
