"""Keep voices and their consents, and how answers are to be written down."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = visavis.storage.database.Moment(timezone=True)
    op.create_table(
        "own_voices",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("whose", sa.String(length=12), nullable=False),
        sa.Column("statement", sa.String(length=1000), nullable=False),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("recording_mime", sa.String(length=40), nullable=True),
        sa.Column("duration_s", sa.Double(), nullable=True),
        sa.Column("checks", sa.JSON(), nullable=False),
        sa.Column("recorded_at", moment, nullable=True),
        sa.Column("made_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_voices")),
    )
    with op.batch_alter_table("own_voices", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_own_voices_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "listening_wishes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=False),
        sa.Column("engine", sa.String(length=40), nullable=False),
        sa.Column("verbatim", sa.Boolean(), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name=op.f("fk_listening_wishes_owner_id_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listening_wishes")),
    )
    with op.batch_alter_table("listening_wishes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listening_wishes_owner_id"), ["owner_id"], unique=False)

    op.add_column("own_people", sa.Column("voice_key", sa.String(length=200), nullable=True))


def downgrade() -> None:
    op.drop_column("own_people", "voice_key")
    with op.batch_alter_table("listening_wishes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listening_wishes_owner_id"))

    op.drop_table("listening_wishes")
    with op.batch_alter_table("own_voices", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_own_voices_owner_id"))

    op.drop_table("own_voices")
