"""Run by Alembic: migrates over the connection that ``migrate`` hands in."""

from __future__ import annotations

from alembic import context

from visavis.storage.migrations import only_of

attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["metadata"],
    render_as_batch=True,
    compare_type=True,
    include_object=only_of(attributes["metadata"]),
)
with context.begin_transaction():
    context.run_migrations()
