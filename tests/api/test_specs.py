"""Average specs over HTTP: who may bring tables, what everybody sees, and one's own report with consent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from httpx import Client
from tests.unit.career.specs.test_sheets import HEADER, ROW, as_csv, as_xlsx

from visavis.accounts.membership import promote
from visavis.api.services import Services
from visavis.career.specs.tables import SpecOutcome

PASSWORD = "a long enough secret 7"
OUTCOME = {
    "company": "가나전자", "job": "연구개발", "career_level": "new", "half_year": "2022 상반기", "agreed": True,
    "specs": {"toeic": "900", "opic": "IH", "gpa": "4.0", "gpa_scale": "4.3"},
}  # fmt: skip


def join(client: Client, login: str) -> Client:
    asked = {"login": login, "password": PASSWORD, "display_name": login}
    assert client.post("/api/accounts/join", json=asked).status_code == 200
    return client


@pytest.fixture
def admin(browser: Callable[[], Client], services: Services) -> Client:
    client = join(browser(), "headoffice")
    with services.database.transaction() as session:
        promote(session, "headoffice")
    return client


def bring(client: Client, data: bytes, **asked: Any) -> Any:
    query = {"source": "A survey of 2023", "year": 2023, "file_name": "table.csv", **asked}
    return client.post("/api/admin/specs/imports", params=query, content=data)


def test_a_table_is_brought_by_an_administrator_and_told_to_everybody(admin: Client, guest: Client) -> None:
    assert bring(guest, as_csv(HEADER, *[ROW] * 6)).status_code == 403
    made = bring(admin, as_xlsx(HEADER, *[ROW] * 6))
    assert (made.status_code, made.json()["row_count"]) == (201, 6)
    (first, *_) = admin.get("/api/admin/specs/imports").json()
    group = guest.get("/api/specs", params={"company": "가나전자"}).json()
    assert group["why"] is None
    assert group["origins"][0] == {"source": "A survey of 2023", "year": 2023, "count": 5}
    toeic = next(one for one in group["specs"] if one["spec"] == "toeic")
    assert (toeic["holder_rate"], toeic["mean"], toeic["unit"]) == (1.0, 920, "points")
    assert guest.get("/api/specs/choices").json()["career_level"] == [{"value": "new", "title": "New"}]
    for one in admin.get("/api/admin/specs/imports").json():
        assert admin.delete(f"/api/admin/specs/imports/{one['id']}").status_code == 204
    assert admin.delete(f"/api/admin/specs/imports/{first['id']}").status_code == 404
    assert guest.get("/api/specs").json() == {"why": "few", "count": None, "origins": [], "specs": []}


def test_a_table_with_one_wrong_cell_leaves_nothing(admin: Client, services: Services) -> None:
    bad = [*ROW[:8], "9999", *ROW[9:]]
    refused = bring(admin, as_csv(HEADER, *[ROW] * 20, bad))
    assert (refused.status_code, refused.json()["code"]) == (422, "sheet_refused")
    assert "Row 22, I (토익/toeic)" in refused.json()["message"]
    assert admin.get("/api/admin/specs/imports").json() == []
    with services.database.reading() as session:
        assert session.query(SpecOutcome).count() == 0


def test_source_and_year_are_needed(admin: Client) -> None:
    data = as_csv(HEADER, ROW)
    assert bring(admin, data, source=" ").json()["code"] == "source_needed"
    assert bring(admin, data, year=1900).json()["code"] == "source_needed"
    assert bring(admin, data, year="").status_code == 422
    assert bring(admin, data).status_code == 201
    assert bring(admin, data).json()["code"] == "already_imported"


def test_an_own_outcome_counts_with_consent_and_goes_when_it_is_withdrawn(
    browser: Callable[[], Client], services: Services
) -> None:
    people = [join(browser(), f"applicant{n}") for n in range(5)]
    assert people[0].post("/api/specs/outcomes", json={**OUTCOME, "agreed": False}).status_code == 403
    statement = people[0].get("/api/specs/report-form").json()["statement"]
    kept = [person.post("/api/specs/outcomes", json=OUTCOME) for person in people]
    assert {one.status_code for one in kept} == {201}
    assert kept[0].json()["consent_text"] == statement
    assert people[0].post("/api/specs/outcomes", json=OUTCOME).json()["code"] == "already_reported"
    assert people[4].get("/api/specs").json()["origins"][0]["source"] is None
    mine = people[0].get("/api/specs/outcomes").json()
    assert people[1].delete(f"/api/specs/outcomes/{mine[0]['id']}").status_code == 404
    assert people[0].delete(f"/api/specs/outcomes/{mine[0]['id']}").status_code == 204
    assert people[4].get("/api/specs").json()["why"] == "few"
    gone = people[1].request("DELETE", "/api/accounts/me", json={"password": PASSWORD})
    assert gone.status_code == 204
    with services.database.reading() as session:
        assert session.query(SpecOutcome).count() == 3


def test_guests_and_impossible_values_are_refused(guest: Client, browser: Callable[[], Client]) -> None:
    assert guest.post("/api/specs/outcomes", json=OUTCOME).json()["code"] == "guests_cant_report"
    person = join(browser(), "applicant")
    for specs, word in (({"toeic": "2000"}, "TOEIC"), ({"gpa": "=4"}, "GPA"), ({}, "at least one")):
        refused = person.post("/api/specs/outcomes", json={**OUTCOME, "specs": specs})
        assert (refused.status_code, refused.json()["code"]) == (422, "outcome_refused")
        assert word in refused.json()["message"]


def test_own_specs_are_taken_from_the_resume_that_was_changed_last(guest: Client) -> None:
    assert guest.get("/api/specs/mine").json() == {}
    for gpa in ("3.0", "4.0"):
        told = f"학력\n2018.03 ~ 2024.02 가온대학교 컴퓨터공학과 졸업 ({gpa}/4.5)\n"
        guest.post("/api/documents/text", json={"text": told, "kind": "resume"}).raise_for_status()
    letter = {"text": "1. 지원 동기\n학점은 2.0/4.5입니다.", "kind": "cover_letter"}
    guest.post("/api/documents/text", json=letter).raise_for_status()
    assert guest.get("/api/specs/mine").json() == {"gpa": 4.0}


def test_the_sample_is_published_figures_with_their_source(client: Client) -> None:
    (sample,) = client.get("/api/specs/published").json()
    assert (sample["year"], sample["count"]) == (2022, 601)
    assert "JobKorea" in sample["source"]
    toeic = next(one for one in sample["figures"] if one["title"] == "TOEIC")
    assert (toeic["holder_rate"], toeic["mean"]) == (0.532, 846)


def test_templates_can_be_downloaded_before_signing_in(client: Client) -> None:
    assert client.get("/api/specs/template.csv").content.startswith(b"\xef\xbb\xbfcompany,")
    assert client.get("/api/specs/template.xlsx").content.startswith(b"PK")
    assert client.get("/api/specs").status_code == 401
