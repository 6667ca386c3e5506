"""A report as a person uses it: replaying moments, taking it away, in both languages, on a phone."""

from __future__ import annotations

import csv
import json
import re
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import PHONE, Visit

pytestmark = pytest.mark.browser


def hold_interview(person: Visit) -> str:
    """One short answer, reviewed."""
    interview = person.make_interview(["Please introduce yourself."])
    person.go_in(interview)
    assert_fits(person)
    person.start_answer()
    assert_fits(person)
    person.page.wait_for_timeout(9000)
    person.finish_answer()
    person.end_interview()
    person.at("to-report").click(timeout=120_000)
    person.page.locator("video").first.wait_for()
    return interview


def assert_fits(person: Visit) -> None:
    widths = person.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], person.page.url


def replay_time(person: Visit) -> float:
    return float(person.page.locator("video").first.evaluate("video => video.currentTime"))


def check_moments(person: Visit) -> None:
    """The slider, the lanes and, where there is one, a suggestion lead to a moment of the replay."""
    slider = person.page.get_by_role("slider", name="Position of the replay")
    slider.focus()
    slider.press("End")
    person.wait_until(lambda: replay_time(person) > 5)
    slider.press("Home")
    person.wait_until(lambda: replay_time(person) == 0)
    lanes = slider.locator("xpath=ancestor::div[@role='presentation']")
    # below the replay, which stays in sight at the top
    lanes.evaluate(
        "lanes => scrollBy({ top: lanes.getBoundingClientRect().top - innerHeight * 0.6, behavior: 'instant' })"
    )
    lanes.click(position={"x": lanes.evaluate("lanes => lanes.clientWidth") * 0.5, "y": 12})
    person.wait_until(lambda: replay_time(person) > 2)


def is_near(person: Visit, moment_s: float) -> bool:
    return moment_s <= replay_time(person) < moment_s + 5


def check_suggestions(person: Visit, interview: str) -> None:
    suggested = person.call("GET", f"/interviews/{interview}/report")["suggestions"]
    buttons = person.page.get_by_role("button", name=re.compile(r"^Answer 1, \d+:\d\d$"))
    assert buttons.count() >= len(suggested)
    for number, suggestion in enumerate(suggested):
        buttons.nth(number).click()
        person.wait_until(partial(is_near, person, max(0, suggestion["start_s"] - 0.7)))
        person.page.locator("video").first.evaluate("video => video.pause()")


def download(person: Visit, form: str, folder: Path) -> str:
    person.page.get_by_role("button", name="Download").click()
    with person.page.expect_download() as arriving:
        person.page.get_by_role("menuitem", name=re.compile(f"^{form}")).click()
    target = folder / arriving.value.suggested_filename
    arriving.value.save_as(target)
    assert target.suffix == f".{form.lower()}"
    return target.read_text("utf-8")


def check_downloads(person: Visit, interview: str, folder: Path) -> None:
    report = json.loads(download(person, "JSON", folder))
    assert report == person.call("GET", f"/interviews/{interview}/report")
    rows = list(csv.DictReader(download(person, "CSV", folder).lstrip("\ufeff").splitlines()))
    assert rows
    measured = {name.split(" [")[0] for name in rows[0]}
    assert measured >= {"time_s"} | {track["key"] for track in report["answers"][0]["tracks"]}
    page = download(person, "HTML", folder)
    assert "<html" in page
    assert report["answers"][0]["question"]["text"] in page


def check_languages(person: Visit) -> None:
    root, page = person.page.locator("html"), person.page
    expect(root).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Language and brightness").click()
    page.get_by_role("menuitemradio", name="한국어").click()
    expect(root).to_have_attribute("lang", "ko")
    expect(page.get_by_role("heading", name="다음에는 이렇게 해 보세요")).to_be_visible()


def test_a_report_replays_moments_and_can_be_taken_away_on_a_phone(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit(size=PHONE)
    person.enter_as_guest()
    for path in ("/", "/devices", "/interviews/new", "/history", "/me"):
        person.page.goto(path)
        person.page.get_by_role("heading", level=1).first.wait_for()
        assert_fits(person)
    interview = hold_interview(person)
    assert_fits(person)
    check_moments(person)
    check_suggestions(person, interview)
    check_downloads(person, interview, tmp_path)
    person.page.goto("/me")
    expect(person.at("account-room")).to_contain_text(re.compile(r"Uses [\d.,]+ MiB of 20 GiB"))
    assert_fits(person)
    person.page.goto(f"/interviews/{interview}/report")
    check_languages(person)
    assert_fits(person)
    assert person.problems == []
