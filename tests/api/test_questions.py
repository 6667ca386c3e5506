"""Questions from one's own documents and from files, over HTTP."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from httpx import Client

FACTS = {
    "language": "ko",
    "projects": [{"name": "결제 모듈 개편", "stack": ["Kotlin"], "result": "응답 시간을 40% 줄였습니다."}],
    "skills": ["Python"],
    "posting": "Python과 Kafka 경험",
}
CSV = "question,kind,follow_up_1\n왜 우리 회사인가요?,personality,다른 회사는 어땠나요?\n".encode()


@pytest.fixture
def client(browser: Callable[[], Client]) -> Client:
    return guest(browser)


def guest(browser: Callable[[], Client]) -> Client:
    client = browser()
    client.post("/api/accounts/guest").raise_for_status()
    return client


def keep(client: Client, data: bytes = CSV, name: str = "회사.csv") -> dict[str, Any]:
    kept = client.post("/api/question-sets", params={"name": name}, content=data)
    assert kept.status_code == 201, kept.text
    return dict(kept.json())


def test_questions_are_drawn_with_reason_and_quote(client: Client) -> None:
    wish = {"material": FACTS, "language": "ko", "count": 6, "seed": "one"}
    drawn = client.post("/api/questions/from-material", json=wish).raise_for_status().json()
    assert drawn == client.post("/api/questions/from-material", json=wish).json()
    assert (drawn["engine"], drawn["cost"]) == ("rules", None)
    figure = next(q for q in drawn["questions"] if q["quote"] == "응답 시간을 40% 줄였습니다")
    assert figure["why"]["en"] == "Your document says “응답 시간을 40% 줄였습니다”."
    assert figure["kind_title"] == "Experience"


def test_questions_are_in_the_documents_language_unless_another_is_asked_for(client: Client) -> None:
    facts = {"material": FACTS, "count": 4, "seed": "one"}
    own = client.post("/api/questions/from-material", json=facts, headers={"Accept-Language": "en"}).json()
    assert own["language"] == "ko"
    assert all(re.search("[가-힣](?:요|까|다|오)[.?]$", one["text"]) for one in own["questions"])
    other = client.post("/api/questions/from-material", json={**facts, "language": "en"}).json()
    assert other["language"] == "en"
    assert not any(re.search("[가-힣](?:요|까|다|오)[.?]$", one["text"]) for one in other["questions"])


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "no_material"),
        ({"material": {"language": "ko"}}, "nothing_to_ask_about"),
        ({"document_id": "doc_unknown"}, "document_not_found"),
    ],
)
def test_what_cannot_be_drawn_from_is_told(client: Client, wish: dict[str, Any], code: str) -> None:
    refused = client.post("/api/questions/from-material", json=wish)
    assert refused.json()["code"] == code


def test_drawn_questions_are_asked_and_keep_their_reasons(client: Client) -> None:
    wish = {"material": FACTS, "language": "ko", "count": 2}
    drawn = client.post("/api/questions/from-material", json=wish).json()["questions"]
    prepared = [{key: q[key] for key in ("text", "kind", "competence", "why")} | {"source": "material"} for q in drawn]
    person = client.get("/api/interviewers").json()[0]["id"]
    plan = {
        "interviewer_id": person,
        "track_id": "cloud",
        "count": 4,
        "prepared": prepared,
        "own_questions": ["왜 우리인가요?"],
    }
    questions = client.post("/api/interviews", json=plan).raise_for_status().json()["questions"]
    assert [q["source"] for q in questions] == ["bank"] * 3 + ["material"] * 2 + ["own", "bank"]
    assert questions[3]["why"] == drawn[0]["why"]
    assert questions[-1]["kind"] == "closing"


def test_sources_are_ones_own(client: Client) -> None:
    assert client.get("/api/questions/sources").json() == {"documents": [], "postings": [], "model": None}


def test_a_set_is_kept_taken_out_and_deleted(client: Client) -> None:
    kept = keep(client)
    assert (kept["title"], kept["questions"][0]["follow_ups"]) == ("회사", ["다른 회사는 어땠나요?"])
    for form in ("csv", "xlsx", "yaml"):
        file = client.get(f"/api/question-sets/{kept['id']}/file", params={"form": form})
        assert form in file.headers["content-disposition"]
        assert keep(client, file.content, f"회사.{form}")["questions"] == kept["questions"]
    assert len(client.get("/api/question-sets").json()) == 4
    assert client.delete(f"/api/question-sets/{kept['id']}").status_code == 204
    assert client.get(f"/api/question-sets/{kept['id']}/file").status_code == 404


def test_a_mistake_in_a_file_is_told_with_its_row_and_nothing_is_kept(client: Client) -> None:
    refused = client.post(
        "/api/question-sets", params={"name": "a.csv"}, content=b"question,kind\nWhy us today?,gossip\n"
    )
    assert refused.status_code == 422
    assert "row 2" in refused.json()["message"]
    assert client.get("/api/question-sets").json() == []


def test_typed_questions_are_kept_as_a_set(client: Client) -> None:
    typed = {"title": "한빛 2024", "questions": ["왜 우리 회사인가요?", "무엇을 배웠나요?"]}
    kept = client.post("/api/question-sets/typed", json=typed)
    assert kept.status_code == 201, kept.text
    assert client.get("/api/question-sets").json() == [kept.json()]
    assert [one["text"] for one in kept.json()["questions"]] == typed["questions"]
    refused = client.post("/api/question-sets/typed", json=typed | {"questions": ["왜 우리 회사인가요?", "왜"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_question_set")
    assert "question 2" in refused.json()["message"]
    assert client.post("/api/question-sets/typed", json={"questions": []}).status_code == 422
    assert len(client.get("/api/question-sets").json()) == 1


def test_a_file_over_the_limit_is_refused(client: Client) -> None:
    refused = client.post("/api/question-sets", params={"name": "a.csv"}, content=b"x" * (256 * 1024 + 1))
    assert refused.json()["code"] == "upload_too_large"
    assert "256 KiB" in refused.json()["message"]


@pytest.mark.parametrize("form", ["csv", "xlsx", "yaml"])
def test_the_template_can_be_sent_back(client: Client, form: str) -> None:
    template = client.get("/api/question-sets/template", params={"form": form})
    assert len(keep(client, template.content, f"a.{form}")["questions"]) == 2


def test_sets_of_others_are_not_there(client: Client, browser: Callable[[], Client]) -> None:
    kept, stranger = keep(client), guest(browser)
    assert stranger.get("/api/question-sets").json() == []
    assert stranger.get(f"/api/question-sets/{kept['id']}/file").status_code == 404
    assert stranger.delete(f"/api/question-sets/{kept['id']}").status_code == 404


RESUME = """김하나
경력
한빛커머스 | 백엔드 인턴 | 2023.01 - 2023.06
주문 API를 개발하고 배포 자동화를 담당했습니다.
프로젝트
결제 모듈 개편
역할: 백엔드 개발
기술: Kotlin, Redis
결과: 응답 시간을 40% 줄였습니다.
보유 기술
Python, Docker
"""


def test_a_stored_document_is_asked_about_together_with_a_posting(client: Client) -> None:
    document = client.post("/api/documents/text", json={"text": RESUME, "title": "이력서"})
    assert document.status_code == 201, document.text
    posting = client.post("/api/postings", json={"title": "백엔드", "text": "Kotlin, Kafka 경험"}).raise_for_status()
    sources = client.get("/api/questions/sources").json()
    assert [one["title"] for one in sources["documents"] + sources["postings"]] == ["이력서", "백엔드"]
    wish = {"document_id": document.json()["id"], "posting_id": posting.json()["id"], "count": 20, "language": "ko"}
    drawn = client.post("/api/questions/from-material", json=wish).raise_for_status().json()["questions"]
    assert any("Kafka" in q["text"] for q in drawn)
    assert any(q["quote"] == "응답 시간을 40% 줄였습니다" for q in drawn)


def test_documents_of_others_are_not_drawn_from(client: Client, browser: Callable[[], Client]) -> None:
    document = client.post("/api/documents/text", json={"text": RESUME}).json()["id"]
    refused = guest(browser).post("/api/questions/from-material", json={"document_id": document})
    assert refused.status_code == 404


def test_an_interview_about_a_document_of_another_is_refused(client: Client, browser: Callable[[], Client]) -> None:
    document = client.post("/api/documents/text", json={"text": RESUME}).json()["id"]
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["왜 우리 회사인가요?"], "document_id": document}
    stranger = guest(browser)
    refused = stranger.post("/api/interviews", json=plan)
    assert (refused.status_code, refused.json()["code"]) == (404, "document_not_found")
    assert stranger.get("/api/interviews").json() == []
    assert client.post("/api/interviews", json=plan).status_code == 201
