"""Keep connections to language models."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "model_connections",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("service", sa.String(length=16), nullable=False),
        sa.Column("base_url", sa.String(length=300), nullable=False),
        sa.Column("model", sa.String(length=120), nullable=False),
        sa.Column("sealed_key", sa.Text(), nullable=True),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("won_per_million_input", sa.Double(), nullable=True),
        sa.Column("won_per_million_output", sa.Double(), nullable=True),
        sa.Column("monthly_won", sa.Double(), nullable=True),
        sa.Column("timeout_s", sa.Double(), nullable=False),
        sa.Column("most_context_tokens", sa.Integer(), nullable=False),
        sa.Column("most_output_tokens", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("agreed_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_connections")),
    )
    with op.batch_alter_table("model_connections", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_model_connections_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "model_uses",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("connection_id", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=400), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("won", sa.Double(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_uses")),
    )
    with op.batch_alter_table("model_uses", schema=None) as batch_op:
        for column in ("at", "connection_id", "owner_id"):
            batch_op.create_index(batch_op.f(f"ix_model_uses_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("model_uses")
    op.drop_table("model_connections")
