"""The live coach: off until turned on, one quiet cue, counts in the report, and nothing leaves the machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser import candidate as candidates
from tests.browser.candidate import Candidate
from tests.browser.conftest import OpenVisit
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


def _hosts_asked(visit: Visit) -> set[str]:
    asked: set[str] = set()
    visit.page.on("request", lambda request: asked.add(re.sub(r"^(\w+:)//([^/]+).*", r"\1//\2", request.url)))
    return asked


def test_whoever_turns_the_coach_on_gets_one_cue_and_finds_its_counts_in_the_report(
    visit: OpenVisit, candidate: Candidate, tmp_path: Path
) -> None:
    person = visit(candidate=candidates.swaying(candidate, tmp_path))
    asked = _hosts_asked(person)
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."])
    person.page.goto(f"/interviews/{interview}")
    person.at("begin").wait_for()
    expect(person.at("coach-hint")).to_have_attribute("data-state", "off")

    person.page.get_by_role("switch", name=re.compile("Live coach")).click()
    expect(person.at("coach-hint")).to_have_attribute("data-state", "on")
    expect(person.at("coach-hint")).to_contain_text(re.compile(r"about \d+ % of one core"))
    person.press("begin")
    person.start_answer()
    expect(person.at("coach-cue")).to_have_attribute("data-cue", "swaying")
    person.finish_answer()
    expect(person.at("coach-cue")).to_have_count(0)
    person.end_interview()

    person.page.goto(f"/interviews/{interview}/report")
    expect(person.at("coaching")).to_contain_text(re.compile(r"Head to and fro.*[1-9]\d*×"))
    assert not [host for host in asked if not host.startswith((person.address, "blob:", "data:"))]
    assert person.problems == []


def test_the_coach_stays_off_by_itself(visit: OpenVisit) -> None:
    person = visit()
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.enter_as_guest()
    person.go_in(person.make_interview(["Please introduce yourself."]))
    person.start_answer()
    person.finish_answer()
    assert not any("coach" in url for url in asked)
