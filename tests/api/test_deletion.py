"""Deletion deletes: after it, nothing of an account is in any row of any table, nor in any file of the data folder."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import inspect, text
from tests.api.belongings import SECRET, Victim

from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.settings import Settings


def rows_that_tell(services: Services, words: tuple[str, ...]) -> list[str]:
    """Every row of every table, the queue's own among them, in which one of the words stands."""
    found = []
    with services.database.reading() as session:
        for table in inspect(services.database.engine).get_table_names():
            for row in session.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608 - a name of our own schema
                found += [f"{table}: {row}" for word in words if word in str(tuple(row))]
    return found


def files_that_tell(folder: Path, words: tuple[str, ...]) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    told = [f"{path}: {word}" for path in files for word in words if word.encode() in path.read_bytes()]
    return told + [str(path) for path in folder.rglob("*") for word in words if word in str(path.relative_to(folder))]


def test_nothing_of_a_deleted_account_is_left_in_any_row_or_file(
    victim: Victim, services: Services, settings: Settings
) -> None:
    with services.database.reading() as session:
        me = session.query(Account).filter_by(login="mina").one().id
    words = (SECRET, me, "per_mina")
    services.blobs.delete("shared/datasets/results/uploads/rejected.csv")  # the next run writes it without her pictures
    assert rows_that_tell(services, words)
    assert files_that_tell(settings.data_dir, words)
    victim.client.request("DELETE", "/api/accounts/me", json={"password": "correct horse battery"}).raise_for_status()
    services.database.forget()
    assert rows_that_tell(services, words) == []
    assert files_that_tell(settings.data_dir, words) == []
