"""Follow-up questions in the room, in writing: asked after an answer, answered, and told in the report."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect
from tests.browser.conftest import OpenVisit

pytestmark = pytest.mark.browser
ANSWER = "At my internship I built the payment module together with a colleague."
RESUME = """Mina Kim
Experience
Northwind | Data analyst intern | 2023-01 - 2023-06
- Built weekly sales dashboards for three teams
Projects
Queue Simulator
Role: Lead
Technology: Python
Result: Cut waiting time by 25% in the pilot store.
Skills
Python, SQL
"""
MORE = "It cut failed payments by half within a month."


def test_an_answer_is_followed_up_and_the_report_tells_so(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    interview = person.make_interview(accommodations={"typed_answers": True}, most_follow_ups=1)
    person.go_in(interview)
    person.wait_for_phase("thinking")
    expect(person.at("position")).to_have_text("Question 1 of 2")
    person.start_answer()
    person.at("typed").fill(ANSWER)
    person.press("finish-answer")
    expect(person.at("room")).to_have_attribute("data-phase", "following", timeout=10_000)
    expect(person.at("room")).to_have_attribute("data-question", "1")
    person.wait_for_phase("thinking")
    expect(person.at("position")).to_have_text("Follow-up to question 1")
    person.start_answer()
    person.at("typed").fill(MORE)
    person.finish_answer()  # no follow-up comes after the one that was chosen
    expect(person.at("room")).to_have_attribute("data-question", "1")
    person.press("next")
    expect(person.at("position")).to_have_text("Question 2 of 2")
    person.wait_for_phase("thinking")
    person.press("skip")
    person.wait_for_phase("answered")
    person.end_interview()
    told = person.call("GET", f"/interviews/{interview}")["questions"]
    assert [(one["source"], one["follows"]) for one in told] == [("own", None), ("follow_up", 0), ("own", None)]
    assert told[1]["clip"]["state"] == "ready"
    assert [one["answer"]["typed_text"] for one in told] == [ANSWER, MORE, None]
    person.at("to-report").click()
    person.page.get_by_role("tab", name="Answer 2 · follow-up").click()
    expect(person.page.get_by_text("Follow-up to answer 1")).to_be_visible()
    expect(person.page.get_by_role("heading", name=told[1]["text"])).to_be_visible()
    assert person.problems == []


def test_questions_of_a_document_and_a_file_are_chosen_one_by_one(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    document = person.call("POST", "/documents/text", {"text": RESUME, "title": "My résumé"})
    person.page.goto(f"/interviews/new?document={document['id']}")
    person.press("draw-questions")
    expect(person.page.get_by_text("Your document says “Cut waiting time by 25%", exact=False)).to_be_visible()
    person.at("pick-list").get_by_role("checkbox").first.click()
    expect(person.at("chosen")).to_contain_text("1 question chosen")
    person.page.get_by_role("tab", name="Kept questions").click()
    wrong = FilePayload(name="mine.csv", mimeType="text/csv", buffer=b"question,kind\nWhy us?,gossip\n")
    person.at("question-file").set_input_files(wrong)
    expect(person.page.get_by_text("row 2", exact=False)).to_be_visible()
    right = FilePayload(
        name="mine.csv",
        mimeType="text/csv",
        buffer=b"question,kind,follow_up_1\nWhich of our products would you change?,role,How would you measure it?\n",
    )
    person.at("question-file").set_input_files(right)
    person.page.get_by_role("checkbox", name="Which of our products would you change?").click()
    expect(person.at("chosen")).to_contain_text("Which of our products would you change?")
    person.page.get_by_role("radio", name="Up to one").click()
    person.at("make-interview").click()
    person.page.wait_for_url("**/interviews/int_*")
    made = person.call("GET", f"/interviews/{person.page.url.rsplit('/', 1)[1]}")
    assert made["most_follow_ups"] == 1
    sources = [one["source"] for one in made["questions"]]
    assert (sources.count("material"), sources.count("set")) == (1, 1)
    assert next(one for one in made["questions"] if one["source"] == "material")["why"]["en"]
    assert person.problems == []
