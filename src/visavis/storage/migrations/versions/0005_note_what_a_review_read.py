"""Note which pieces of a recording the review read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("interview_questions", sa.Column("pieces_read", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("interview_questions", "pieces_read")
