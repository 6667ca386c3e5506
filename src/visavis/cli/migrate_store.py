"""``visavis migrate-store``: from SQLite and a folder to PostgreSQL and S3, or back, or between any two."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from visavis.kit.errors import Invalid
from visavis.kit.text import Text

if TYPE_CHECKING:
    from visavis.storage.moving.whole import Moved

_TELL_EVERY_S = 2.0


class NothingToMove(Invalid):
    """Neither another database nor another blob store was named."""


def command(
    to_database: Annotated[
        str | None, typer.Option(help="postgresql://user:password@host/name, or sqlite:///PATH of a new file.")
    ] = None,
    to_blobs: Annotated[str | None, typer.Option(help="s3://bucket/prefix, or a new folder.")] = None,
) -> None:
    """Copy everything from the stores that the settings name into others. Stop all servers and workers first.

    Broken off at any point, run it again: it goes on. The old stores stay as they are.
    """
    from visavis.settings import Settings

    settings = Settings()
    if to_database in (None, settings.database()) and to_blobs in (None, settings.blob_place()):
        raise NothingToMove(
            Text(
                ko="--to-database나 --to-blobs로 지금과 다른 저장소를 지정해 주세요.",
                en="Name another store than today's with --to-database or --to-blobs.",
            )
        )
    moved = _move(settings, to_database, to_blobs)
    _report(moved)
    _advise(to_database, to_blobs)


def _move(settings: Any, to_database: str | None, to_blobs: str | None) -> Moved:
    from visavis.app import METADATA, job_kinds, migrate
    from visavis.datasets.ingesting import Places
    from visavis.interview.recording import Room
    from visavis.jobs import Jobs
    from visavis.jobs.workplace import require_none_alive
    from visavis.storage.blobs import open_blobs
    from visavis.storage.database import open_database
    from visavis.storage.moving.whole import Stores, move

    require_none_alive(settings.data_dir / "workers")
    migrate(settings)
    source = Stores(open_database(_introduced(settings.database())), open_blobs(settings.blob_place()))
    database, blobs = source.database, source.blobs
    if to_database is not None:
        _make_folder(to_database)
        migrate(settings.model_copy(update={"database_url": to_database}))
        database = open_database(_introduced(to_database))
    if to_blobs is not None:
        blobs = open_blobs(to_blobs)
    for store in (source.blobs, blobs):
        store.check()
    kinds = job_kinds(database, blobs, Places(settings.datasets_dir(), settings.watch_dir), Room())
    try:
        return move(source, Stores(database, blobs), METADATA, Jobs(kinds).requeue, _teller)
    finally:
        source.database.close()
        database.close()


def _introduced(url: str) -> str:
    """With the name by which connections of ours are told from those of servers and workers."""
    from visavis.storage.moving.whole import NAME
    from visavis.storage.postgres import read_url

    if url.startswith("sqlite"):
        return url
    return read_url(url).update_query_dict({"application_name": NAME}).render_as_string(hide_password=False)


def _make_folder(url: str) -> None:
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True, mode=0o700)


def _teller(what: str) -> Callable[[int, int], None]:
    told = 0.0

    def tell(done: int, of: int) -> None:
        nonlocal told
        if done == of or time.monotonic() - told > _TELL_EVERY_S:
            told = time.monotonic()
            typer.echo(f"{what}: {done} of {of}", err=True)

    return tell


def _report(moved: Moved) -> None:
    for name, one in moved.tables.items():
        typer.echo(f"{name:28} {one.count:>9} rows   sha256 {one.sha256}")
    if moved.blobs is not None:
        typer.echo(f"{'files':28} {moved.blobs.count:>9}        sha256 {moved.blobs.sha256}")
    typer.echo("Both stores were read in full and agree.")


def _advise(to_database: str | None, to_blobs: str | None) -> None:
    typer.echo("Now set, for every server and worker:")
    if to_database is not None:
        typer.echo("  VISAVIS_DATABASE_URL to the address that you gave")
    if to_blobs is not None:
        typer.echo(f"  VISAVIS_BLOBS={to_blobs}")
    typer.echo("Secrets and imported models stay in this machine's data folder: see docs/stores.md for other machines.")
