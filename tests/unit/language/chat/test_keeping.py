"""Connections that accounts keep: the key at rest, the budget of a month, what the administrator withdraws."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import BaseModel
from sqlalchemy import text
from tests.model_server import ModelServer, Says, model_server

from visavis.app import METADATA
from visavis.kit.clock import now
from visavis.language.chat import BudgetSpent, Chat, Prompt, Usage, keeping
from visavis.language.chat.connection import Connection
from visavis.language.chat.keeping import BudgetWithoutPrice, ConnectionNotFound, ModelHouse, Wish
from visavis.language.chat.secrets import FILE, KeyUnreadable, open_secrets
from visavis.language.chat.tables import ModelConnection, ModelUse
from visavis.language.chat.uses import KeptLedger, month_start, spent_this_month
from visavis.storage.database import open_database
from visavis.storage.ownership import delete_owned, hand_over


class Word(BaseModel):
    word: str


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.otherwise = Says({"word": "hello"}, input_tokens=100, output_tokens=20)
        yield running


@pytest.fixture
def house(tmp_path: Path) -> Iterator[ModelHouse]:
    database = open_database(f"sqlite:///{tmp_path / 'visavis.db'}")
    METADATA.create_all(database.engine)
    yield ModelHouse(open_secrets(tmp_path / "identity"), database)
    database.close()


def keep(house: ModelHouse, wish: Wish, owner: str = "acc_me") -> str:
    looked = keeping.look_at(wish, local_allowed=True)
    with house.database.transaction() as session:
        return keeping.add_connection(session, owner, looked, house).id


def chat_of(house: ModelHouse, owner: str = "acc_me") -> Chat | None:
    with house.database.reading() as session:
        return keeping.open_chat_for(session, owner, house)


@pytest.fixture
def wish(server: ModelServer) -> Wish:
    return Wish("other", server.base_url + "/", "small", "sk-secret", 1000, 5000, monthly_won=100)


def test_the_chosen_connection_answers_and_its_use_is_noted(house: ModelHouse, wish: Wish, server: ModelServer) -> None:
    keep(house, wish)
    chat = chat_of(house)
    assert chat is not None
    chat.ask(Prompt("Say hello."), Word)
    assert server.keys == ["sk-secret"]
    with house.database.reading() as session:
        assert spent_this_month(session, "acc_me") == Usage(100, 20, won=0.2)
        assert spent_this_month(session, "acc_other") == Usage(0, 0, won=0.0)


def test_an_account_without_a_connection_has_no_chat(house: ModelHouse, wish: Wish) -> None:
    keep(house, wish, "acc_other")
    assert chat_of(house) is None


def test_a_key_lies_encrypted_and_opens_with_this_installations_secret_alone(
    house: ModelHouse, wish: Wish, tmp_path: Path
) -> None:
    keep(house, wish)
    with house.database.reading() as session:
        dump = str(session.execute(text("select * from model_connections")).all())
    assert "sk-secret" not in dump
    assert stat.S_IMODE((tmp_path / "identity" / FILE).stat().st_mode) == 0o600
    elsewhere = replace(house, secrets=open_secrets(tmp_path / "elsewhere"))
    with pytest.raises(KeyUnreadable, match="enter the key again"):
        chat_of(elsewhere)


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    sealed = open_secrets(tmp_path).seal("x")
    assert open_secrets(tmp_path).open(sealed) == "x"
    assert [one.name for one in tmp_path.iterdir()] == [FILE]


def test_another_address_forgets_the_key_and_another_model_does_not(house: ModelHouse, wish: Wish) -> None:
    connection_id = keep(house, wish)
    unchanged = keeping.look_at(replace(wish, key=None, model="large"), local_allowed=True)
    with house.database.transaction() as session:
        row = keeping.find_connection(session, "acc_me", connection_id)
        keeping.change_connection(row, unchanged, house)
        assert keeping.connection_of(row, house).key == "sk-secret"
        keeping.change_connection(row, replace(unchanged, base_url="http://127.0.0.1:9/v1"), house)
        assert keeping.connection_of(row, house).key == ""


def test_last_months_uses_and_other_connections_leave_the_budget_alone(house: ModelHouse, wish: Wish) -> None:
    connection_id = keep(house, wish)
    with house.database.transaction() as session:
        common = {"owner_id": "acc_me", "model": "m", "input_tokens": 1, "output_tokens": 1, "won": 99.99}
        session.add(ModelUse(connection_id=connection_id, at=month_start() - timedelta(seconds=1), **common))
        session.add(ModelUse(connection_id="mdl_other", at=now(), **common))
    ledger = KeptLedger(house.database, "acc_me", connection_id, Connection("", "m", monthly_won=100))
    ticket = ledger.reserve(Usage(1, 1, won=60))
    with pytest.raises(BudgetSpent, match="40"):
        ledger.reserve(Usage(1, 1, won=60))  # the first isn't answered yet, and counts
    ledger.settle(ticket, Usage(1, 1, won=10))
    ledger.reserve(Usage(1, 1, won=60))


def test_a_budget_needs_prices(house: ModelHouse, wish: Wish) -> None:
    with pytest.raises(BudgetWithoutPrice):
        keep(house, replace(wish, won_per_million_output=None))


def test_the_first_is_chosen_and_another_takes_its_place(house: ModelHouse, wish: Wish) -> None:
    first, second = keep(house, wish), keep(house, replace(wish, model="large"))
    with house.database.transaction() as session:
        rows = {one.id: one for one in keeping.list_connections(session, "acc_me")}
        assert (rows[first].chosen, rows[second].chosen) == (True, False)
        keeping.delete_connection(session, rows[first])
    chat = chat_of(house)
    assert chat is not None
    assert chat.name.startswith("large")


def test_what_the_administrator_withdraws_is_not_asked(house: ModelHouse, wish: Wish) -> None:
    connection_id = keep(house, wish)
    closed = replace(house, reach="nobody")
    assert chat_of(closed) is None
    with house.database.reading() as session, pytest.raises(ConnectionNotFound):
        keeping.open_connection(keeping.find_connection(session, "acc_me", connection_id), closed)


def test_the_installations_model_serves_those_who_took_it(house: ModelHouse, server: ModelServer) -> None:
    shared = Connection(server.base_url, "ours", "sk-ours", 20, 3, 1000, 5000, local=True)
    offering = replace(house, shared=shared)
    assert chat_of(offering) is None
    keep(offering, Wish("shared", monthly_won=50))
    chat = chat_of(offering)
    assert chat is not None
    assert chat.ask(Prompt("Say hello."), Word).value.word == "hello"
    assert server.keys == ["sk-ours"]
    assert chat_of(house) is None


def test_connections_go_with_their_account(house: ModelHouse, wish: Wish) -> None:
    keep(house, wish, "acc_guest")
    keep(house, wish)
    with house.database.transaction() as session:
        hand_over(session, "acc_guest", "acc_me")
        assert len(keeping.list_connections(session, "acc_me")) == 2
    assert chat_of(house) is not None
    with house.database.transaction() as session:
        delete_owned(session, "acc_me")
        assert keeping.list_connections(session, "acc_me") == []


def test_a_guest_keeps_no_more_than_the_limit(house: ModelHouse, wish: Wish) -> None:
    for _ in range(keeping.MOST_CONNECTIONS):
        keep(house, wish)
    with pytest.raises(keeping.TooManyConnections):
        keep(house, wish)


def test_keys_of_a_file_are_encrypted_anew_with_a_secret_that_machines_share(tmp_path: Path) -> None:
    sealed = open_secrets(tmp_path).seal("x")
    assert open_secrets(tmp_path, "a secret of twenty letters").open(sealed) == "x"
    anew = open_secrets(tmp_path, "a secret of twenty letters").seal("x")
    assert open_secrets(tmp_path / "another", "a secret of twenty letters").open(anew) == "x"
    for other in (open_secrets(tmp_path), open_secrets(tmp_path, "a secret of twenty-one letters")):
        with pytest.raises(KeyUnreadable):
            other.open(anew)


def test_kept_keys_are_encrypted_anew_and_those_that_cant_be_read_stay(house: ModelHouse, tmp_path: Path) -> None:
    with house.database.transaction() as session:
        for number, secrets in enumerate((house.secrets, open_secrets(tmp_path / "elsewhere"))):
            session.add(
                ModelConnection(id=f"m{number}", owner_id="acc_a", service="other", sealed_key=secrets.seal("k"))
            )
    present = open_secrets(tmp_path / "identity", "a secret of twenty letters")
    with house.database.transaction() as session:
        assert keeping.reseal(session, present) == 1
    with house.database.reading() as session:
        kept = session.get_one(ModelConnection, "m0").sealed_key
    assert kept is not None
    assert open_secrets(tmp_path / "new", "a secret of twenty letters").open(kept) == "k"
