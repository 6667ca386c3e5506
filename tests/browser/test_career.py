"""The career desk with real files: brought, read, mended, refused with the reason, typed into the form."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import PHONE, Visit
from tests.documents import english, korean
from tests.documents.sheets import Sheet
from tests.documents.writing import write

pytestmark = pytest.mark.browser


def bring(person: Visit, folder: Path, sheet: Sheet) -> None:
    path = folder / f"{sheet.name}.{sheet.form.partition(':')[0]}"
    path.write_bytes(write(sheet))
    person.page.goto("/career")
    person.at("document-file").set_input_files(path)
    expect(person.at("document-text")).to_be_visible()


def test_a_resume_is_read_shown_in_its_text_and_mended(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    bring(person, tmp_path, english.ROWAN)
    expect(person.at("read-name").first).to_have_text("ROWAN ASHDOWN")
    person.at("read-company").click()
    marked = person.at("document-text").locator("mark[data-picked]")
    expect(marked).to_have_text("Copperfield Insurance")
    expect(marked).to_be_in_viewport()
    person.at("section-identity").get_by_test_id("edit-entry").click()
    person.at("field-name").fill("Rowan Ashdown")
    person.at("save-entry").click()
    expect(person.at("section-identity")).to_contain_text("by you")
    person.page.reload()
    expect(person.at("read-name").first).to_have_text("Rowan Ashdown")
    address = person.page.url.rpartition("/")[2]
    expect(person.at("interview-about")).to_have_attribute("href", f"/interviews/new?document={address}")
    expect(person.at("evaluate")).to_have_attribute("href", f"/career/documents/{address}/evaluation")
    person.at("delete-document").click()
    person.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(person.at("drop-document")).to_be_visible()
    expect(person.at("document")).to_have_count(0)
    assert not person.problems


def test_what_has_no_place_is_flagged_with_the_law_on_a_phone(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit(candidate=None, size=PHONE)
    person.enter_as_guest()
    bring(person, tmp_path, korean.MIRU)
    flags = person.at("flags")
    expect(flags).to_contain_text("Fair Hiring Procedure Act, art. 4-3 no. 1")
    expect(flags).to_contain_text("178cm")
    wide = person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide, "the page is wider than the phone"


def test_what_cannot_be_read_is_told_and_the_form_is_at_hand(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    person.page.goto("/career")
    old = tmp_path / "resume.hwp"
    old.write_bytes(b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05")
    person.at("document-file").set_input_files(old)
    expect(person.at("refusal")).to_contain_text("HWP 3.0")
    person.at("add-posting").click()
    person.at("posting-text").fill("Backend engineer\nPython and SQL")
    person.at("keep-posting").click()
    expect(person.at("posting")).to_contain_text("Backend engineer")
    person.at("use-form").click()
    person.at("form-title").fill("Spring")
    person.at("field-name").first.fill("Marlow Cedar")
    person.at("field-company").fill("Larkspur Logistics")
    person.at("keep-form").click()
    expect(person.at("document-text")).to_contain_text("Company: Larkspur Logistics")
    assert not person.problems
