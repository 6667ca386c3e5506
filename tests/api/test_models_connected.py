"""Connecting a language model: what is told and what isn't, who may reach where, and asking it one question."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from httpx import Client
from tests.model_server import ModelServer, Refuses, Says, model_server

from visavis.api import models_connected
from visavis.api.pace import Pace
from visavis.api.services import Services


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models_connected, "PACE", Pace(calls=1000))


@pytest.fixture
def services(services: Services) -> Services:
    """An installation where every account may connect models on this machine."""
    return replace(services, models=replace(services.models, reach="everyone"))


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.otherwise = Says({"answer": "Hello there."}, input_tokens=50, output_tokens=10)
        yield running


def form(server: ModelServer, **changes: object) -> dict[str, object]:
    given = {
        "service": "other",
        "base_url": server.base_url,
        "model": "small",
        "key": "sk-secret",
        "won_per_million_input": 1000,
        "won_per_million_output": 5000,
        "monthly_won": 1000,
        "agreed": True,
    }
    return given | changes


def add(client: Client, given: dict[str, object]) -> dict[str, Any]:
    answer = client.post("/api/language-models", json=given)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_kept_key_is_never_told_or_logged(
    guest: Client, server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kept = add(guest, form(server))
    server.then(Refuses(401, "Incorrect API key provided: sk-secret"))
    tested = guest.post(f"/api/language-models/{kept['id']}/test")
    listed = guest.get("/api/language-models")
    assert (kept["has_key"], kept["chosen"], kept["local"]) == (True, True, True)
    assert tested.status_code == 503
    assert tested.json()["code"] == "model_down"
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("visavis", "openai", "httpx"))]
    assert "sk-secret" not in listed.text + tested.text + str(kept) + "".join(ours)


def test_one_question_tells_time_tokens_and_cost(guest: Client, server: ModelServer) -> None:
    kept = add(guest, form(server))
    told = guest.post(f"/api/language-models/{kept['id']}/test").json()
    assert told["answer"] == "Hello there."
    assert told["took_s"] >= 0
    assert told["usage"] == {"input_tokens": 50, "output_tokens": 10, "won": 0.1}
    listed = guest.get("/api/language-models").json()
    assert listed["used_this_month"] == told["usage"]
    assert listed["connections"][0]["used_this_month"] == told["usage"]


def test_how_a_service_takes_shapes_is_remembered(guest: Client, server: ModelServer) -> None:
    server.without_schema = True
    kept = add(guest, form(server))
    for _ in range(2):
        assert guest.post(f"/api/language-models/{kept['id']}/test").status_code == 200
    assert ["response_format" in asked for asked in server.requests] == [True, False, False]


def test_nothing_is_kept_before_agreeing(guest: Client, server: ModelServer) -> None:
    answer = guest.post("/api/language-models", json=form(server, agreed=False))
    assert (answer.status_code, answer.json()["code"]) == (409, "not_agreed")
    kept = add(guest, form(server))
    moved = guest.put(
        f"/api/language-models/{kept['id']}", json=form(server, base_url="http://127.0.0.1:9/v1", agreed=False)
    )
    assert moved.json()["code"] == "not_agreed"
    same = guest.put(f"/api/language-models/{kept['id']}", json=form(server, model="large", key=None, agreed=False))
    assert (same.status_code, same.json()["model"], same.json()["has_key"]) == (200, "large", True)


def test_a_spent_budget_is_refused_before_anything_is_sent(guest: Client, server: ModelServer) -> None:
    kept = add(guest, form(server, monthly_won=1))
    answer = guest.post(f"/api/language-models/{kept['id']}/test")
    assert (answer.status_code, answer.json()["code"]) == (403, "budget_spent")
    assert server.requests == []


def test_connections_are_their_owners_alone(guest: Client, server: ModelServer, browser: Any) -> None:
    kept = add(guest, form(server))
    other = browser()
    other.post("/api/accounts/guest")
    place = f"/api/language-models/{kept['id']}"
    answers = [other.post(f"{place}/test"), other.put(place, json=form(server)), other.delete(place),
               other.put(f"{place}/chosen")]  # fmt: skip
    assert [one.status_code for one in answers] == [404] * 4
    assert other.get("/api/language-models").json()["connections"] == []
    assert guest.delete(place).status_code == 204
    assert guest.get("/api/language-models").json()["connections"] == []


def test_another_one_can_be_chosen(guest: Client, server: ModelServer) -> None:
    add(guest, form(server))
    second = add(guest, form(server, model="large"))
    listed = guest.put(f"/api/language-models/{second['id']}/chosen").json()
    assert [one["chosen"] for one in listed["connections"]] == [False, True]


@pytest.mark.parametrize(
    ("change", "status"),
    [({"base_url": ""}, 422), ({"model": " "}, 422), ({"base_url": "nonsense"}, 422),
     ({"won_per_million_input": -1}, 422),
     ({"won_per_million_input": None}, 422), ({"timeout_s": 1}, 422), ({"base_url": "http://169.254.169.254/v1"}, 403)],
)  # fmt: skip
def test_what_can_not_be_used_is_told(
    guest: Client, server: ModelServer, change: dict[str, object], status: int
) -> None:
    assert guest.post("/api/language-models", json=form(server, **change)).status_code == status


class TestWhereOnlyAdministratorsReachInside:
    @pytest.fixture
    def services(self, services: Services) -> Services:
        return replace(services, models=replace(services.models, reach="administrators"))

    def test_others_are_refused_the_servers_own_network(self, guest: Client, server: ModelServer) -> None:
        assert guest.get("/api/language-models").json()["may_use_local"] is False
        answer = guest.post("/api/language-models", json=form(server))
        assert (answer.status_code, answer.json()["code"]) == (403, "address_refused")
