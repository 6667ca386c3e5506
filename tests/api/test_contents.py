"""What a typed answer says comes into the report, and one's own model reads it when asked to: with a real worker."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from httpx import Client
from tests.api.test_interviews import follow, make_interview, start_worker  # noqa: F401 - a fixture
from tests.api.test_models_connected import add, form
from tests.model_server import ModelServer, Refuses, Says, model_server

from visavis.api import contents
from visavis.api.pace import Pace
from visavis.api.services import Services

QUESTION = "문제를 해결한 경험을 말씀해 주세요."
RESULT = "그 결과 대기 시간이 12분에서 5분으로 줄었습니다."
ANSWER = f"작년 여름 카페에서 일할 때 주문이 밀렸습니다. 제가 책임자를 맡았습니다. 주문을 나누어 받았습니다. {RESULT}"


@pytest.fixture
def services(services: Services, monkeypatch: pytest.MonkeyPatch) -> Services:
    monkeypatch.setattr(contents, "PACE", Pace(calls=1000))
    return replace(services, models=replace(services.models, reach="everyone"))


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        read = {"relevance": "on", "parts": [{"element": "result", "quote": RESULT}], "advice": [], "outline": []}
        running.otherwise = Says(read, input_tokens=700, output_tokens=60)
        yield running


def answered(client: Client, text: str = ANSWER) -> str:
    interview = make_interview(client, own_questions=[QUESTION])
    url = f"/api/interviews/{interview['id']}"
    client.put(f"{url}/questions/0/text", json={"typed_text": text, "source": "typed"})
    return url


def reviewed(client: Client, url: str) -> dict[str, Any]:
    told = follow(client, client.post(f"{url}/finish").json()["review_job"]["id"])
    assert told[-1]["state"] == "done", told[-1]
    return dict(client.get(f"{url}/report").json()["answers"][0])


def test_a_typed_answer_is_read_by_rules_and_by_ones_model_when_asked(
    guest: Client,
    server: ModelServer,
    start_worker: Callable[[], subprocess.Popen[bytes]],  # noqa: F811 - the fixture
) -> None:
    start_worker()
    url = answered(guest)
    answer = reviewed(guest, url)
    assert [len(one["quotes"]) for one in answer["content"]["elements"]] == [1, 1, 1, 1]
    assert answer["content_by_model"] is None

    place = f"{url}/questions/0/content"
    assert guest.get(f"{place}/estimate").json()["code"] == "no_model_connected"
    add(guest, form(server))
    told = guest.get(f"{place}/estimate").json()
    assert told["name"].startswith("small")
    assert server.requests == []

    asked = guest.post(place)
    assert asked.status_code == 200, asked.text
    assert follow(guest, asked.json()["review_job"]["id"])[-1]["state"] == "done"
    found = guest.get(f"{url}/report").json()["answers"][0]["content_by_model"]
    assert found["elements"][3]["quotes"][0]["text"] == RESULT
    assert found["cost"] == {"input_tokens": 700, "output_tokens": 60, "won": 1.0}
    assert found["cost"]["won"] <= told["most"]["won"]
    assert found["engine"] in guest.get(f"{url}/report.html").text


DOCUMENT = """김하나
프로젝트
결제 모듈 개편
역할: 백엔드 개발
기술: Kotlin, Redis
이유: 결제 오류가 잦았습니다.
결과: 응답 시간을 40% 줄였습니다.
"""


def test_the_outline_is_filled_from_the_document_that_the_interview_was_drawn_from(
    guest: Client,
    start_worker: Callable[[], subprocess.Popen[bytes]],  # noqa: F811 - the fixture
) -> None:
    start_worker()
    document = guest.post("/api/documents/text", json={"text": DOCUMENT}).raise_for_status().json()["id"]
    wish = {"document_id": document, "language": "ko", "count": 1}
    drawn = guest.post("/api/questions/from-material", json=wish).raise_for_status().json()["questions"][0]
    prepared = {key: drawn[key] for key in ("text", "kind", "competence", "why")} | {"source": "material"}
    own = "결제 모듈 개편을 하며 문제를 해결한 경험을 말씀해 주세요."
    interview = make_interview(guest, document_id=document, prepared=[prepared], own_questions=[own])
    (at,) = (q["index"] for q in interview["questions"] if q["text"] == own)
    url = f"/api/interviews/{interview['id']}"
    typed = {
        "typed_text": "결제 모듈 개편을 제가 맡았습니다. 동료와 함께 오래 고민하며 코드를 고쳤습니다.",
        "source": "typed",
    }
    guest.put(f"{url}/questions/{at}/text", json=typed).raise_for_status()
    told = follow(guest, guest.post(f"{url}/finish").json()["review_job"]["id"])
    assert told[-1]["state"] == "done", told[-1]
    answer = guest.get(f"{url}/report").json()["answers"][at]
    lines = [(line["source"], line["text"], line["origin"]) for line in answer["content"]["outline"]]
    assert ("material", "응답 시간을 40% 줄였습니다.", "결제 모듈 개편") in lines

    guest.delete(f"/api/documents/{document}").raise_for_status()
    changed = guest.post(f"{url}/words").raise_for_status().json()
    assert follow(guest, changed["review_job"]["id"])[-1]["state"] == "done"
    lines = guest.get(f"{url}/report").json()["answers"][at]["content"]["outline"]
    assert "material" not in {line["source"] for line in lines}


def test_a_model_that_fails_changes_nothing(
    guest: Client,
    server: ModelServer,
    start_worker: Callable[[], subprocess.Popen[bytes]],  # noqa: F811 - the fixture
) -> None:
    start_worker()
    url = answered(guest)
    before = reviewed(guest, url)
    add(guest, form(server))
    server.otherwise = Refuses(401)
    refused = guest.post(f"{url}/questions/0/content")
    assert (refused.status_code, refused.json()["code"]) == (503, "model_down")
    assert guest.get(f"{url}/report").json()["answers"][0] == before


def test_what_can_not_be_read_is_told(guest: Client, server: ModelServer, browser: Callable[[], Client]) -> None:
    add(guest, form(server))
    url = answered(guest, "")
    assert guest.get(f"{url}/questions/0/content/estimate").json()["code"] == "not_possible_now"
    guest.post(f"{url}/finish")
    assert guest.post(f"{url}/questions/0/content").json()["code"] == "no_words"
    other = browser()
    other.post("/api/accounts/guest")
    assert other.post(f"{url}/questions/0/content").status_code == 404
    assert server.requests == []
