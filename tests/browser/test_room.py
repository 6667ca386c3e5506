"""The room by keyboard alone, in writing, over a reload, and with a second device."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import FilePayload, expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server
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
    person.wait_for_phase("thinking")
    keyboard.press("s")
    person.wait_for_phase("answered")
    expect(person.page.get_by_text("No answer was recorded", exact=True)).to_be_visible()
    assert int(person.at("room").get_attribute("data-frames") or 0) > 0
    assert person.problems == []


def test_a_second_click_never_hits_what_came_in_the_place_of_the_first(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview()
    person.go_in(interview)
    person.wait_for_phase("thinking")
    person.at("start-answer").dblclick(delay=70)
    person.wait_for_phase("answering")
    person.page.wait_for_timeout(2500)
    person.at("finish-answer").dblclick(delay=70)
    person.wait_for_phase("answered")
    expect(person.at("room")).to_have_attribute("data-question", "0")
    expect(person.page.get_by_text("Your answer is saved", exact=True)).to_be_visible()
    person.at("next").dblclick(delay=70)
    expect(person.at("room")).to_have_attribute("data-question", "1")
    person.wait_for_phase("thinking")
    person.press("skip")
    person.wait_for_phase("answered")
    person.at("next").dblclick(delay=70)
    person.at("end-now").wait_for()
    assert person.call("GET", f"/interviews/{interview}")["state"] == "running"
    person.page.get_by_role("button", name="Not yet").click()
    person.press("retake")
    person.wait_for_phase("thinking")


def test_leaving_and_coming_back_goes_on_at_the_same_question(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview()
    person.go_in(interview)
    person.start_answer()
    person.page.wait_for_timeout(2500)
    person.finish_answer()
    person.press("next")
    expect(person.at("room")).to_have_attribute("data-question", "1")
    person.wait_for_phase("thinking")
    person.page.keyboard.press("Escape")
    person.page.get_by_role("link", name="Leave").click()
    person.page.locator(f"a[href='/interviews/{interview}']").click()
    expect(person.at("lobby")).to_have_attribute("data-resumes", "thinking")
    expect(person.at("lobby")).to_contain_text("question 2")
    person.press("begin")
    person.wait_for_phase("thinking")
    expect(person.at("room")).to_have_attribute("data-question", "1")


def test_a_session_that_ends_in_mid_answer_keeps_the_room_and_asks_to_log_in(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview()
    person.go_in(interview)
    person.start_answer()
    person.wait_until(lambda: person.pieces_safe() >= 1)
    person.context.clear_cookies()
    expect(person.at("uploads")).to_have_attribute("data-look", "signed_out", timeout=30_000)
    assert person.phase() == "answering"
    person.finish_answer()
    login = person.at("signed-out").get_by_role("link", name="Log in")
    expect(login).to_have_attribute("href", f"/login?next=%2Finterviews%2F{interview}")
    assert person.kept_pieces() > 0
    person.page.reload()
    expect(person.page.get_by_role("heading", name="You were signed out")).to_be_visible()
    expect(person.at("signed-out")).to_have_attribute("href", f"/login?next=%2Finterviews%2F{interview}")
    expect(person.page.get_by_role("button", name="Start right away")).to_have_count(0)


@pytest.mark.parametrize("size", [(844, 390), PHONE], ids=["landscape", "portrait"])
def test_a_long_question_leaves_the_picture_to_be_seen(visit: OpenVisit, size: tuple[int, int]) -> None:
    person = visit(size=size)
    person.enter_as_guest()
    words = (
        "Please tell us about a time when you had to learn something quite new in a very short time, what made it hard"
    )
    text = f"{words}, whom you asked for help, what you would do in another way today, and what has stayed with you."
    interview = person.make_interview([text], accommodations={"captions": True})
    person.go_in(interview)
    person.start_answer()
    shown = person.at("subtitles").bounding_box()
    own = person.at("self-view").bounding_box()
    assert shown
    assert own
    assert shown["y"] >= own["y"] + own["height"]
    assert shown["y"] >= size[1] / 2
    overflow = person.at("subtitles").evaluate(
        "box => [box.scrollHeight > box.clientHeight, getComputedStyle(box).overflowY]"
    )
    assert not overflow[0] or overflow[1] == "auto"


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


def test_who_has_no_camera_answers_in_writing_with_the_question_in_view(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."], thinking_s=30)
    person.page.goto(f"/interviews/{interview}")
    person.at("lobby").wait_for(timeout=120_000)
    expect(person.at("begin")).to_be_disabled()
    person.press("in-writing")
    person.press("begin")
    person.wait_for_phase("thinking")
    expect(person.at("subtitles")).to_have_text("Please introduce yourself.")
    person.press("repeat")
    person.start_answer()
    expect(person.at("subtitles")).to_have_text("Please introduce yourself.")
    person.page.keyboard.press("Escape")
    expect(person.at("repeat")).to_have_count(0)
    person.press("go-on")
    person.at("typed").fill("I am Mina and I test payment systems.")
    person.finish_answer()
    assert person.problems == []


def test_a_phone_is_not_told_to_use_a_phone(visit: OpenVisit) -> None:
    person = visit(size=PHONE)
    person.enter_as_guest()
    person.page.goto(f"/interviews/{person.make_interview()}")
    person.at("begin").wait_for(timeout=120_000)
    expect(person.at("phone-instead")).to_be_hidden()
