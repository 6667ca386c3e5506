"""Deletion deletes: after it, nothing of an account is in any row of any table, nor in any file of the data folder."""

from __future__ import annotations

from pathlib import Path

from tests.api.belongings import SECRET, Victim
from tests.stores import everything_in

from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.settings import Settings


def rows_that_tell(services: Services, words: tuple[str, ...]) -> list[str]:
    """In every row of every table, the queue's own among them."""
    told = everything_in(services.database)
    return [line for line in told.splitlines() if any(word in line for word in words)]


def files_that_tell(services: Services, folder: Path, words: tuple[str, ...]) -> list[str]:
    """In every blob and its key, and in every file of the data folder and its name: the database's log, for one."""
    held = {key: services.blobs.get(key) for top in ("accounts", "shared") for key in services.blobs.keys(top)}
    held |= {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [f"{name}: {word}" for name, data in held.items() for word in words if word in name or word.encode() in data]


def test_nothing_of_a_deleted_account_is_left_in_any_row_or_file(
    victim: Victim, services: Services, settings: Settings
) -> None:
    with services.database.reading() as session:
        me = session.query(Account).filter_by(login="mina").one().id
    words = (SECRET, me, "per_mina")
    services.blobs.delete("shared/datasets/results/uploads/rejected.csv")  # the next run writes it without her pictures
    assert rows_that_tell(services, words)
    assert files_that_tell(services, settings.data_dir, words)
    victim.client.request("DELETE", "/api/accounts/me", json={"password": "correct horse battery"}).raise_for_status()
    services.database.forget()
    assert rows_that_tell(services, words) == []
    assert files_that_tell(services, settings.data_dir, words) == []
