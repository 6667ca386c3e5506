"""Evaluations over HTTP: by rules, kept, compared, and nobody else's business."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Client
from tests.unit.career.evaluate.samples import POSTING, RESUME

from visavis.api import evaluations
from visavis.career.postings import MOST_CHARACTERS


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluations.PACE, "_calls", 1000)


@pytest.fixture
def document(guest: Client) -> str:
    return keep(guest, RESUME, "resume")


def keep(client: Client, text: str, kind: str) -> str:
    made = client.post("/api/documents/text", json={"text": text, "title": "Mine", "kind": kind})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


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


@pytest.mark.parametrize("wanted", [{"engine": "oracle"}, {"posting": "가" * (MOST_CHARACTERS + 1)}, {"posting_id": 3}])
def test_odd_wishes_are_refused(guest: Client, document: str, wanted: dict[str, Any]) -> None:
    assert guest.post(f"/api/documents/{document}/evaluations", json=wanted).status_code == 422
