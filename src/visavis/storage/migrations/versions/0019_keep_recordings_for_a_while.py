"""Count from when recordings are kept, and write down consents, deletions, exports and links."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from visavis.storage.database import Moment

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Recordings that are there already get all their days from now on: an upgrade deletes nothing.
    # A constant, because SQLite adds a column with no other default, and making the table anew would take its
    # questions along.
    began = sa.text(f"'{datetime.now(UTC):%Y-%m-%d %H:%M:%S}'")
    op.add_column(
        "interviews", sa.Column("recordings_kept_from", Moment(timezone=True), nullable=False, server_default=began)
    )
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("deed", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=True),
        sa.Column("at", Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    op.create_index(op.f("ix_audit_entries_owner_id"), "audit_entries", ["owner_id"])
    op.create_index(op.f("ix_audit_entries_at"), "audit_entries", ["at"])


def downgrade() -> None:
    op.drop_table("audit_entries")
    op.drop_column("interviews", "recordings_kept_from")
