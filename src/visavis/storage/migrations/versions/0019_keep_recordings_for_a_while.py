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
    op.add_column("interviews", sa.Column("recordings_kept_from", Moment(), nullable=False, server_default=began))


def downgrade() -> None:
    op.drop_column("interviews", "recordings_kept_from")
