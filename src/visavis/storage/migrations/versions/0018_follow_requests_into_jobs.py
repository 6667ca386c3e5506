"""Follow requests into jobs, and count what jobs took."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("request_id", sa.String(length=64), nullable=True))
    op.create_table(
        "job_counts",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("lane", sa.String(length=8), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("jobs", sa.Integer(), nullable=False),
        sa.Column("waited_s", sa.Double(), nullable=False),
        sa.Column("worked_s", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "lane", "outcome", name=op.f("pk_job_counts")),
    )


def downgrade() -> None:
    op.drop_table("job_counts")
    op.drop_column("jobs", "request_id")
