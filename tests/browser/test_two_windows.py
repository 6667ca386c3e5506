"""One interview open twice: an answer is given once, and it can be gone on with wherever one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit

pytestmark = pytest.mark.browser
ANSWER = "I built a payment module alone and it cut failures by 40 percent."
OTHER = "Other words that were written in the window left behind."


def test_a_second_window_is_told_and_goes_on_where_the_first_one_was(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview(accommodations={"typed_answers": True}, most_follow_ups=1)
    person.go_in(interview)
    person.start_answer()
    first, second = person.page, person.context.new_page()
    second.goto(f"/interviews/{interview}")
    expect(second.get_by_text("This interview is open in another window")).to_be_visible()
    expect(second.get_by_test_id("begin")).to_have_count(0)
    first.get_by_test_id("typed").fill(ANSWER)
    second.get_by_test_id("go-on-here").click()
    expect(first.get_by_role("heading", name="The interview goes on elsewhere")).to_be_visible()
    expect(second.get_by_test_id("lobby")).to_have_attribute("data-resumes", "answering")
    second.get_by_test_id("begin").click()
    expect(second.get_by_test_id("typed")).to_have_value(ANSWER)
    first.get_by_test_id("go-on-here").click()
    expect(second.get_by_role("heading", name="The interview goes on elsewhere")).to_be_visible()
    expect(first.get_by_test_id("begin")).to_be_visible()
    assert person.problems == []


def test_an_answer_given_on_another_device_is_not_overwritten_and_the_interview_goes_on_from_there(
    visit: OpenVisit,
) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview(accommodations={"typed_answers": True}, most_follow_ups=1)
    person.go_in(interview)
    person.start_answer()
    url = f"/interviews/{interview}"
    person.call("PUT", f"{url}/questions/0/text", {"typed_text": ANSWER, "source": "typed"})
    assert person.call("POST", f"{url}/questions/0/follow-up", {})["index"] == 1
    person.call("PUT", f"{url}/position", {"position": 1})
    person.at("typed").fill(OTHER)
    person.press("finish-answer")
    expect(person.at("unsaved")).to_have_value(OTHER)
    person.press("go-on-here")
    person.press("begin")
    expect(person.at("position")).to_have_text("Follow-up to question 1")
    assert person.call("GET", url)["questions"][0]["answer"]["typed_text"] == ANSWER
    assert person.problems == []
