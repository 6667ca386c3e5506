"""A report shared with a coach, from the link to the last word; goals and a plan drawn from reports."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import Client
from playwright.sync_api import Playwright, expect
from tests.api.practised import FILLERS, GAZE, PACE, practise
from tests.browser.visit import DESKTOP, PHONE, Visit

from visavis.api.services import Services
from visavis.app import build_services
from visavis.settings import Settings

pytestmark = pytest.mark.browser
WEB = os.environ.get("VISAVIS_WEB_DIR")
"""Read before the settings of a test forget it."""


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """Without a worker: everything that these pages show is there already."""
    made = build_services(settings)
    yield replace(made, options=replace(made.options, web_dir=Path(WEB))) if WEB else made
    made.database.close()


@pytest.fixture
def open_visit(
    playwright: Playwright, chromium: str, address: str, tmp_path: Path
) -> Iterator[Callable[[tuple[int, int]], Visit]]:
    opened: list[Visit] = []

    def open_one(size: tuple[int, int]) -> Visit:
        opened.append(Visit(playwright, chromium, tmp_path / f"profile-{len(opened)}", address, size))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def signed_in(person: Visit) -> Client:
    """The same sign-in outside the browser."""
    person.page.goto("/")
    person.call("POST", "/accounts/guest")
    cookies = {one["name"]: one["value"] for one in person.context.cookies()}
    return Client(base_url=person.address, cookies=cookies, headers={"Origin": person.address})


def assert_fits(person: Visit) -> None:
    widths = person.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], person.page.url


def share(owner: Visit, interview: str) -> str:
    owner.page.goto(f"/interviews/{interview}/report")
    owner.press("share")
    owner.at("share-label").fill("Coach Kim")
    owner.press("make-share")
    return owner.at("share-url").inner_text().strip()


def test_a_coach_comments_the_owner_answers_and_revokes(
    open_visit: Callable[[tuple[int, int]], Visit], services: Services
) -> None:
    owner, coach = open_visit(DESKTOP), open_visit(PHONE)
    with signed_in(owner) as client:
        interview = practise(client, services, {FILLERS: 8.0, PACE: 150.0}, (PACE,))
    url = share(owner, interview)
    coach.page.goto(url)
    expect(coach.page.get_by_text("ranks nobody")).to_be_visible()
    assert_fits(coach)
    coach.at("write-comment-text").fill("<b>Slow down</b> here")
    coach.press("write-comment")
    expect(coach.page.get_by_text("Please type your name")).to_be_visible()
    coach.at("coach-name").fill("Kim")
    coach.press("write-comment")
    expect(coach.at("comment")).to_contain_text("<b>Slow down</b> here")
    owner.page.reload()
    expect(owner.at("comment")).to_contain_text("<b>Slow down</b> here")
    owner.press("answer-comment")
    owner.at("reply-text").fill("I will")
    owner.press("reply")
    expect(owner.at("comment")).to_contain_text("I will")
    coach.page.reload()
    expect(coach.at("comment")).to_contain_text("I will")
    owner.press("share")
    expect(owner.page.get_by_text("Opened 2 times")).to_be_visible()
    owner.press("revoke")
    expect(owner.page.get_by_text("Revoked", exact=True)).to_be_visible()
    coach.page.reload()
    expect(coach.page.get_by_text("has revoked the link")).to_be_visible()
    assert owner.problems == coach.problems == []


def test_a_goal_is_drawn_into_the_trend_and_the_plan_starts_an_interview(
    open_visit: Callable[[tuple[int, int]], Visit], services: Services
) -> None:
    person = open_visit(PHONE)
    with signed_in(person) as client:
        for days_ago, value in ((3, 9.0), (2, 7.0), (1, 6.0)):
            practise(client, services, {FILLERS: value, GAZE: 0.5}, (FILLERS,), days_ago)
    person.page.goto("/history?view=goals")
    expect(person.at("plan-item")).to_contain_text("Suggested in 3 of 3 reports")
    assert_fits(person)
    person.press("add-goal")
    person.at("goal-measure").select_option(FILLERS)
    person.at("goal-target").fill("5")
    person.press("keep-goal")
    expect(person.at("goal")).to_contain_text("At most 5")
    person.page.get_by_role("tab", name="Over time").click()
    person.page.get_by_role("radio", name="Words").click()
    expect(person.page.get_by_text("My goal: At most 5")).to_be_visible()
    person.page.get_by_role("tab", name="Goals and plan").click()
    person.press("start-planned")
    person.page.wait_for_url("**/interviews/int_*")
    assert person.problems == []


def test_all_my_data_comes_as_one_zip(open_visit: Callable[[tuple[int, int]], Visit], services: Services) -> None:
    person = open_visit(DESKTOP)
    with signed_in(person) as client:
        interview = practise(client, services, {PACE: 150.0}, ())
    person.page.goto("/me")
    with person.page.expect_download() as download:
        person.press("export")
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert interview in archive.read("data/interviews.json").decode()
