"""Share reports with coaches, and keep goals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "practice_goals",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("measure_key", sa.String(length=80), nullable=True),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_goals")),
    )
    with op.batch_alter_table("practice_goals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_goals_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "report_shares",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("interview_id", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("passphrase_hash", sa.String(length=200), nullable=True),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("with_replay", sa.Boolean(), nullable=False),
        sa.Column("with_transcript", sa.Boolean(), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.Column("revoked_at", visavis.storage.database.Moment(timezone=True), nullable=True),
        sa.Column("opened_count", sa.Integer(), nullable=False),
        sa.Column("last_opened_at", visavis.storage.database.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["interview_id"],
            ["interviews.id"],
            name=op.f("fk_report_shares_interview_id_interviews"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_shares")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_report_shares_token_hash")),
    )
    with op.batch_alter_table("report_shares", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_shares_interview_id"), ["interview_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_shares_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "share_comments",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("share_id", sa.String(length=40), nullable=False),
        sa.Column("replies_to", sa.String(length=40), nullable=True),
        sa.Column("question_number", sa.Integer(), nullable=False),
        sa.Column("at_s", sa.Double(), nullable=False),
        sa.Column("author", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=2000), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["replies_to"],
            ["share_comments.id"],
            name=op.f("fk_share_comments_replies_to_share_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["share_id"],
            ["report_shares.id"],
            name=op.f("fk_share_comments_share_id_report_shares"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_comments")),
    )
    with op.batch_alter_table("share_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_share_comments_created_at"), ["created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_comments_replies_to"), ["replies_to"], unique=False)
        batch_op.create_index(batch_op.f("ix_share_comments_share_id"), ["share_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("share_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_share_comments_share_id"))
        batch_op.drop_index(batch_op.f("ix_share_comments_replies_to"))
        batch_op.drop_index(batch_op.f("ix_share_comments_created_at"))

    op.drop_table("share_comments")

    with op.batch_alter_table("report_shares", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_shares_owner_id"))
        batch_op.drop_index(batch_op.f("ix_report_shares_interview_id"))

    op.drop_table("report_shares")

    with op.batch_alter_table("practice_goals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_goals_owner_id"))

    op.drop_table("practice_goals")
