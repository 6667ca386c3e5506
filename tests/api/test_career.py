"""The career desk over HTTP: documents brought, pasted, typed, mended, read anew, deleted; postings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import select
from tests.documents import english, korean
from tests.documents.writing import write
from tests.stores import everything_in

from visavis.api import career
from visavis.api.services import Services
from visavis.career import documents, postings
from visavis.career.tables import CareerDocument, JobPosting
from visavis.interview.recording import Room
from visavis.settings import Settings

SHEET = english.ROWAN
_SECRET = "ada.quillfeather@example.org"
FORM = {
    "title": "Typed",
    "language": "en",
    "entries": [
        {"section": "identity", "fields": [{"key": "name", "value": "Marlow Cedar"}]},
        {
            "section": "career",
            "fields": [
                {"key": "company", "value": "Larkspur Logistics"},
                {"key": "start", "value": "March 2021"},
                {"key": "end", "value": "present"},
                {"key": "team", "value": " "},
            ],
        },
    ],
}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(career.PACE, "_calls", 1000)


def bring(client: Client, data: bytes, name: str = "resume.pdf", **fields: str) -> Response:
    return client.post("/api/documents", data=fields, files={"file": (name, data, "application/octet-stream")})


def paste(client: Client, text: str, **fields: str) -> Any:
    answer = client.post("/api/documents/text", json={"text": text, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def change(client: Client, document: Any, **fields: Any) -> Response:
    return client.put(f"/api/documents/{document['id']}", json={"revision": document["revision"], **fields})


def field(document: Any, section: str, key: str) -> Any:
    entries = (entry for entry in document["read"] if entry["section"] == section)
    return next((one for entry in entries for one in entry["fields"] if one["key"] == key), None)


def test_a_file_becomes_fields_that_stand_in_its_text(guest: Client) -> None:
    answer = bring(guest, write(SHEET), "Rowan's résumé.pdf")
    assert answer.status_code == 201, answer.text
    document = answer.json()
    assert (document["title"], document["language"], document["has_source"]) == ("Rowan's résumé", "en", True)
    name = field(document, "identity", "name")
    assert name["value"] == "ROWAN ASHDOWN"
    for entry in document["read"]:
        for one in entry["fields"]:
            assert document["text"][one["span"]["start"] : one["span"]["end"]].strip()
            assert 0 < one["confidence"] < 1
    assert guest.get("/api/documents").json()[0]["id"] == document["id"]
    source = guest.get(f"/api/documents/{document['id']}/source")
    assert source.content == write(SHEET)
    assert source.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_document"),
        (b"\xff\xd8\xff\xe0 picture", "no_text_inside"),
        (b"\x00\x01\x02\x03 nothing", "not_a_document"),
        (b"HWP Document File V3.00 \x1a\x01\x02", "old_format"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(
    guest: Client, services: Services, data: bytes, code: str
) -> None:
    answer = bring(guest, data)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert guest.get("/api/documents").json() == []
    assert services.blobs.keys("accounts") == []


def test_a_file_with_a_resident_number_is_not_kept_itself(guest: Client, services: Services) -> None:
    document = bring(guest, write(korean.GARAM), "이력서.txt").json()
    assert document["has_source"] is False
    assert "2345678" not in str(document)
    flag = next(flag for flag in document["flagged"] if flag["what"] == "resident_number")
    assert flag["quote"] == "990302-*******"
    assert "24-2" in flag["law"]
    with services.database.reading() as session:
        row = session.scalars(select(CareerDocument)).one()
        assert "2345678" not in f"{row.text}{row.read}"
    assert services.blobs.keys("accounts") == []
    again = guest.post(f"/api/documents/{document['id']}/read", json={"revision": 1}).json()
    assert (again["revision"], again["read"]) == (2, document["read"])


def test_resident_numbers_that_are_typed_are_masked(guest: Client) -> None:
    document = paste(guest, "이름: 김가람\n990302-1234567", title="990302-1234567")
    assert "1234567" not in str(document)
    assert b"1234567" not in guest.get(f"/api/documents/{document['id']}/source").content
    typed = {**FORM, "entries": [{"section": "identity", "fields": [{"key": "name", "value": "Kim 990302-1234567"}]}]}
    assert "1234567" not in guest.post("/api/documents/form", json=typed).text
    assert "1234567" not in guest.post("/api/postings", json={"text": "담당자 990302-1234567"}).text


def test_what_is_typed_into_the_form_is_kept_as_text_too(guest: Client) -> None:
    answer = guest.post("/api/documents/form", json=FORM)
    assert answer.status_code == 201, answer.text
    document = answer.json()
    assert (
        document["text"]
        == "Contact\nName: Marlow Cedar\n\nExperience\nCompany: Larkspur Logistics\nStart: 2021-03\nEnd: now"
    )
    assert field(document, "career", "start") == {"key": "start", "value": "2021-03", "span": None, "confidence": 1.0}
    assert field(document, "career", "team") is None
    entries = [{"section": "identity", "fields": [{"key": "name", "value": "M. Cedar"}]}]
    mended = change(guest, document, entries=entries).json()
    assert mended["text"] == "Contact\nName: M. Cedar"


@pytest.mark.parametrize(
    ("section", "key", "value", "code"),
    [
        ("identity", "shoe_size", "42", "unknown_field"),
        ("career", "start", "long ago", "wrong_date"),
        ("hobbies", "name", "chess", "bad_request"),
        ("identity", "name", "x" * 30_000, "bad_request"),
    ],
)
def test_what_the_form_does_not_take_is_refused(guest: Client, section: str, key: str, value: str, code: str) -> None:
    asked = {**FORM, "entries": [{"section": section, "fields": [{"key": key, "value": value}]}]}
    answer = guest.post("/api/documents/form", json=asked)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_empty_form_is_refused(guest: Client) -> None:
    answer = guest.post("/api/documents/form", json={**FORM, "entries": []})
    assert (answer.status_code, answer.json()["code"]) == (422, "empty_document")


def test_a_mended_field_is_sure_and_the_others_keep_their_place(guest: Client) -> None:
    document = bring(guest, write(SHEET)).json()
    entries = [
        {"section": entry["section"], "fields": [{"key": one["key"], "value": one["value"]} for one in entry["fields"]]}
        for entry in document["read"]
    ]
    entries[0]["fields"][0]["value"] = "Rowan Ashdown"
    mended = change(guest, document, entries=entries).json()
    assert field(mended, "identity", "name") == {
        "key": "name",
        "value": "Rowan Ashdown",
        "span": None,
        "confidence": 1.0,
    }
    assert field(mended, "identity", "email") == field(document, "identity", "email")
    assert (mended["revision"], mended["text"]) == (2, document["text"])
    assert change(guest, document, title="Late").json()["code"] == "document_changed"
    read = guest.post(f"/api/documents/{document['id']}/read", json={"revision": 2}).json()
    assert (read["revision"], read["read"]) == (3, document["read"])


def test_a_document_is_renamed_and_deleted_with_its_file(guest: Client, services: Services) -> None:
    document = bring(guest, write(SHEET)).json()
    assert change(guest, document, title="  Spring\n2027 ").json()["title"] == "Spring 2027"
    assert len(services.blobs.keys("accounts")) == 1
    assert guest.delete(f"/api/documents/{document['id']}").status_code == 204
    assert services.blobs.keys("accounts") == []
    assert guest.get(f"/api/documents/{document['id']}").json()["code"] == "document_not_found"


@pytest.mark.parametrize("through", ["document", "account"])
def test_what_is_deleted_stays_in_no_file(guest: Client, settings: Settings, services: Services, through: str) -> None:
    made = guest.post("/api/documents/text", json={"text": f"Ada\n{_SECRET}"}).raise_for_status().json()
    assert _holds(settings, services, _SECRET)
    where = f"/api/documents/{made['id']}" if through == "document" else "/api/accounts/me"
    assert guest.delete(where).status_code == 204
    assert not _holds(settings, services, _SECRET)


def _holds(settings: Settings, services: Services, words: str) -> bool:
    """In any file of the data folder, the database's too; PostgreSQL's and the store's are asked for all they have."""
    files = (path for path in settings.data_dir.rglob("*") if path.is_file())
    held = (services.blobs.get(key) for key, _ in services.blobs.listed())
    return any(words.encode() in data for data in (*held, *(path.read_bytes() for path in files))) or (
        not services.database.is_embedded and words in everything_in(services.database)
    )


def test_postings_are_pasted_listed_and_deleted(guest: Client) -> None:
    made = guest.post("/api/postings", json={"text": "백엔드 개발자\n자격 요건: Python"}).json()
    assert made["title"] == "백엔드 개발자"
    assert guest.get("/api/postings").json() == [made]
    assert guest.get(f"/api/postings/{made['id']}").json() == made
    assert guest.delete(f"/api/postings/{made['id']}").status_code == 204
    assert guest.get("/api/postings").json() == []
    assert guest.get(f"/api/postings/{made['id']}").status_code == 404


@pytest.mark.parametrize(("text", "code"), [(" \n", "posting_empty"), ("일" * 30_001, "posting_too_long")])
def test_postings_that_are_none_are_refused(guest: Client, text: str, code: str) -> None:
    assert guest.post("/api/postings", json={"text": text}).json()["code"] == code


def test_strangers_see_nothing(guest: Client, browser: Callable[[], Client]) -> None:
    document = paste(guest, "Name: Marlow Cedar")
    posting = guest.post("/api/postings", json={"text": "Engineer"}).json()
    stranger = browser()
    assert stranger.get("/api/documents").status_code == 401
    stranger.post("/api/accounts/guest")
    assert stranger.get("/api/documents").json() == []
    for path in (f"/documents/{document['id']}", f"/documents/{document['id']}/source", f"/postings/{posting['id']}"):
        assert stranger.get(f"/api{path}").status_code == 404
    assert change(stranger, document, title="Mine").status_code == 404
    assert stranger.delete(f"/api/documents/{document['id']}").status_code == 404
    assert stranger.post(f"/api/documents/{document['id']}/read", json={"revision": 1}).status_code == 404


def test_a_full_account_is_told_so(guest: Client, services: Services) -> None:
    object.__setattr__(services.options, "room", Room(account_bytes=100))
    answer = bring(guest, write(SHEET))
    assert (answer.status_code, answer.json()["code"]) == (403, "account_full")


def test_an_account_holds_so_many(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MOST_EACH", 1)
    monkeypatch.setattr(postings, "MOST_EACH", 1)
    paste(guest, "Name: Marlow Cedar")
    assert guest.post("/api/documents/text", json={"text": "one more"}).json()["code"] == "too_many_documents"
    assert guest.post("/api/postings", json={"text": "one"}).status_code == 201
    assert guest.post("/api/postings", json={"text": "two"}).json()["code"] == "too_many_postings"


def test_a_guest_takes_documents_along_and_they_go_with_the_account(guest: Client, services: Services) -> None:
    document = bring(guest, write(SHEET)).json()
    guest.post("/api/postings", json={"text": "Engineer"})
    asked = {"login": "mina", "password": "correct horse battery", "display_name": "Mina"}
    assert guest.post("/api/accounts/join", json=asked).status_code == 200
    assert guest.get(f"/api/documents/{document['id']}").json()["read"] == document["read"]
    assert guest.get("/api/accounts/me/room").json()["used_bytes"] >= len(write(SHEET))
    gone = guest.request("DELETE", "/api/accounts/me", json={"password": asked["password"]})
    assert gone.status_code == 204, gone.text
    assert services.blobs.keys("accounts") == []
    with services.database.reading() as session:
        assert session.scalars(select(CareerDocument)).all() == []
        assert session.scalars(select(JobPosting)).all() == []


def test_a_guest_who_logs_in_brings_documents_into_the_account(
    browser: Callable[[], Client], services: Services
) -> None:
    member, visitor = browser(), browser()
    member.post("/api/accounts/guest")
    asked = {"login": "mina", "password": "correct horse battery", "display_name": "Mina"}
    assert member.post("/api/accounts/join", json=asked).status_code == 200
    visitor.post("/api/accounts/guest")
    document = bring(visitor, write(SHEET)).json()
    login = {"login": "mina", "password": asked["password"]}
    assert visitor.post("/api/accounts/login", json=login).status_code == 200
    assert guest_documents(member) == [document["id"]]
    assert member.get(f"/api/documents/{document['id']}/source").content == write(SHEET)
    assert member.request("DELETE", "/api/accounts/me", json={"password": asked["password"]}).status_code == 204
    assert services.blobs.keys("accounts") == []


def guest_documents(client: Client) -> list[str]:
    return [str(document["id"]) for document in client.get("/api/documents").json()]
