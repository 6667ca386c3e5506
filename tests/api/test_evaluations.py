"""Evaluations over HTTP: by rules and by a connected model, kept, compared, and nobody else's business."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import uvicorn
from httpx import Client
from tests.unit.career.evaluate.samples import LETTER, POSTING, RESUME
from tests.unit.career.evaluate.test_model import TRUE, Scripted, parts, remark

from visavis.api import evaluations
from visavis.api.evaluations import connected_model
from visavis.api.services import Services
from visavis.app import create_app
from visavis.kit.text import Text
from visavis.language.chat import ModelSlow


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluations.PACE, "_calls", 1000)


@pytest.fixture
def document(guest: Client) -> str:
    return keep(guest, RESUME, "resume")


def keep(client: Client, text: str, kind: str) -> str:
    answer = client.post("/api/documents/text", json={"text": text, "title": "Mine", "kind": kind})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


@pytest.fixture
def chat() -> Scripted:
    return Scripted(parts(*(remark(quote) for quote in TRUE)))


@pytest.fixture
def with_model(services: Services, chat: Scripted) -> Iterator[Client]:
    """A guest whose account has a language model connected."""
    app = create_app(services)
    app.dependency_overrides[connected_model] = lambda: chat
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with Client(base_url=address, headers={"Origin": address, "Accept-Language": "en"}, timeout=30) as client:
        client.post("/api/accounts/guest").raise_for_status()
        yield client
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


def evaluate(client: Client, document: str, **wanted: Any) -> dict[str, Any]:
    answer = client.post(f"/api/documents/{document}/evaluations", json=wanted)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_document_is_evaluated_and_the_evaluation_kept(guest: Client, document: str) -> None:
    made = evaluate(guest, document, posting=POSTING)
    assert made["total"] > 50
    assert made["engine"] == "rules"
    assert made["usage"] is None
    for part in made["parts"]:
        for one in part["remarks"]:
            if one["span"]:
                assert RESUME[one["span"]["start"] : one["span"]["end"]] == one["quote"]
    assert guest.get(f"/api/evaluations/{made['id']}").json() == made


def test_the_list_has_all_that_the_page_shows(guest: Client, document: str) -> None:
    first = evaluate(guest, document, posting=POSTING)
    second = evaluate(guest, document, posting_id=first["posting_id"])
    listed = guest.get(f"/api/documents/{document}/evaluations").json()
    assert [one["id"] for one in listed["evaluations"]] == [second["id"], first["id"]]
    assert listed["document"]["text"] == RESUME.strip()
    assert [one["id"] for one in listed["postings"]] == [first["posting_id"]]
    assert listed["model"] is None
    assert second["parts"] == first["parts"]


def test_without_a_model_it_says_what_to_do(guest: Client, document: str) -> None:
    for way in ("evaluations", "evaluations/estimate"):
        answer = guest.post(f"/api/documents/{document}/{way}", json={"engine": "model"})
        assert (answer.status_code, answer.json()["code"]) == (503, "no_model_connected")
    assert guest.post(f"/api/documents/{document}/evaluations/estimate", json={}).json() is None


def test_the_model_is_asked_and_its_cost_told_before_and_after(with_model: Client, services: Services) -> None:
    letter = keep(with_model, LETTER, "cover_letter")
    assert with_model.get(f"/api/documents/{letter}/evaluations").json()["model"] == {"name": "scripted@test"}
    before = with_model.post(f"/api/documents/{letter}/evaluations/estimate", json={"engine": "model"}).json()
    assert before["won"] == 12.5
    made = evaluate(with_model, letter, engine="model")
    assert (made["total"], made["engine"]) == (100, "model:scripted@test")
    assert made["usage"] == {"input_tokens": 900, "output_tokens": 300, "won": 4.2}
    assert with_model.get(f"/api/evaluations/{made['id']}").json() == made


def test_a_slow_model_keeps_nothing(
    with_model: Client, services: Services, chat: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_: object) -> None:
        raise ModelSlow(Text(ko="느림", en="The model is slow."))

    monkeypatch.setattr(chat, "ask", ask)
    letter = keep(with_model, LETTER, "cover_letter")
    answer = with_model.post(f"/api/documents/{letter}/evaluations", json={"engine": "model"})
    assert (answer.status_code, answer.json()["code"]) == (503, "model_slow")
    assert with_model.get(f"/api/documents/{letter}/evaluations").json()["evaluations"] == []


def test_strangers_see_nothing(guest: Client, document: str, browser: Callable[[], Client]) -> None:
    made = evaluate(guest, document, posting=POSTING)
    stranger = browser()
    assert stranger.get(f"/api/evaluations/{made['id']}").status_code == 401
    stranger.post("/api/accounts/guest")
    assert stranger.get(f"/api/evaluations/{made['id']}").status_code == 404
    assert stranger.get(f"/api/documents/{document}/evaluations").status_code == 404
    assert stranger.post(f"/api/documents/{document}/evaluations", json={}).status_code == 404
    mine = stranger.post("/api/writing/letters", json={"items": []}).json()["id"]
    other = stranger.post(f"/api/documents/{mine}/evaluations", json={"posting_id": made["posting_id"]})
    assert (other.status_code, other.json()["code"]) == (404, "posting_not_found")


@pytest.mark.parametrize("wanted", [{"engine": "oracle"}, {"posting": "가" * 30_001}, {"posting_id": 3}])
def test_odd_wishes_are_refused(guest: Client, document: str, wanted: dict[str, Any]) -> None:
    assert guest.post(f"/api/documents/{document}/evaluations", json=wanted).status_code == 422
