"""Migrations of the database: brought up to date at start, checked against the tables in `make check`."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from visavis.kit.errors import Conflict
from visavis.kit.text import Text
from visavis.storage.database import Database

_FOLDER = Path(__file__).parent


class DatabaseTooNew(Conflict):
    """The database was made by a later version of the program."""


def migrate(database: Database, metadata: MetaData) -> None:
    """Bring the database to the newest version; does nothing when it is there. Raises DatabaseTooNew."""
    with database.engine.begin() as connection:
        config = _config(connection, metadata)
        script = ScriptDirectory.from_config(config)
        present = MigrationContext.configure(connection).get_current_revision()
        if present == script.get_current_head():
            return
        if present is not None and present not in {one.revision for one in script.walk_revisions()}:
            raise DatabaseTooNew(
                Text(
                    ko="이 데이터는 더 새로운 버전의 Visavis가 만든 것입니다. 프로그램을 업데이트해 주세요.",
                    en="These data were made by a newer Visavis. Please update the program.",
                )
            )
        command.upgrade(config, "head")


def state_of(database: Database) -> Literal["current", "behind", "ahead"]:
    """Whether the database is as this version wants it, only reading it; a later version's is ahead."""
    with database.reading() as session:
        present = MigrationContext.configure(session.connection()).get_current_revision()
    head, known = _revisions()
    if present == head:
        return "current"
    return "behind" if present is None or present in known else "ahead"


@functools.cache
def _revisions() -> tuple[str | None, frozenset[str]]:
    """The newest revision, and all of them."""
    script = ScriptDirectory(str(_FOLDER))
    return script.get_current_head(), frozenset(one.revision for one in script.walk_revisions())


def differences(database: Database, metadata: MetaData) -> list[Any]:
    """What the tables have that the migrated database hasn't, and the other way round; [] when they agree."""
    with database.engine.begin() as connection:
        options = {"compare_type": True, "include_object": only_of(metadata)}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def write_migration(database: Database, metadata: MetaData, message: str) -> Path | None:
    """Write a migration from the database's state to the tables' and return its path."""
    with database.engine.begin() as connection:
        made = command.revision(_config(connection, metadata), message, autogenerate=True)
    return Path(made.path) if made is not None and not isinstance(made, list) and made.path else None


def only_of(metadata: MetaData) -> Any:
    """A filter that leaves alone the tables which aren't ours (the job queue keeps its own beside them)."""

    def include(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
        return kind != "table" or name in metadata.tables

    return include


def _config(connection: Connection, metadata: MetaData) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes |= {"connection": connection, "metadata": metadata}
    return config
