"""From the first page to the report, as a person goes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import DESKTOP, PHONE, Visit

pytestmark = pytest.mark.browser


def join(visit: Visit, login: str) -> None:
    page = visit.page
    page.goto("/join")
    page.locator("input[name=username]").fill(login)
    page.locator("input[autocomplete=new-password]").fill("a long enough phrase")
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_role("button", name="Not now").click()
    page.wait_for_url("**/devices")


def check_devices(visit: Visit) -> None:
    expect(visit.at("advice")).not_to_have_attribute("data-code", "looking", timeout=30_000)
    assert visit.at("advice").get_attribute("data-code") != "no_face"
    expect(visit.at("level")).to_have_attribute("data-verdict", "good", timeout=15_000)
    visit.page.get_by_role("button", name=re.compile("play them back")).click()
    visit.at("sample").wait_for(timeout=15_000)
    visit.press("onward")


def set_up(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("radio", name=re.compile("Only my own questions")).click()
    for number, text in enumerate(["Please introduce yourself.", "Why do you want this job?"], start=1):
        page.get_by_role("button", name="Add a question").click()
        page.get_by_label(f"Own question {number}", exact=True).fill(text)
    page.get_by_role("switch", name=re.compile("Captions")).click()
    visit.press("make-interview")


def test_a_plan_survives_a_log_in_and_makes_one_interview(visit: OpenVisit) -> None:
    person = visit()
    join(person, login="planner")
    page = person.page
    page.goto("/interviews/new")
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("Own question 1", exact=True).fill("Why this team?")
    person.context.clear_cookies()  # as when somebody logs out in another tab
    person.press("make-interview")
    expect(page.get_by_role("heading", name="You were signed out")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Log in").click()
    page.locator("input[autocomplete=username]").fill("planner")
    page.locator("input[autocomplete=current-password]").fill("a long enough phrase")
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_label("Own question 1", exact=True)).to_have_value("Why this team?")
    expect(person.at("make-interview")).to_be_enabled()
    person.at("make-interview").evaluate("button => { button.click(); button.click(); }")
    page.wait_for_url("**/interviews/int_*")
    assert len(person.call("GET", "/interviews")) == 1


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_candidate_goes_from_joining_to_the_report(visit: OpenVisit, size: tuple[int, int]) -> None:
    person = visit(size=size)
    join(person, login=f"candidate{size[0]}")
    check_devices(person)
    set_up(person)
    person.at("begin").wait_for(timeout=120_000)
    person.press("begin")
    for question in (0, 1):
        expect(person.at("room")).to_have_attribute("data-question", str(question))
        expect(person.at("subtitles")).to_be_visible()
        person.start_answer()
        person.page.wait_for_timeout(6000)
        person.finish_answer()
        if question == 0:
            person.press("next")
    person.end_interview()
    person.at("to-report").click(timeout=120_000)
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()
    person.page.locator("video").first.wait_for()
    report = person.page.url.split("/interviews/")[1].split("/")[0]
    answers = person.call("GET", f"/interviews/{report}/report")["answers"]
    assert len(answers) == 2
    measured = {measure["key"]: measure["value"] for measure in answers[0]["measures"]}
    assert measured["framing.face_in_view"] == pytest.approx(1, abs=0.25)
    assert measured["voice.speaking_share"] == pytest.approx(0.6, abs=0.4)
    assert person.problems == []
