"""The room by keyboard alone, in writing, over a reload, and with a second device."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import PHONE

from visavis.people.casting import cast

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


def test_an_interview_whose_interviewer_is_deleted_goes_on_in_writing_or_with_another(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    portrait: FilePayload = {
        "name": "me.jpg",
        "mimeType": "image/jpeg",
        "buffer": cast()[1].portrait_path.read_bytes(),
    }
    form: dict[str, str | float | bool | bytes | FilePayload] = {
        "name": "Me",
        "voice": "f1",
        "consent": "own_face",
        "attestation": "true",
        "portrait": portrait,
    }
    made = person.page.request.post("/api/interviewers", multipart=form, headers={"Origin": person.address}).json()
    mine = made["interviewer"]["id"]
    interview = person.make_interview(["Please introduce yourself."], interviewer_id=mine, thinking_s=60)
    person.call("DELETE", f"/interviewers/{mine}")

    person.page.goto(f"/interviews/{interview}")
    expect(person.page.get_by_role("heading", name="The interviewer has been deleted")).to_be_visible()
    person.press("as-text")
    person.press("begin")
    expect(person.at("subtitles")).to_have_text("Please introduce yourself.")
    person.wait_for_phase("thinking")  # by itself, after the time that reading takes

    person.page.reload()
    person.page.get_by_role("radio", name=re.compile("Junho")).click()
    person.press("change-interviewer")
    person.at("begin").wait_for(timeout=120_000)
    person.press("begin")
    expect(person.page.get_by_role("img", name=re.compile("Junho"))).to_be_visible()
    assert person.call("GET", f"/interviews/{interview}")["interviewer_id"] == "junho"
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
