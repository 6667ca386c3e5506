"""Specs of accepted applicants: an administrator brings a table, an applicant finds their place in it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.test_coach import assert_fits, open_visit, services
from tests.browser.visit import DESKTOP, PHONE, Visit
from tests.unit.career.specs.test_sheets import HEADER, as_csv

from visavis.accounts.membership import promote
from visavis.api.services import Services

pytestmark = pytest.mark.browser
__all__ = ["open_visit", "services"]


def table(count: int) -> list[list[str]]:
    """Made up from a seed: what a table of a survey looks like."""
    draw = random.Random(5)
    companies, jobs = ("가나전자", "다라화학", "마바은행"), ("연구개발", "영업", "기획")
    return [
        [
            draw.choice(companies), draw.choice(jobs), "제조", draw.choice(["신입", "신입", "경력"]), "공학",
            draw.choice(["2022 상반기", "2022 하반기"]), f"{draw.uniform(2.8, 4.4):.2f}", "4.5",
            draw.choice(["없음", str(draw.randrange(600, 990, 5))]), draw.choice(["", "IM2", "IM3", "IH", "AL"]),
            str(draw.choice([0, 0, 1, 2])),
        ]
        for _ in range(count)
    ]  # fmt: skip


def test_a_table_is_brought_and_a_place_found_in_it(
    open_visit: Callable[[tuple[int, int]], Visit], services: Services, tmp_path: Path
) -> None:
    admin = open_visit(DESKTOP)
    admin.page.goto("/")
    joined = {"login": "headoffice", "password": "correct horse battery", "display_name": "Office"}
    admin.call("POST", "/accounts/join", joined)
    with services.database.transaction() as session:
        promote(session, "headoffice")
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    rows = table(300)
    good.write_bytes(as_csv(HEADER, *rows, encoding="cp949"))
    bad.write_bytes(as_csv(HEADER, *rows, [*rows[0][:8], "1200", *rows[0][9:]]))
    admin.page.goto("/career/specs")
    expect(admin.page.get_by_text("There are no figures here yet")).to_be_visible()
    expect(admin.page.get_by_text("JobKorea")).to_be_visible()
    admin.at("import-source").fill("Made up for a test")
    admin.at("import-file").set_input_files(bad)
    admin.press("import-table")
    expect(admin.page.get_by_text("Row 302, I")).to_be_visible()
    admin.at("import-file").set_input_files(good)
    admin.press("import-table")
    expect(admin.page.get_by_text("300 rows are in.")).to_be_visible()
    applicant = open_visit(PHONE)
    applicant.page.goto("/")
    applicant.call("POST", "/accounts/guest")
    applicant.page.goto("/career/specs")
    expect(applicant.at("origins")).to_contain_text("Source: Made up for a test")
    sent: list[str] = []
    applicant.page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    applicant.at("mine-toeic").fill("905")
    expect(applicant.at("spec-toeic")).to_contain_text("of 100 who have one")
    assert not [one for one in sent if "905" in one]
    applicant.at("filter-company").select_option("다라화학")
    expect(applicant.at("spec-toeic")).to_contain_text("You (905 points)")
    assert_fits(applicant)
    assert admin.problems == applicant.problems == []
