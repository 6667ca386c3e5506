"""The résumé photo page with real files: chosen or taken, dressed, compared, downloaded, refused with a reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import PHONE, Visit

from visavis.media.image import encode_jpeg, load_image
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

pytestmark = pytest.mark.browser
CAST = Path(__file__).parents[2] / "src" / "visavis" / "people" / "cast"
LONG_HAIRED = CAST / "clara.jpg"


def open_page(person: Visit) -> None:
    person.enter_as_guest()
    person.page.goto("/photo")
    expect(person.at("drop")).to_be_visible()


def settled(person: Visit) -> str:
    """The finished photo's address, once nothing is being made any more."""
    person.page.wait_for_timeout(600)  # what was chosen last is asked for when it has stood still
    expect(person.at("photo")).to_have_attribute("data-busy", "false")
    return str(person.at("before-after").locator("img").first.get_attribute("src"))


def test_a_file_becomes_a_photo_in_a_suit_and_is_taken_along(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit()
    open_page(person)
    file = person.at("picture-file")
    assert ".heic" in str(file.get_attribute("accept"))
    file.set_input_files(LONG_HAIRED)
    own = settled(person)
    person.page.get_by_role("radio", name="A suit").click()
    person.page.get_by_role("radio", name="Round blouse").click()
    person.at("swatch-beige").last.click()
    dressed = settled(person)
    assert dressed != own
    expect(person.at("facts")).to_contain_text("354 × 472 px")
    person.at("max-kb").fill("40")
    settled(person)
    expect(person.at("facts")).to_contain_text("kB, quality")
    with person.page.expect_download() as download:
        person.at("download-photo").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "photo-3x4.jpg"
    assert path.stat().st_size <= 40_000
    with Image.open(path) as opened:
        assert opened.size == (354, 472)
        assert opened.info["dpi"] == (300, 300)
    with person.page.expect_download() as page:
        person.at("download-sheet").click()
    page.value.save_as(tmp_path / "sheet.jpg")
    assert sorted(load_image(tmp_path / "sheet.jpg").shape) == [3, 1200, 1800]
    assert not person.problems


def test_before_and_after_are_compared_with_the_keyboard(visit: OpenVisit) -> None:
    person = visit(size=PHONE)
    open_page(person)
    person.at("picture-file").set_input_files(LONG_HAIRED)
    settled(person)
    slider = person.page.get_by_role("slider", name="Before and after")
    slider.focus()
    person.page.keyboard.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", "0 % before")
    person.page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "1 % before")
    wide = person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert wide, "the page is wider than the phone"


def test_what_cannot_be_used_is_told_with_the_way_on(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit()
    open_page(person)
    man = portray(Recipe.parse("eigen:2:male-east-asian"))
    pictures = {"two_people": np.hstack([man, man]), "body_cut_off": man[:430]}
    for code, picture in pictures.items():
        path = tmp_path / f"{code}.jpg"
        path.write_bytes(encode_jpeg(picture))
        person.at("picture-file").set_input_files(path)
        expect(person.at("refusal")).to_have_attribute("data-code", code)
        if code == "two_people":
            person.at("refusal").get_by_role("button", name="Another picture").click()
    person.at("mend-suit").click()
    settled(person)
    assert not person.problems


def test_template_person_comes_after_the_warning(visit: OpenVisit) -> None:
    person = visit()
    open_page(person)
    person.at("picture-file").set_input_files(LONG_HAIRED)
    own = settled(person)
    person.at("templates").locator("summary").click()
    expect(person.at("templates")).to_contain_text("somebody else")
    expect(person.page.get_by_role("radio", name="Elena")).to_have_count(0)
    person.page.get_by_text("I have read this").click()
    person.page.get_by_role("radio", name="Elena").click()
    assert settled(person) != own


def test_camera_guides_and_takes_a_picture(visit: OpenVisit) -> None:
    person = visit()
    open_page(person)
    person.at("use-camera").click()
    expect(person.at("camera")).not_to_have_attribute("data-pose", "looking")
    expect(person.at("pose-hint")).not_to_be_empty()
    person.at("take").click()
    expect(person.at("photo").or_(person.at("refusal"))).to_be_visible()


def test_no_camera_leads_back_to_files(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    open_page(person)
    person.at("use-camera").click()
    expect(person.at("camera-failure")).to_be_visible()
    person.page.get_by_role("button", name="Choose a file instead").click()
    expect(person.at("drop")).to_be_visible()
