"""The room by keyboard alone, in writing, over a reload, and with a second device."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server
from tests.browser.visit import PHONE

pytestmark = pytest.mark.browser


def test_an_interview_goes_by_keyboard_alone(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview()
    person.page.goto(f"/interviews/{interview}")
    person.at("begin").wait_for(timeout=120_000)
    expect(person.at("begin")).to_be_enabled()  # once the camera is on
    person.at("begin").focus()
    keyboard = person.page.keyboard
    keyboard.press("Enter")
    person.wait_for_phase("thinking")
    keyboard.press("c")
    expect(person.at("subtitles")).to_have_text("Please introduce yourself.")
    keyboard.press("Escape")
    expect(person.at("room")).to_have_attribute("data-paused", "true")
    keyboard.press("Escape")
    expect(person.at("room")).to_have_attribute("data-paused", "false")
    keyboard.press(" ")
    person.wait_for_phase("answering")
    keyboard.press("v")
    expect(person.at("self-view")).to_have_count(0)
    person.page.wait_for_timeout(2500)
    keyboard.press(" ")
    person.wait_for_phase("answered")
    keyboard.press("r")
    person.wait_for_phase("asking")
    keyboard.press(" ")
    person.wait_for_phase("answering")
    person.page.wait_for_timeout(2500)
    keyboard.press("Enter")
    person.wait_for_phase("answered")
    keyboard.press("n")
    expect(person.at("room")).to_have_attribute("data-question", "1")
    assert int(person.at("room").get_attribute("data-frames") or 0) > 0
    assert person.problems == []


def test_answers_can_be_typed_without_any_device(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    interview = person.make_interview(["Why do you want this job?"], accommodations={"typed_answers": True})
    person.go_in(interview)
    person.start_answer()
    person.at("typed").fill("Because I like to build things that people use.")
    person.page.reload()
    expect(person.at("lobby")).to_have_attribute("data-resumes", "answering")
    person.press("begin")
    expect(person.at("typed")).to_have_value("Because I like to build things that people use.")
    person.finish_answer()
    answer = person.call("GET", f"/interviews/{interview}")["questions"][0]["answer"]
    assert (answer["typed_text"], answer["state"]) == ("Because I like to build things that people use.", "complete")


def test_time_moves_the_interview_on_by_itself(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."], thinking_s=2, answer_s=15)
    person.go_in(interview)
    person.wait_for_phase("thinking")
    person.wait_for_phase("answering")
    person.wait_for_phase("answered")
    assert person.problems == []


FEW_CORES = "Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 2 })"
LOSES_PICTURES = """
    let taken = 0;
    Object.defineProperty(MediaStreamTrack.prototype, 'stats', {
        get: () => ({ totalFrames: (taken += 300), discardedFrames: 0, deliveredFrames: taken / 2 }),
    });
"""
"""The browser's own count, as a machine tells it that loses every other picture."""


def quiet_holders(server: Server) -> list[str]:
    with closing(sqlite3.connect(server.data_dir / "visavis.db")) as database:
        return [holder for (holder,) in database.execute("SELECT holder FROM quiet_times")]


def test_on_few_cores_everything_else_stands_still_while_one_answers(visit: OpenVisit, server: Server) -> None:
    person = visit()
    person.context.add_init_script(FEW_CORES)
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."], thinking_s=120)
    person.page.goto(f"/interviews/{interview}")
    person.at("begin").wait_for(timeout=120_000)
    assert interview not in quiet_holders(server)
    person.press("begin")
    person.wait_for_phase("thinking")
    person.wait_until(lambda: interview in quiet_holders(server))
    expect(person.at("self-view")).to_have_attribute("data-still", "false")
    person.start_answer()
    expect(person.at("self-view")).to_have_attribute("data-still", "true")
    assert person.page.evaluate("document.querySelector('[data-testid=self-view] video').paused")
    person.page.wait_for_timeout(2500)
    person.finish_answer()
    expect(person.at("self-view")).to_have_attribute("data-still", "false")
    assert not person.page.evaluate("document.querySelector('[data-testid=self-view] video').paused")
    person.end_interview()
    person.wait_until(lambda: interview not in quiet_holders(server))
    assert person.problems == []


def test_an_answer_that_lost_pictures_makes_the_next_one_lighter(visit: OpenVisit) -> None:
    person = visit()
    person.context.add_init_script(FEW_CORES + LOSES_PICTURES)
    person.enter_as_guest()
    person.go_in(person.make_interview(["Please introduce yourself."], thinking_s=120))
    person.wait_for_phase("thinking")
    asked = "document.querySelector('[data-testid=self-view] video').srcObject.getVideoTracks()[0].getConstraints()"
    assert person.page.evaluate(asked)["frameRate"]["ideal"] == 25
    for told, fps in (("lighter", 15), ("lightest", 15)):
        person.start_answer()
        person.page.wait_for_timeout(2500)
        person.finish_answer()
        expect(person.at("busy")).to_have_attribute("data-busy", told)
        assert person.page.evaluate(asked)["frameRate"]["ideal"] == fps
        person.press("retake")
        person.wait_for_phase("thinking")
        expect(person.at("busy")).to_have_count(0)
    assert person.problems == []


def test_a_phone_joins_by_its_code_and_finds_the_interview(visit: OpenVisit) -> None:
    computer, phone = visit(), visit(size=PHONE)
    computer.enter_as_guest()
    interview = computer.make_interview(["Please introduce yourself."])
    computer.page.goto(f"/interviews/{interview}")
    computer.at("begin").wait_for(timeout=120_000)
    computer.page.get_by_role("button", name="Use a phone instead").click()
    url = computer.page.get_by_text(re.compile(r"/pair\?code=")).inner_text()
    phone.page.goto(url[url.index("/pair") :])
    phone.page.get_by_role("button", name="Continue here").click()
    phone.press("onward")
    phone.at("begin").wait_for()
    assert phone.call("GET", "/accounts/me")["id"] == computer.call("GET", "/accounts/me")["id"]
