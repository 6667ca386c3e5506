"""Questions and follow-ups from a connected language model, over real HTTP on loopback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from httpx import Client
from tests.api.test_follow_ups import ANSWER, follow, make, say
from tests.api.test_questions import FACTS
from tests.model_server import ModelServer, Refuses, Says, model_server

from visavis.api.services import Services

WISH = {"material": FACTS, "language": "ko", "count": 4, "engine": "model"}
QUESTION = {
    "text": "응답 시간을 줄일 때 가장 먼저 확인한 것은 무엇인가요?",
    "kind": "experience",
    "competence": "problem_solving",
    "quote": "응답 시간을 40% 줄였습니다.",
    "reason_ko": "성과의 과정이 궁금합니다.",
    "reason_en": "How it came about is of interest.",
}
FOLLOW_UP = {
    "text": "결제 모듈에서 가장 어려운 결정은 무엇이었나요?",
    "quote": "결제 모듈",
    "reason_ko": "결정이 나오지 않았습니다.",
    "reason_en": "No decision was named.",
}


@pytest.fixture
def services(services: Services) -> Services:
    """An installation where every account may connect models on this machine."""
    return replace(services, models=replace(services.models, reach="everyone"))


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def client(browser: Callable[[], Client], server: ModelServer) -> Client:
    client = browser()
    client.post("/api/accounts/guest").raise_for_status()
    connection: dict[str, Any] = {"service": "other", "base_url": server.base_url, "model": "small", "agreed": True}
    prices = {"won_per_million_input": 1000, "won_per_million_output": 5000, "monthly_won": 1000}
    client.post("/api/language-models", json=connection | prices).raise_for_status()
    return client


def test_a_model_draws_questions_and_tells_what_they_cost(client: Client, server: ModelServer) -> None:
    invented = QUESTION | {"text": "매출을 세 배로 늘린 방법은 무엇인가요?", "quote": "매출을 세 배로"}
    server.otherwise = Says({"questions": [QUESTION, invented]}, input_tokens=400, output_tokens=100)
    most = client.post("/api/questions/from-material/estimate", json=WISH).raise_for_status().json()
    assert server.requests == []
    drawn = client.post("/api/questions/from-material", json=WISH).raise_for_status().json()
    assert drawn["cost"]["won"] <= most["won"]
    assert drawn["cost"]["input_tokens"] <= most["input_tokens"]
    assert [q["text"] for q in drawn["questions"]] == [QUESTION["text"]]
    assert drawn["cost"]["input_tokens"] == 400
    assert drawn["engine"] == client.get("/api/questions/sources").json()["model"]


def test_only_a_model_costs_something(client: Client, browser: Callable[[], Client]) -> None:
    estimate = "/api/questions/from-material/estimate"
    assert client.post(estimate, json=WISH | {"engine": "rules"}).json() is None
    assert client.post(estimate, json=WISH | {"material": {"language": "ko"}}).json()["code"] == "nothing_to_ask_about"
    other = browser()
    other.post("/api/accounts/guest").raise_for_status()
    assert other.post(estimate, json=WISH).json()["code"] == "no_model_connected"


def test_a_model_that_is_down_is_told_and_not_replaced(client: Client, server: ModelServer) -> None:
    server.otherwise = Refuses(401, "no such key")
    refused = client.post("/api/questions/from-material", json=WISH)
    assert (refused.status_code, refused.json()["code"]) == (503, "model_down")


def test_without_a_connection_the_model_is_not_there(browser: Callable[[], Client]) -> None:
    client = browser()
    client.post("/api/accounts/guest").raise_for_status()
    refused = client.post("/api/questions/from-material", json=WISH)
    assert refused.json()["code"] == "no_model_connected"


def test_a_model_asks_on(client: Client, server: ModelServer) -> None:
    server.otherwise = Says(FOLLOW_UP)
    interview = make(client, follow_up_engine="model")["id"]
    say(client, interview, 0, ANSWER)
    added = follow(client, interview, 0)["interview"]["questions"][1]
    assert (added["text"], added["why"]["en"]) == (FOLLOW_UP["text"], FOLLOW_UP["reason_en"])


def test_the_rules_ask_on_when_the_model_is_slow(client: Client, server: ModelServer) -> None:
    server.otherwise = Says(FOLLOW_UP, wait_s=6)
    interview = make(client, follow_up_engine="model")["id"]
    say(client, interview, 0, ANSWER)
    added = follow(client, interview, 0)["interview"]["questions"][1]
    assert "so the rules asked" in added["why"]["en"]
    assert "결제 모듈" in added["text"]
