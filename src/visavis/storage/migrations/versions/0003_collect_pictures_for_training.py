"""Collect pictures for training."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dataset_collaborators",
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_dataset_collaborators")),
    )
    op.create_table(
        "dataset_pictures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=40), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(length=100), nullable=False),
        sa.Column("origin", sa.String(length=300), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("consent_text", sa.String(length=1000), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset_pictures")),
        sa.UniqueConstraint("sha256", name=op.f("uq_dataset_pictures_sha256")),
    )
    with op.batch_alter_table("dataset_pictures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dataset_pictures_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("dataset_pictures", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dataset_pictures_owner_id"))

    op.drop_table("dataset_pictures")
    op.drop_table("dataset_collaborators")
