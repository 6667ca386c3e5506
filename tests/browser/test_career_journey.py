"""A job seeker's whole way: a résumé, questions from it, a panel of two, a follow-up, feedback on the content."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.test_career import bring
from tests.browser.visit import Visit
from tests.documents.sheets import Sheet

pytestmark = pytest.mark.browser

RESUME = Sheet(
    "mina",
    "en",
    "pdf",
    [
        """
        # Mina Kim
        mina.kim@example.com

        # Experience
        Data Analyst Intern, Northwind Traders
        Jan 2023 - Jun 2023
        - Built weekly sales dashboards for three teams

        # Projects
        Queue Simulator
        Role: Lead
        Technology: Python
        Result: Cut waiting time by 25% in the pilot store

        # Skills
        Python, SQL
        """
    ],
    [],
)
ANSWER = (
    "In my internship at Northwind the stores complained about long queues. My task was to find out why. "
    "I simulated the queue in Python with the real arrival times and moved one of four staff to noon."
)
MORE = "As a result the waiting time fell by 25 percent in the pilot store, from eight to six minutes."


def _answer(person: Visit, text: str) -> None:
    person.wait_for_phase("thinking")
    person.start_answer()
    person.at("typed").fill(text)
    person.press("finish-answer")


def test_from_a_resume_to_feedback_on_what_was_said(visit: OpenVisit, tmp_path: Path) -> None:
    person = visit()
    person.enter_as_guest()
    bring(person, tmp_path, RESUME)
    expect(person.at("document-text")).to_contain_text("Cut waiting time by 25%")

    person.press("interview-about")
    person.page.wait_for_url("**/interviews/new?document=*")
    person.page.get_by_role("radio", name="Only my own questions").click()
    person.press("draw-questions")
    waiting = person.at("pick-list").get_by_role("checkbox", name="25%").first
    waiting.click()
    person.page.get_by_role("radio", name="Panel of two").click()
    person.page.get_by_role("radio", name="Up to one").click()
    person.page.get_by_role("switch", name="Answer in writing").click()
    person.press("make-interview")
    person.page.wait_for_url("**/interviews/int_*")
    person.at("begin").wait_for()
    expect(person.at("panel").locator("[data-seat]")).to_have_count(2)
    person.press("begin")

    _answer(person, ANSWER)
    expect(person.at("room")).to_have_attribute("data-question", "1")
    expect(person.at("position")).to_contain_text("Follow-up")
    _answer(person, MORE)
    person.wait_for_phase("answered")
    person.end_interview()

    person.at("to-report").click()
    card = person.at("content-card").first
    expect(card).to_contain_text("Situation")
    expect(card.get_by_text("the stores complained about long queues").first).to_be_visible()
    assert person.problems == []
