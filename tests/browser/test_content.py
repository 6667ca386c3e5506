"""A typed answer, as somebody without a microphone gives it: the report shows what it says; and connecting a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.model_server import ModelServer, model_server

pytestmark = pytest.mark.browser

RESULT = "As a result the failures dropped from nine to zero."
ANSWER = f"When I was an intern at a bank a report kept failing. My task was to find out why. I moved it. {RESULT}"


@pytest.fixture
def model() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


def test_the_report_of_a_typed_answer_shows_its_content(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    interview = person.make_interview(["Tell us about a time you solved a problem.", "Why us?"])
    for index, text in enumerate((ANSWER, "I don't know.")):
        person.call("PUT", f"/interviews/{interview}/questions/{index}/text", {"typed_text": text, "source": "typed"})
    person.call("POST", f"/interviews/{interview}/finish")
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.page.goto(f"/interviews/{interview}/report")
    card = person.at("content-card").first
    card.wait_for()
    expect(card.locator("mark").filter(has_text=RESULT)).to_have_attribute("title", "Result")
    expect(card).to_contain_text("An outline in your own words")
    expect(card.get_by_role("link", name="Connect one")).to_have_attribute("href", "/me/models")
    person.page.get_by_role("tab", name="Answer 2").click()
    expect(person.at("content-card").last).to_contain_text("This says that it doesn't know")
    assert not any(url.endswith("/estimate") for url in asked)
    assert person.problems == []


def test_a_very_long_answer_is_folded_until_all_of_it_is_wanted(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    interview = person.make_interview(["Tell us about a time you solved a problem."])
    text = " ".join(f"{n}. {ANSWER}" for n in range(150))[:20_000]
    person.call("PUT", f"/interviews/{interview}/questions/0/text", {"typed_text": text, "source": "typed"})
    person.call("POST", f"/interviews/{interview}/finish")
    person.page.goto(f"/interviews/{interview}/report")
    folded = person.at("folded").first
    folded.wait_for()
    before = folded.bounding_box()
    person.page.get_by_role("button", name="Show all").first.click()
    after = folded.bounding_box()
    assert before is not None
    assert after is not None
    assert before["height"] < 400 < after["height"]
    assert person.problems == []


def test_a_guest_is_told_where_models_may_lie(visit: OpenVisit, model: ModelServer) -> None:
    person = visit(candidate=None)
    person.enter_as_guest()
    page = person.page
    page.goto("/me/models")
    expect(page.get_by_role("radio", name="Ollama")).to_be_disabled()
    page.get_by_role("radio", name="Another service").click()
    page.get_by_role("textbox", name="Address").fill(model.base_url)
    page.get_by_role("textbox", name="Model", exact=True).fill("small")
    page.get_by_role("checkbox").click()
    page.get_by_role("button", name="Keep this connection").click()
    expect(page.get_by_role("alert")).to_contain_text("lies within this server's own network")
    assert model.requests == []
    assert person.problems == []
