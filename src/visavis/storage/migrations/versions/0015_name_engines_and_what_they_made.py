"""Note which engines are wanted, and which engine and weights made each output."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_TABLES = ("catalogues", "catalogue_photos")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("engine", sa.String(length=40), nullable=True))
        op.add_column(table, sa.Column("detail_engine", sa.String(length=40), nullable=True))
    op.add_column("catalogue_photos", sa.Column("made_by", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("own_people", sa.Column("talk_engine", sa.String(length=40), nullable=True))


def downgrade() -> None:
    op.drop_column("own_people", "talk_engine")
    op.drop_column("catalogue_photos", "made_by")
    for table in reversed(_TABLES):
        op.drop_column(table, "detail_engine")
        op.drop_column(table, "engine")
