"""From a wall of faces to somebody who asks the questions."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit

pytestmark = pytest.mark.browser


def test_a_face_of_the_gallery_becomes_an_interviewer(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people?kind=male-east-asian")
    faces = person.page.get_by_test_id("face")
    expect(faces).to_have_count(12, timeout=60_000)
    expect(faces.nth(9).locator("img")).to_have_attribute("data-state", "there", timeout=90_000)
    faces.nth(9).get_by_role("button").click()
    expect(faces.nth(9).get_by_role("button")).to_have_attribute("aria-pressed", "true")

    faces.nth(9).get_by_role("link").click()
    portrait = person.at("portrait")
    expect(portrait).to_have_attribute("data-behind", "false", timeout=60_000)
    age = person.page.get_by_role("slider", name="Age")
    for _ in range(5):
        age.press("ArrowRight")
    expect(person.page).to_have_url(re.compile("age%3D|age="), timeout=20_000)
    expect(portrait).to_have_attribute("data-shown", re.compile("age%3D.*size=512"), timeout=60_000)

    person.page.get_by_label("Name", exact=True).fill("Minjae Park")
    person.press("make-person")
    expect(person.at("person-made")).to_contain_text("Minjae Park", timeout=60_000)
    person.press("interview-with")
    chosen = person.page.get_by_role("radio", name=re.compile("Minjae Park"))
    expect(chosen).to_have_attribute("aria-checked", "true", timeout=30_000)

    person.page.goto("/people")
    expect(person.page.get_by_test_id("person").first).to_contain_text("Minjae Park")
    assert len(person.call("GET", "/gallery/favourites")) == 1
    assert person.problems == []


def test_words_that_no_look_fits_are_answered(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people")
    field = person.page.get_by_label("Keyword or season")
    field.fill("xyzzy")
    field.press("Enter")
    expect(person.page.get_by_role("alert")).to_contain_text("summer", timeout=30_000)
    field.fill("winter")
    field.press("Enter")
    expect(person.page.get_by_test_id("face").first).to_contain_text("Warm", timeout=30_000)
