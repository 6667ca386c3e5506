"""Add generated people: where a face came from, its recipe, and favourites.

Revision ID: 0004
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("own_people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=12), server_default="portrait", nullable=False))
        batch_op.add_column(sa.Column("engine", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("seed", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("code", sa.String(length=800), nullable=True))
        batch_op.add_column(sa.Column("weights_sha256", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("look", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("persona", sa.String(length=300), server_default="", nullable=False))
        batch_op.add_column(sa.Column("favourite", sa.Boolean(), server_default=sa.false(), nullable=False))

    op.create_table(
        "favourite_faces",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=800), nullable=False),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_favourite_faces")),
    )
    with op.batch_alter_table("favourite_faces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_favourite_faces_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("favourite_faces", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_favourite_faces_owner_id"))

    op.drop_table("favourite_faces")
    with op.batch_alter_table("own_people", schema=None) as batch_op:
        for name in ("favourite", "persona", "look", "weights_sha256", "code", "seed", "engine", "origin"):
            batch_op.drop_column(name)
