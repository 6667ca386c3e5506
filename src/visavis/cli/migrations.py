"""``visavis migrations``: for those who change tables."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

program = typer.Typer(help="Check or write database migrations (for developers).", no_args_is_help=True)


@program.command("check")
def check() -> None:
    """Fail unless the migrations lead exactly to the tables that the code declares."""
    from visavis.app import METADATA
    from visavis.storage.database import open_database
    from visavis.storage.migrations import differences, migrate

    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'check.db'}")
        migrate(database, METADATA)
        found = differences(database, METADATA)
        database.close()
    for one in found:
        typer.echo(f"not in the migrations: {str(one)[:160]}", err=True)
    if found:
        typer.echo("Write a migration with: visavis migrations make 'What it does'", err=True)
        raise typer.Exit(1)


@program.command("make")
def make(message: Annotated[str, typer.Argument(help="What the migration does, as an imperative.")]) -> None:
    """Write a migration from the newest one to the tables that the code declares now."""
    from visavis.app import METADATA
    from visavis.storage.database import open_database
    from visavis.storage.migrations import migrate, write_migration

    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'make.db'}")
        migrate(database, METADATA)
        path = write_migration(database, METADATA, message)
        database.close()
    typer.echo(path)
