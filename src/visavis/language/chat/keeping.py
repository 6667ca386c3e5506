"""Connections that accounts keep, and the chat over the one that an account has chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from visavis.kit.clock import now
from visavis.kit.errors import Invalid, NotFound
from visavis.kit.text import Text
from visavis.language.chat.addresses import check_address, is_local
from visavis.language.chat.connection import Connection, Mode
from visavis.language.chat.engine import Chat, Usage
from visavis.language.chat.openai_compatible import OpenAiCompatible
from visavis.language.chat.secrets import KeyUnreadable, Secrets
from visavis.language.chat.tables import ModelConnection
from visavis.language.chat.uses import KeptLedger
from visavis.storage.database import Database
from visavis.storage.ownership import find_owned

Reach = Literal["nobody", "administrators", "everyone"]
Service = Literal["ollama", "openai", "other", "shared"]
MOST_CONNECTIONS = 20


class ConnectionNotFound(NotFound):
    """There is no such connection, or it isn't yours."""


class TooManyConnections(Invalid):
    """The account keeps as many connections as it may."""


class BudgetWithoutPrice(Invalid):
    """A budget can't be held without knowing what a token costs."""


@dataclass(frozen=True)
class ModelHouse:
    """What an installation brings for connected models."""

    secrets: Secrets
    database: Database
    """Where uses are noted, in transactions of their own."""
    reach: Reach = "administrators"
    """Who may connect models on this machine and in its network."""
    shared: Connection | None = None
    """A model that the administrator offers to every account; whoever wants it agrees first."""

    def may_reach(self, is_admin: bool) -> bool:
        return self.reach == "everyone" or (self.reach == "administrators" and is_admin)


@dataclass(frozen=True)
class Wish:
    """A connection as its owner writes it. ``key`` None leaves the kept one, "" removes it."""

    service: Service
    base_url: str = ""
    model: str = ""
    key: str | None = None
    won_per_million_input: float | None = None
    won_per_million_output: float | None = None
    monthly_won: float | None = None
    timeout_s: float = 60.0
    most_context_tokens: int = 32_000
    most_output_tokens: int = 2_000
    local: bool = False
    """Set by ``look_at``."""


def open_chat_for(session: Session, owner_id: str, house: ModelHouse) -> Chat | None:
    """The model that the account has chosen; None where it has none.

    The chat outlives the session and notes its uses in transactions of its own: ask only after every writing
    transaction of yours has ended. Raises KeyUnreadable.
    """
    row = next((one for one in list_connections(session, owner_id) if one.chosen), None)
    return open_connection(row, house) if row is not None and is_usable(row, house) else None


def open_connection(row: ModelConnection, house: ModelHouse) -> OpenAiCompatible:
    """The chat over one kept connection. Raises KeyUnreadable, and ConnectionNotFound for one that isn't usable."""
    if not is_usable(row, house):
        raise _not_found()
    connection = connection_of(row, house)
    return OpenAiCompatible(connection, KeptLedger(house.database, row.owner_id, row.id, connection))


def is_usable(row: ModelConnection, house: ModelHouse) -> bool:
    """False once the administrator has withdrawn what it needs: the shared model, or reaching into the network."""
    if row.service == "shared":
        return house.shared is not None
    return not row.local or house.reach != "nobody"


def connection_of(row: ModelConnection, house: ModelHouse) -> Connection:
    """The connection with its key. Raises KeyUnreadable."""
    shown = described(row, house)
    return replace(shown, key=house.secrets.open(row.sealed_key)) if row.sealed_key else shown


def described(row: ModelConnection, house: ModelHouse) -> Connection:
    """The connection without the account's key, for telling about it."""
    if row.service == "shared" and house.shared is not None:
        return replace(house.shared, monthly_won=row.monthly_won, mode=cast(Mode, row.mode))
    return Connection(
        base_url=row.base_url,
        model=row.model,
        timeout_s=row.timeout_s,
        won_per_million_input=row.won_per_million_input,
        won_per_million_output=row.won_per_million_output,
        monthly_won=row.monthly_won,
        most_context_tokens=row.most_context_tokens,
        most_output_tokens=row.most_output_tokens,
        local=row.local,
        mode=cast(Mode, row.mode),
    )


def reseal(session: Session, secrets: Secrets) -> int:
    """Encrypt every kept key anew that can be read, with the present secret; returns how many can't be read."""
    unreadable = 0
    for row in session.scalars(select(ModelConnection).where(ModelConnection.sealed_key.is_not(None))):
        try:
            row.sealed_key = secrets.seal(secrets.open(row.sealed_key or ""))
        except KeyUnreadable:
            unreadable += 1
    return unreadable


def list_connections(session: Session, owner_id: str) -> list[ModelConnection]:
    """The account's connections, oldest first."""
    query = select(ModelConnection).where(ModelConnection.owner_id == owner_id)
    return list(session.scalars(query.order_by(ModelConnection.created_at, ModelConnection.id)))


def find_connection(session: Session, owner_id: str, connection_id: str) -> ModelConnection:
    """Raises ConnectionNotFound."""
    row = find_owned(session, ModelConnection, owner_id, connection_id)
    if row is None:
        raise _not_found()
    return row


def look_at(wish: Wish, local_allowed: bool) -> Wish:
    """The wish with its address tidied and looked up, which may take seconds: do it outside of any transaction.

    Raises BadAddress, AddressRefused, or ModelDown for an address that leads nowhere.
    """
    if wish.service == "shared":
        return wish
    base_url = wish.base_url.rstrip("/")
    check_address(base_url, local_allowed)
    return replace(wish, base_url=base_url, local=local_allowed and is_local(base_url))


def add_connection(session: Session, owner_id: str, wish: Wish, house: ModelHouse) -> ModelConnection:
    """Keep a connection that was looked at; the account's first is chosen at once.

    Raises BudgetWithoutPrice and TooManyConnections.
    """
    there = list_connections(session, owner_id)
    if len(there) >= MOST_CONNECTIONS:
        raise TooManyConnections(
            Text(
                ko="연결은 {m}개까지 둘 수 있습니다. 쓰지 않는 것을 지워 주세요.",
                en="You can keep {m} connections. Delete one that you don't use.",
            ).fill(m=MOST_CONNECTIONS)
        )
    row = ModelConnection(owner_id=owner_id, chosen=not there)
    _write(row, wish, house)
    session.add(row)
    session.flush()
    return row


def change_connection(row: ModelConnection, wish: Wish, house: ModelHouse) -> None:
    """Write the wish over the connection; a new address forgets the kept key, which was for the old one.

    Raises BudgetWithoutPrice.
    """
    if wish.base_url != row.base_url:
        row.sealed_key, row.agreed_at, row.mode = None, now(), "schema"
    if wish.model != row.model:
        row.mode = "schema"
    _write(row, wish, house)


def choose_connection(session: Session, row: ModelConnection) -> None:
    """Make this the one that is asked."""
    others = update(ModelConnection).where(ModelConnection.owner_id == row.owner_id)
    session.execute(others.values(chosen=False))
    row.chosen = True
    session.flush()


def delete_connection(session: Session, row: ModelConnection) -> None:
    """Delete it with its key; where it was chosen, the oldest other one is."""
    was_chosen, owner_id = row.chosen, row.owner_id
    session.delete(row)
    session.flush()
    left = list_connections(session, owner_id)
    if was_chosen and left:
        left[0].chosen = True


def _write(row: ModelConnection, wish: Wish, house: ModelHouse) -> None:
    row.service, row.monthly_won = wish.service, wish.monthly_won
    if wish.service == "shared":
        if house.shared is None:
            raise _not_found()
        _check_price(wish.monthly_won, house.shared.price(1, 1))
        return
    row.base_url, row.model, row.local = wish.base_url, wish.model, wish.local
    if wish.key is not None:
        row.sealed_key = house.secrets.seal(wish.key) if wish.key else None
    row.won_per_million_input, row.won_per_million_output = wish.won_per_million_input, wish.won_per_million_output
    row.timeout_s, row.most_output_tokens = wish.timeout_s, wish.most_output_tokens
    row.most_context_tokens = wish.most_context_tokens
    prices = Connection("", "", "", 0, 0, wish.won_per_million_input, wish.won_per_million_output)
    _check_price(wish.monthly_won, prices.price(1, 1))


def _check_price(monthly_won: float | None, example: Usage) -> None:
    if monthly_won is not None and example.won is None:
        raise BudgetWithoutPrice(
            Text(
                ko="예산을 지키려면 토큰 값이 있어야 합니다. 입력과 출력의 값을 적어 주세요(공짜면 0).",
                en="To keep a budget, the prices must be known. Enter both prices (0 for a model that is free).",
            )
        )


def _not_found() -> ConnectionNotFound:
    return ConnectionNotFound(
        Text(ko="그런 언어 모델 연결이 없습니다.", en="There is no such connection to a language model.")
    )
