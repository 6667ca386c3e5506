"""Keep drawings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drawings",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folder", sa.String(length=120), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=True),
        sa.Column("consent_text", sa.String(length=1000), nullable=True),
        sa.Column("made_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.Column("changed_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawings")),
    )
    with op.batch_alter_table("drawings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drawings_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("drawings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_drawings_owner_id"))

    op.drop_table("drawings")
