"""Count what was made for interviews and own people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("interviews", "own_people"):
        op.add_column(table, sa.Column("made_bytes", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    for table in ("interviews", "own_people"):
        op.drop_column(table, "made_bytes")
