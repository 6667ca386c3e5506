from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from tests.stores import Postgres

from visavis.accounts.brake import TooManyAccounts, count_new_account
from visavis.accounts.membership import LoginTaken, join
from visavis.accounts.tables import Account, Try
from visavis.app import METADATA, build_services, migrate
from visavis.drawings.tables import Drawing
from visavis.interview.leftovers import sweep_orphans
from visavis.people.shared_identity import IdentitiesDiffer, SecretsDiffer
from visavis.settings import Settings
from visavis.storage import postgres as postgres_storage
from visavis.storage.database import Database, open_database
from visavis.storage.migrations import differences
from visavis.storage.postgres import (
    DatabaseTooOld,
    DatabaseUnfit,
    DatabaseUnreachable,
    NotADatabase,
    WritersDontEnd,
    await_writers,
    plain_url,
    read_url,
)


def told_by(url: str) -> str:
    database = open_database(url)
    with pytest.raises(DatabaseUnreachable) as told:
        database.check()
    database.close()
    return str(told.value)


def test_the_migrations_lead_to_the_tables(scaled: Settings) -> None:
    database = open_database(scaled.database())
    assert differences(database, METADATA) == []
    database.close()


def test_servers_that_start_at_once_migrate_once(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.make()
    settings = [Settings(data_dir=tmp_path / str(number), database_url=url) for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate, settings))
    database = open_database(url)
    assert differences(database, METADATA) == []
    database.close()
    postgres.drop(url)


def test_what_is_wrong_with_the_address_is_told_without_its_password(postgres: Postgres) -> None:
    assert 'database "nowhere" does not exist' in told_by(postgres.url("nowhere"))
    refused = told_by(f"postgresql://tester:hidden@127.0.0.1:{postgres.port}/nowhere")
    assert "hidden" not in refused
    assert "refused" in told_by("postgresql://tester:hidden@127.0.0.1:9/x")
    postgres.run("CREATE ROLE nobody_here NOLOGIN")
    assert "not permitted to log in" in told_by(f"postgresql://nobody_here@127.0.0.1:{postgres.port}/postgres")


def test_an_old_server_and_another_encoding_are_refused(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.run("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    database = open_database(postgres.url("latin"))
    with pytest.raises(DatabaseUnfit, match="LATIN1"):
        database.check()
    monkeypatch.setattr(postgres_storage, "OLDEST", 99)
    with pytest.raises(DatabaseTooOld, match="version 99"):
        database.check()
    database.close()


@pytest.mark.parametrize("url", ["mysql://x/y", "postgresql://", "postgresql://host", "nonsense"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(NotADatabase):
        open_database(url)


def test_every_way_to_write_the_address_is_meant_alike() -> None:
    for scheme in ("postgres", "postgresql", "postgresql+psycopg"):
        assert read_url(f"{scheme}://a:p%40@h/d").drivername == "postgresql+psycopg"
        assert plain_url(f"{scheme}://a:p%40@h/d") == "postgresql://a:p%40@h/d"


@pytest.fixture
def database(scaled: Settings) -> Database:
    return open_database(scaled.database(), connections=20)


def at_once(count: int, work: Callable[[int], object]) -> list[object]:
    """What came of it, or the error, with all of them begun at the same time."""
    gate = threading.Barrier(count)

    def begin(number: int) -> object:
        gate.wait(30)
        try:
            return work(number)
        except Exception as error:
            return error

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(begin, range(count)))


def test_one_login_is_given_once_to_all_who_ask_at_once(database: Database) -> None:
    def ask(_number: int) -> str:
        with database.transaction() as session:
            return join(session, None, "wanted", "a long enough password", "W", "en").id

    came = at_once(8, ask)
    assert [type(one) for one in came].count(str) == 1
    assert [type(one) for one in came].count(LoginTaken) == 7
    database.close()


def test_a_brake_counts_those_who_come_at_once(database: Database) -> None:
    def ask(_number: int) -> None:
        with database.transaction() as session:
            count_new_account(session, "guest", "192.0.2.1", 5)

    came = at_once(12, ask)
    assert [type(one) for one in came].count(TooManyAccounts) == 7
    with database.reading() as session:
        assert len(session.scalars(select(Try)).all()) == 5
    database.close()


def test_transactions_of_one_account_go_one_after_the_other_and_others_go_on(database: Database) -> None:
    def count_up(account: str) -> None:
        with database.transaction(account) as session:
            row = session.get_one(Account, account)
            seen = int(row.display_name)
            time.sleep(0.01)
            row.display_name = str(seen + 1)

    with database.transaction() as session:
        session.add_all([Account(id=one, display_name="0", language="en") for one in ("acc_a", "acc_b")])
    came = at_once(12, lambda number: count_up("acc_a" if number % 2 else "acc_b"))
    assert came == [None] * 12
    with database.reading() as session:
        assert [session.get_one(Account, one).display_name for one in ("acc_a", "acc_b")] == ["6", "6"]
    with database.transaction("acc_a"), database.transaction("acc_b") as session:
        session.get_one(Account, "acc_b").display_name = "not kept waiting"
    database.close()


def test_a_reader_sees_everything_as_of_one_moment(database: Database) -> None:
    with database.reading() as session:
        assert session.scalars(select(Try)).all() == []
        with database.transaction() as other:
            other.add(Try(subject="later"))
        assert session.scalars(select(Try)).all() == []
    database.close()


def test_the_sweep_waits_for_a_blob_whose_row_isnt_committed_yet(scaled: Settings) -> None:
    services = build_services(scaled)
    folder = "accounts/acc_a/drawings/drw_a"
    begun, done = threading.Event(), threading.Event()

    def draw() -> None:
        with services.database.transaction("acc_a") as session:
            services.blobs.put(f"{folder}/strokes.json", b"{}")
            begun.set()
            done.wait(30)
            session.add(Drawing(id="drw_a", owner_id="acc_a", name="Face", folder=folder))

    drawing = threading.Thread(target=draw)
    drawing.start()
    begun.wait(30)
    sweep = threading.Thread(target=sweep_orphans, args=(services.database, services.blobs))
    sweep.start()
    time.sleep(0.3)
    assert sweep.is_alive()
    done.set()
    drawing.join(30)
    sweep.join(30)
    assert services.blobs.exists(f"{folder}/strokes.json")
    services.database.close()


def test_what_nobody_closes_is_waited_for_no_longer_than_it_may(database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("SELECT 1"))
        with pytest.raises(WritersDontEnd):
            await_writers(database.engine, longest_s=0.2)
    await_writers(database.engine, longest_s=5)
    database.close()


def test_text_with_nul_is_kept_without_it(database: Database) -> None:
    with database.transaction() as session:
        session.add(Try(subject="a\0b"))
    with database.reading() as session:
        assert session.scalars(select(Try.subject)).all() == ["a\ufffdb"]
    database.close()


def test_a_connection_that_was_cut_is_opened_anew(database: Database, postgres: Postgres) -> None:
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'visavis' AND pid <> pg_backend_pid()")  # fmt: skip # noqa: E501
    with database.reading() as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
    with pytest.raises(OperationalError), database.transaction() as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    database.close()


def test_servers_with_unlike_secrets_dont_start_and_with_the_same_sign_alike(
    scaled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_services(scaled)
    second = build_services(Settings(data_dir=tmp_path / "second"))
    identities = [(one.options.identity_dir / "provenance-key.pem").read_text() for one in (first, second)]
    assert identities[0] == identities[1]
    assert second.models.secrets.open(first.models.secrets.seal("a key")) == "a key"
    monkeypatch.setenv("VISAVIS_SECRET", "another secret than before")
    with pytest.raises(SecretsDiffer, match="VISAVIS_SECRET"):
        build_services(Settings(data_dir=tmp_path / "third"))
    monkeypatch.delenv("VISAVIS_SECRET")
    with pytest.raises(SecretsDiffer):
        build_services(Settings(data_dir=tmp_path / "fourth"))
    monkeypatch.setenv("VISAVIS_SECRET", scaled.secret.get_secret_value())
    (tmp_path / "second/identity/provenance-key.pem").write_text("mine")
    with pytest.raises(IdentitiesDiffer, match="share-secret --renew"):
        build_services(Settings(data_dir=tmp_path / "second"))
    for one in (first, second):
        one.database.close()
