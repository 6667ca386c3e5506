"""Keep outcomes of applications."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import visavis.storage.database

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "spec_imports",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("imported_by", sa.String(length=40), nullable=True),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["accounts.id"], name=op.f("fk_spec_imports_imported_by_accounts"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spec_imports")),
        sa.UniqueConstraint("sha256", name=op.f("uq_spec_imports_sha256")),
    )
    with op.batch_alter_table("spec_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spec_imports_imported_by"), ["imported_by"], unique=False)

    op.create_table(
        "spec_outcomes",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=40), nullable=True),
        sa.Column("import_id", sa.String(length=40), nullable=True),
        sa.Column("company", sa.String(length=80), nullable=False),
        sa.Column("job", sa.String(length=80), nullable=False),
        sa.Column("industry", sa.String(length=80), nullable=True),
        sa.Column("career_level", sa.String(length=12), nullable=False),
        sa.Column("major_group", sa.String(length=12), nullable=True),
        sa.Column("half_year", sa.String(length=6), nullable=False),
        sa.Column("gpa", sa.Double(), nullable=True),
        sa.Column("toeic", sa.Double(), nullable=True),
        sa.Column("opic", sa.Double(), nullable=True),
        sa.Column("toeic_speaking", sa.Double(), nullable=True),
        sa.Column("second_language", sa.Double(), nullable=True),
        sa.Column("internships", sa.Double(), nullable=True),
        sa.Column("abroad_months", sa.Double(), nullable=True),
        sa.Column("awards", sa.Double(), nullable=True),
        sa.Column("volunteering_hours", sa.Double(), nullable=True),
        sa.Column("certificates", sa.Double(), nullable=True),
        sa.Column("consent_text", sa.String(length=1000), nullable=True),
        sa.Column("consented_at", visavis.storage.database.Moment(timezone=True), nullable=True),
        sa.Column("created_at", visavis.storage.database.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["spec_imports.id"], name=op.f("fk_spec_outcomes_import_id_spec_imports"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spec_outcomes")),
    )
    with op.batch_alter_table("spec_outcomes", schema=None) as batch_op:
        batch_op.create_index("ix_spec_outcomes_company_job", ["company", "job"], unique=False)
        batch_op.create_index(batch_op.f("ix_spec_outcomes_import_id"), ["import_id"], unique=False)
        batch_op.create_index("ix_spec_outcomes_job_half_year", ["job", "half_year"], unique=False)
        batch_op.create_index(batch_op.f("ix_spec_outcomes_owner_id"), ["owner_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("spec_outcomes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spec_outcomes_owner_id"))
        batch_op.drop_index("ix_spec_outcomes_job_half_year")
        batch_op.drop_index(batch_op.f("ix_spec_outcomes_import_id"))
        batch_op.drop_index("ix_spec_outcomes_company_job")

    op.drop_table("spec_outcomes")

    with op.batch_alter_table("spec_imports", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spec_imports_imported_by"))

    op.drop_table("spec_imports")
