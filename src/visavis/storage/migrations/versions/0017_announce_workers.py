"""Announce workers: who runs jobs where, whose turn it is, and who had a job last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from visavis.storage.database import Moment

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "workers",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("machine", sa.String(length=100), nullable=False),
        sa.Column("started_at", Moment(timezone=True), nullable=False),
        sa.Column("beat_at", Moment(timezone=True), nullable=False),
        sa.Column("beats", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("jobs_version", sa.String(length=40), nullable=False),
        sa.Column("queues", sa.JSON(), nullable=False),
        sa.Column("concurrency", sa.Integer(), nullable=False),
        sa.Column("yields", sa.Boolean(), nullable=False),
        sa.Column("cores", sa.Integer(), nullable=False),
        sa.Column("memory_bytes", sa.BigInteger(), nullable=False),
        sa.Column("gpus", sa.JSON(), nullable=False),
        sa.Column("engines", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workers")),
    )
    with op.batch_alter_table("jobs") as batch:
        batch.add_column(sa.Column("lane", sa.String(length=8), nullable=False, server_default="later"))
        batch.add_column(sa.Column("queue", sa.String(length=8), nullable=False, server_default="cpu"))
        batch.add_column(sa.Column("needs", sa.String(length=1000), nullable=False, server_default=""))
        batch.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("worker_id", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("fence", sa.Integer(), nullable=False, server_default="0"))
        batch.add_column(sa.Column("started_at", Moment(timezone=True), nullable=True))
        batch.create_index("ix_jobs_worker_id", ["worker_id"])
        batch.create_index("ix_jobs_turn", ["state", "lane", "round", "priority", "created_at"])
    # What somebody waited for when the program was brought up to date is theirs to wait for afterwards.
    op.execute("UPDATE jobs SET lane = 'idle' WHERE owner_id IS NULL")
    op.execute(
        "UPDATE jobs SET lane = 'live' WHERE owner_id IS NOT NULL AND kind IN"
        " ('prepare_interview', 'render_question', 'prepare_person', 'replace_face')"
    )
    op.execute("UPDATE jobs SET queue = 'gpu' WHERE kind IN ('replace_face', 'replace_faces')")
    with op.batch_alter_table("quiet_times") as batch:
        batch.add_column(sa.Column("machine", sa.String(length=100), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("quiet_times") as batch:
        batch.drop_column("machine")
    with op.batch_alter_table("jobs") as batch:
        batch.drop_index("ix_jobs_turn")
        batch.drop_index("ix_jobs_worker_id")
        for name in ("started_at", "fence", "worker_id", "round", "needs", "queue", "lane"):
            batch.drop_column(name)
    op.drop_table("workers")
