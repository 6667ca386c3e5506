"""Language models that an account connects: what is kept, what it has cost, and whether it answers."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, model_validator

from visavis.accounts.tables import Account
from visavis.api.identity import Me, ServicesDep, SessionDep
from visavis.api.language_engine import UsageView, present_usage
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.kit.errors import Conflict
from visavis.kit.text import Text
from visavis.language.chat import keeping
from visavis.language.chat.connection import Connection
from visavis.language.chat.engine import Prompt
from visavis.language.chat.keeping import Wish
from visavis.language.chat.tables import ModelConnection
from visavis.language.chat.uses import month_start, spent_this_month

router = APIRouter(prefix="/language-models", tags=["language_models"])
PACE = Pace(calls=2)

_Won = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]


class NotAgreed(Conflict):
    """Nothing is sent to a service before its user agrees."""


class ConnectionView(BaseModel):
    """A kept connection. The key itself is never told."""

    id: str
    service: Literal["ollama", "openai", "other", "shared"]
    name: str = Field(description="the model and its host")
    base_url: str
    host: str
    model: str
    has_key: bool
    local: bool = Field(description="on the server's machine or in its network")
    usable: bool = Field(description="false once the administrator has withdrawn what it needs")
    chosen: bool = Field(description="whether this is the one that is asked")
    won_per_million_input: float | None
    won_per_million_output: float | None
    monthly_won: float | None
    timeout_s: float
    most_context_tokens: int
    most_output_tokens: int
    used_this_month: UsageView
    agreed_at: datetime


class SharedModelView(BaseModel):
    """The model that the administrator offers to every account."""

    name: str
    model: str
    host: str
    won_per_million_input: float | None
    won_per_million_output: float | None


class ModelsView(BaseModel):
    """All of an account's connections, and what may be connected."""

    connections: list[ConnectionView]
    shared: SharedModelView | None
    may_use_local: bool = Field(description="whether this account may connect models on the server's own machine")
    used_this_month: UsageView
    month_began: datetime


class ConnectionForm(BaseModel):
    """A connection as its owner writes it; ``shared`` takes the administrator's model, with no more than a budget."""

    service: Literal["ollama", "openai", "other", "shared"]
    base_url: str = Field(default="", max_length=300)
    model: str = Field(default="", max_length=120)
    key: str | None = Field(default=None, max_length=400, description='null leaves the kept key, "" removes it')
    won_per_million_input: _Won | None = None
    won_per_million_output: _Won | None = None
    monthly_won: _Won | None = Field(default=None, description="budget of a calendar month; null for none")
    timeout_s: float = Field(default=60.0, ge=5, le=600)
    most_context_tokens: int = Field(default=32_000, ge=2_000, le=2_000_000)
    most_output_tokens: int = Field(default=2_000, ge=100, le=100_000)
    agreed: bool = Field(default=False, description="that what is asked about is sent to this address")

    @model_validator(mode="after")
    def _names_a_model(self) -> ConnectionForm:
        if self.service != "shared" and not (self.base_url.strip() and self.model.strip()):
            message = "base_url and model are needed"
            raise ValueError(message)
        return self

    def wish(self) -> Wish:
        given = self.model_dump(exclude={"agreed"})
        texts = {name: given[name].strip() for name in ("base_url", "model")}
        key = self.key.strip() if self.key is not None else None
        return Wish(**(given | texts | {"key": key}))


class Greeting(BaseModel):
    """What a connection is tried with."""

    answer: str = Field(description="one short sentence that says hello")


class TestView(BaseModel):
    """How the one question went."""

    answer: str
    took_s: float
    usage: UsageView


def own_connection(connection_id: str, session: SessionDep, me: Me) -> ModelConnection:
    return keeping.find_connection(session, me.id, connection_id)


def own_connection_id(connection_id: str, me: Me, services: ServicesDep) -> str:
    """Looked up in a transaction of its own, for routes whose long work comes before theirs."""
    with services.database.reading() as session:
        return keeping.find_connection(session, me.id, connection_id).id


OwnConnectionId = Annotated[str, Depends(own_connection_id)]
OwnConnection = Annotated[ModelConnection, Depends(own_connection, scope="function")]


@router.get("")
def read(me: Me, session: SessionDep, services: ServicesDep) -> ModelsView:
    """The account's connections with what each has used this month."""
    return _present(me, session, services)


@router.post("", status_code=201)
def add(form: ConnectionForm, me: Me, session: SessionDep, services: ServicesDep) -> ConnectionView:
    """Keep a connection; the first is chosen at once. Nothing is sent to it yet."""
    _check_agreed(form)
    wish = keeping.look_at(form.wish(), _may_local(me, services))
    return _present_one(session, services, keeping.add_connection(session, me.id, wish, services.models))


@router.put("/{connection_id}")
def change(
    connection_id: OwnConnectionId, form: ConnectionForm, me: Me, session: SessionDep, services: ServicesDep
) -> ConnectionView:
    """Change a connection. Another address forgets the kept key and needs agreeing anew."""
    wish = keeping.look_at(form.wish(), _may_local(me, services))
    row = keeping.find_connection(session, me.id, connection_id)
    if wish.base_url != row.base_url:
        _check_agreed(form)
    keeping.change_connection(row, wish, services.models)
    return _present_one(session, services, row)


@router.put("/{connection_id}/chosen")
def choose(row: OwnConnection, me: Me, session: SessionDep, services: ServicesDep) -> ModelsView:
    """Ask this one from now on."""
    keeping.choose_connection(session, row)
    return _present(me, session, services)


@router.post("/{connection_id}/test")
def test(connection_id: OwnConnectionId, me: Me, services: ServicesDep) -> TestView:
    """Ask it one short question; what it costs counts. A service that fails is told with the reason."""
    PACE.take(me.id)
    with services.database.reading() as session:
        chat = keeping.open_connection(keeping.find_connection(session, me.id, connection_id), services.models)
    began = time.monotonic()
    reply = chat.ask(Prompt("Say hello in one short sentence."), Greeting)
    took_s = time.monotonic() - began
    with services.database.transaction(me.id) as session:
        keeping.find_connection(session, me.id, connection_id).mode = chat.mode
    return TestView(answer=reply.value.answer[:500], took_s=round(took_s, 2), usage=present_usage(reply.usage))


@router.delete("/{connection_id}", status_code=204)
def delete(row: OwnConnection, session: SessionDep) -> None:
    """Delete a connection and its key."""
    keeping.delete_connection(session, row)


def _may_local(me: Account, services: Services) -> bool:
    return services.models.may_reach(me.is_admin)


def _check_agreed(form: ConnectionForm) -> None:
    if not form.agreed:
        raise NotAgreed(
            Text(
                ko="글이 이 주소로 보내진다는 데 동의해 주세요.",
                en="Please agree that your text is sent to this address.",
            )
        )


def _present(me: Account, session: SessionDep, services: Services) -> ModelsView:
    return ModelsView(
        connections=[_present_one(session, services, row) for row in keeping.list_connections(session, me.id)],
        shared=_present_shared(services.models.shared),
        may_use_local=_may_local(me, services),
        used_this_month=present_usage(spent_this_month(session, me.id)),
        month_began=month_start(),
    )


def _present_shared(shared: Connection | None) -> SharedModelView | None:
    if shared is None:
        return None
    return SharedModelView(
        name=shared.name,
        model=shared.model,
        host=shared.host,
        won_per_million_input=shared.won_per_million_input,
        won_per_million_output=shared.won_per_million_output,
    )


def _present_one(session: SessionDep, services: Services, row: ModelConnection) -> ConnectionView:
    shown = keeping.described(row, services.models)
    return ConnectionView(
        id=row.id,
        service=row.service,  # type: ignore[arg-type]  # only these are ever written
        name=shown.name,
        # where the shared model lies is the administrator's business
        base_url=row.base_url,
        host=shown.host,
        model=shown.model,
        has_key=row.sealed_key is not None,
        local=shown.local,
        usable=keeping.is_usable(row, services.models),
        chosen=row.chosen,
        won_per_million_input=shown.won_per_million_input,
        won_per_million_output=shown.won_per_million_output,
        monthly_won=row.monthly_won,
        timeout_s=shown.timeout_s,
        most_context_tokens=shown.most_context_tokens,
        most_output_tokens=shown.most_output_tokens,
        used_this_month=present_usage(spent_this_month(session, row.owner_id, row.id)),
        agreed_at=row.agreed_at,
    )
