"""Help with writing over HTTP: letters, remarks, scripts, imported questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Client

from visavis.api import writing
from visavis.api.services import Services
from visavis.career.tables import CareerDocument

ITEM = {
    "title": "지원 동기",
    "text": "귀사의 일을 몇일 동안 도왔습니다.",
    "limit": {"most": 500, "measure": "with_spaces"},
}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing.PACE, "_calls", 1000)


def begin(client: Client, **changes: Any) -> dict[str, Any]:
    answer = client.post("/api/writing/letters", json={"title": "Gaon", "items": [ITEM], **changes})
    assert answer.status_code == 201
    return dict(answer.json())


def test_a_letter_is_begun_saved_opened_and_deleted(guest: Client, services: Services) -> None:
    letter = begin(guest)
    address = f"/api/writing/letters/{letter['id']}"
    second = {**ITEM, "text": "", "limit": None}
    saved = guest.put(address, json={"revision": 1, "title": "Gaon 2", "items": [ITEM, second]})
    assert (saved.status_code, saved.json()["revision"]) == (200, 2)
    assert guest.get(address).json() == saved.json()
    assert guest.get(address).json()["items"] == [ITEM, second]
    assert [one["title"] for one in guest.get("/api/writing/letters").json()] == ["Gaon 2"]
    assert guest.delete(address).status_code == 204
    with services.database.reading() as session:
        assert session.get(CareerDocument, letter["id"]) is None


def test_a_letter_is_evaluated_like_any_document(guest: Client) -> None:
    letter = begin(
        guest, items=[{**ITEM, "text": "저는 매출 보고서를 자동화하여 시간을 5시간에서 30분으로 줄였습니다."}]
    )
    answer = guest.post(f"/api/documents/{letter['id']}/evaluations", json={})
    lengths = next(part for part in answer.json()["parts"] if part["key"] == "lengths")
    assert lengths["remarks"][0]["text"]["en"].startswith("'지원 동기'")


def test_another_window_is_not_saved_over(guest: Client) -> None:
    letter = begin(guest)
    address = f"/api/writing/letters/{letter['id']}"
    assert guest.put(address, json={"revision": 1, "items": []}).status_code == 200
    answer = guest.put(address, json={"revision": 1, "items": [ITEM]})
    assert (answer.status_code, answer.json()["code"]) == (409, "letter_changed")


def test_strangers_see_no_letters(guest: Client, browser: Callable[[], Client]) -> None:
    letter = begin(guest)
    stranger = browser()
    assert stranger.get("/api/writing/letters").status_code == 401
    stranger.post("/api/accounts/guest")
    assert stranger.get("/api/writing/letters").json() == []
    assert stranger.get(f"/api/writing/letters/{letter['id']}").status_code == 404
    assert stranger.put(f"/api/writing/letters/{letter['id']}", json={"revision": 1}).status_code == 404
    assert stranger.delete(f"/api/writing/letters/{letter['id']}").status_code == 404


def test_remarks_come_while_writing(guest: Client) -> None:
    found = guest.post("/api/writing/check", json={"text": ITEM["text"]}).json()
    assert [one["quote"] for one in found] == ["귀사", ITEM["text"], "몇일"]
    assert found[2]["suggestion"]["ko"] == "며칠"


def test_a_script_is_timed(guest: Client) -> None:
    timed = guest.post("/api/writing/script", json={"text": "가나다라 마바사아. " * 40}).json()
    assert (timed["units"], timed["language"]) == (320, "ko")
    assert timed["duration_s"] == 60
    assert len(timed["sentences"]) > 1


def test_questions_are_read_from_paste_and_file(guest: Client) -> None:
    pasted = guest.post("/api/writing/questions/text", json={"text": "[가온 2024]\n- 왜 지원했나요?\n"}).json()
    asked = [{"question": "왜 지원했나요?", "company": "가온", "year": 2024}]
    assert pasted == {"questions": asked, "repeated": 0, "unusable": 0}
    sent = {"file": ("q.csv", "회사,연도,질문\n가온,2024,왜 지원했나요?\n".encode("cp949"), "text/csv")}
    assert guest.post("/api/writing/questions/file", files=sent).json() == pasted


def test_a_file_that_is_no_list_is_refused(guest: Client) -> None:
    broken = {"file": ("q.xlsx", b"PK cut off", "application/octet-stream")}
    answer = guest.post("/api/writing/questions/file", files=broken)
    assert (answer.status_code, answer.json()["code"]) == (422, "sheet_unreadable")
    large = {"file": ("q.txt", b"a" * (2 * 2**20 + 1), "text/plain")}
    assert guest.post("/api/writing/questions/file", files=large).json()["code"] == "upload_too_large"


@pytest.mark.parametrize(
    "letter",
    [
        {"items": [{**ITEM, "text": "가" * 10_001}]},
        {"items": [ITEM] * 21},
        {"items": [{**ITEM, "limit": {"most": 0, "measure": "with_spaces"}}]},
        {"items": [{**ITEM, "limit": {"most": 5, "measure": "inches"}}]},
        {"language": "fr"},
    ],
)
def test_odd_letters_are_refused(guest: Client, letter: dict[str, Any]) -> None:
    assert guest.post("/api/writing/letters", json=letter).status_code == 422
