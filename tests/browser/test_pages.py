"""The pages that everybody passes, on a tablet and on a phone: words fit, and the keyboard gets on."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import PHONE, Visit

pytestmark = pytest.mark.browser

TABLET = (768, 1024)
OUTSIDE = ("/", "/how", "/ethics", "/join", "/login", "/recover", "/devices")
INSIDE = ("/", "/devices", "/interviews/new", "/history", "/me")

# Whatever is pressed or titles something must hold its words whole; one line high where it is a link in a bar.
_FAULTS = """() => {
    const shown = [...document.querySelectorAll('a, button, h1, h2, h3, label, summary, [role=radio]')]
        .filter(one => one.checkVisibility() && getComputedStyle(one).display !== 'inline' && !one.matches('.sr-only'));
    const clipped = shown.filter(
        one => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
    const bar = document.querySelector('header').getBoundingClientRect();
    const high = [...document.querySelectorAll('header a, header button')]
        .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > bar.height);
    const page = document.scrollingElement;
    const wide = page.scrollWidth > innerWidth ? [`the page: ${page.scrollWidth} > ${innerWidth}`] : [];
    return [...wide, ...[...clipped, ...high].map(one => one.innerText)];
}"""


def faults(person: Visit, path: str) -> list[str]:
    """The texts on a page that don't fit where they stand."""
    person.page.goto(path)
    person.page.get_by_role("heading", level=1).first.wait_for()
    person.page.evaluate("document.fonts.ready")
    found: list[str] = person.page.evaluate(_FAULTS)
    return [f"{path} at {person.page.viewport_size}: {one}" for one in found]


@pytest.mark.parametrize("size", [TABLET, PHONE])
def test_no_words_are_cut_or_overlap_on_any_page(visit: OpenVisit, size: tuple[int, int]) -> None:
    person = visit(size=size)
    found = [fault for path in OUTSIDE for fault in faults(person, path)]
    person.call(
        "POST", "/accounts/join", {"login": f"w{size[0]}", "password": "a long enough phrase", "display_name": "W"}
    )
    found += [fault for path in INSIDE for fault in faults(person, path)]
    assert found == []


def test_every_page_can_be_reached_from_a_phones_header(visit: OpenVisit) -> None:
    person = visit(size=PHONE)
    page = person.page
    page.goto("/join")
    for name, path in (("How it works", "/how"), ("60-second demo", "/demo")):
        page.get_by_role("button", name="More pages").click()
        page.get_by_role("menuitem", name=name).click()
        page.wait_for_url(f"**{path}")
    page.get_by_role("banner").get_by_role("link", name="Log in").click()
    page.wait_for_url("**/login")


def test_an_id_too_short_says_so_and_the_next_page_takes_the_focus(visit: OpenVisit) -> None:
    page = visit().page
    page.goto("/join")
    wished = page.get_by_label("Id", exact=True)
    wished.fill("ab")
    wished.press("Tab")
    expect(page.get_by_text("3–32")).to_be_visible()
    expect(wished).to_have_attribute("aria-invalid", "true")
    page.get_by_role("main").get_by_role("link", name="Log in").press("Enter")
    page.wait_for_url("**/login")
    expect(page.get_by_role("main")).to_be_focused()


def test_an_interview_opened_by_a_stranger_has_the_way_home(visit: OpenVisit) -> None:
    page = visit().page
    page.goto("/interviews/int_nobodys")
    page.get_by_role("heading", name="You can start right away").wait_for()
    expect(page.get_by_role("banner").get_by_role("link", name="Visavis, home")).to_be_visible()


def test_an_added_question_is_written_at_once(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/interviews/new")
    for number in (1, 2):
        person.page.get_by_role("button", name="Add a question").click()
        expect(person.page.get_by_label(f"Own question {number}", exact=True)).to_be_focused()


def test_a_file_that_is_no_picture_is_refused_where_it_is_chosen(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/interviews/new")
    person.press("make-interviewer")
    choose = person.page.get_by_label("Portrait", exact=True)
    choose.set_input_files({"name": "letter.png", "mimeType": "image/png", "buffer": b"only words"})
    expect(person.page.get_by_text("can't be opened as a picture")).to_be_visible()
    expect(person.page.get_by_role("dialog").get_by_role("img")).to_have_count(0)


def test_recovery_codes_stand_side_by_side_only_where_they_fit(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.call("POST", "/accounts/join", {"login": "codes", "password": "a long enough phrase", "display_name": "C"})
    person.page.goto("/me")
    person.page.get_by_role("button", name="Make recovery codes").click()
    codes = person.page.get_by_role("listitem").filter(has_text="-")
    expect(codes).to_have_count(8)
    assert codes.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
