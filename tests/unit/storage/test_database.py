from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select, text

from visavis.accounts.tables import Try
from visavis.app import METADATA, migrate
from visavis.settings import Settings
from visavis.storage.database import Database, open_database
from visavis.storage.migrations import DatabaseTooNew, differences


@pytest.fixture
def database(settings: Settings) -> Database:
    return open_database(settings.database())


def test_the_migrations_lead_to_the_tables(database: Database) -> None:
    assert differences(database, METADATA) == []


def test_migrating_twice_changes_nothing(settings: Settings, database: Database) -> None:
    migrate(settings)
    assert differences(database, METADATA) == []


def test_a_database_of_a_newer_version_is_left_alone(settings: Settings, database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(DatabaseTooNew):
        migrate(settings)


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def write_then_fail() -> None:
        with database.transaction() as session:
            session.add(Try(subject="x"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_then_fail()
    with database.reading() as session:
        assert session.scalars(select(Try)).all() == []


def test_times_come_back_in_utc_whatever_zone_they_went_in_with(database: Database) -> None:
    seoul = datetime(2026, 1, 2, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    with database.transaction() as session:
        session.add(Try(subject="x", at=seoul))
    with database.reading() as session:
        found = session.scalars(select(Try)).one().at
    assert (found, found.tzinfo) == (datetime(2026, 1, 2, 0, 0, tzinfo=UTC), UTC)


def test_many_writers_wait_for_each_other(database: Database) -> None:
    def write(name: str) -> None:
        for _ in range(20):
            with database.transaction() as session:
                count = len(session.scalars(select(Try)).all())  # a read before the write is what used to fail
                session.execute(insert(Try).values(subject=f"{name}{count}"))

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.reading() as session:
        subjects = session.scalars(select(Try.subject)).all()
    assert sorted(int(subject[1:]) for subject in subjects) == list(range(80))
