"""From a wall of faces to somebody who asks the questions."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect
from tests.browser.conftest import OpenVisit

from visavis.people.casting import find_member

pytestmark = pytest.mark.browser


def test_a_face_of_the_gallery_becomes_an_interviewer(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people?kind=male-east-asian")
    faces = person.page.get_by_test_id("face")
    expect(faces).to_have_count(12)
    expect(faces.nth(9).locator("img")).to_have_attribute("data-state", "there")
    faces.nth(9).get_by_role("button").click()
    expect(faces.nth(9).get_by_role("button")).to_have_attribute("aria-pressed", "true")

    faces.nth(9).get_by_role("link").click()
    portrait = person.at("portrait")
    expect(portrait).to_have_attribute("data-behind", "false")
    age = person.page.get_by_role("slider", name="Age")
    for _ in range(5):
        age.press("ArrowRight")
    expect(person.page).to_have_url(re.compile("age%3D|age="))
    expect(portrait).to_have_attribute("data-shown", re.compile("age%3D.*size=512"))

    person.page.get_by_label("Name", exact=True).fill("Minjae Park")
    person.press("make-person")
    expect(person.at("person-made")).to_contain_text("Minjae Park")
    person.press("interview-with")
    chosen = person.page.get_by_role("radio", name=re.compile("Minjae Park"))
    expect(chosen).to_have_attribute("aria-checked", "true")

    person.page.goto("/people")
    expect(person.page.get_by_test_id("person").first).to_contain_text("Minjae Park")
    assert len(person.call("GET", "/gallery/favourites")) == 1
    assert person.problems == []


def test_back_leads_to_the_same_favourites(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    for code in ("eigen:1:male-white:warm", "eigen:2:female-black:warm", "eigen:3:male-white:strict"):
        person.call("PUT", "/gallery/favourites", {"code": code})
    person.page.goto("/people?start=foo")
    faces = person.page.get_by_test_id("face")
    expect(faces).to_have_count(12)
    person.page.get_by_role("button", name="Favourites", exact=True).click()
    expect(faces).to_have_count(3)
    person.page.get_by_role("radio", name="Warm").click()
    person.page.get_by_label("Kind of person").select_option("male-white")
    expect(faces).to_have_count(1)
    faces.first.get_by_role("link").click()
    person.page.wait_for_url("**/people/face?*")
    person.page.go_back()
    expect(faces).to_have_count(1)
    person.page.get_by_role("radio", name="Any look").click()
    expect(faces).to_have_count(2)
    assert person.problems == []


def test_somebody_deleted_in_another_tab_leaves_the_list(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    wish = {"code": "eigen:7:male-white:warm", "name": "Leo", "voice": "m1"}
    made = person.call("POST", "/gallery/people", wish)["interviewer"]
    person.page.goto("/people")
    tiles = person.page.get_by_test_id("person")
    expect(tiles.first).to_contain_text("Leo")
    person.call("DELETE", f"/interviewers/{made['id']}")
    tiles.first.click()
    person.page.get_by_label("Name", exact=True).fill("Theo")
    person.page.get_by_role("button", name="Rename").click()
    expect(tiles.filter(has_text="Leo")).to_have_count(0)


def test_words_that_no_look_fits_are_answered(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people")
    field = person.page.get_by_label("Keyword or season")
    field.fill("xyzzy")
    field.press("Enter")
    expect(person.page.get_by_role("alert")).to_contain_text("summer")
    field.fill("winter")
    field.press("Enter")
    expect(person.page.get_by_test_id("face").first).to_contain_text("Warm")


def test_a_face_found_from_a_photo_says_so_and_asks_for_consent_once(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people")
    person.page.get_by_role("button", name="Find a face like a photo").click()
    person.page.get_by_label("Portrait").set_input_files(find_member("junho").portrait_path)
    person.page.get_by_role("checkbox", name=re.compile("I am 20 or older")).click()
    person.page.get_by_role("button", name="Find the face").click()
    person.page.wait_for_url("**/people/face?code=eigen%3Ax*")

    expect(person.page.get_by_role("status").filter(has_text="Found from a photo")).to_be_visible()
    expect(person.page.get_by_text("Make it a person first")).to_be_visible()
    expect(person.at("download")).to_have_count(0)
    expect(person.page.get_by_role("checkbox")).to_have_count(0)
    person.press("make-person")
    expect(person.at("person-made")).to_be_visible()
    assert [one["origin"] for one in person.call("GET", "/gallery/people") if one["own"]] == ["photo"]


_WALL = """start => {
    window.wall = Array.from({ length: 60 }, (_, n) => {
        const picture = new Image();
        picture.fetchPriority = 'low';
        picture.src = `/api/gallery/faces/eigen:${start + n}:male-white:natural.jpg`;
        return picture;
    });
}"""
_WAITING = "() => window.wall.filter(one => !one.complete).length"


def test_the_large_portrait_passes_a_wall_of_small_ones(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people?kind=male-white")
    faces = person.page.get_by_test_id("face")
    expect(faces.first.locator("img")).to_have_attribute("data-state", "there")
    person.page.evaluate(_WALL, 700_000)
    assert person.page.evaluate(_WAITING) == 60
    faces.first.get_by_role("link").click()
    expect(person.at("portrait")).to_have_attribute("data-behind", "false")
    assert person.page.evaluate(_WAITING) > 30


def test_small_pictures_that_are_scrolled_away_are_not_waited_for(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    given_up: list[str] = []
    person.page.on("requestfailed", lambda request: given_up.append(request.url))
    person.page.goto("/people?kind=female-white&start=800004")
    person.page.get_by_test_id("face").first.wait_for()
    person.page.get_by_role("link", name="How it works").first.click()
    person.page.wait_for_url("**/how")
    person.wait_until(lambda: any("/gallery/faces/" in url for url in given_up))


_IN_VIEW = """() => [...document.querySelectorAll('[data-testid=face] img')].filter(picture => {
    const place = picture.getBoundingClientRect();
    return place.bottom > 0 && place.top < innerHeight;
}).every(picture => picture.dataset.state === 'there')"""


def test_faces_in_view_do_not_wait_for_those_that_were_scrolled_past(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/people?kind=female-white&start=600000")
    faces = person.page.get_by_test_id("face")
    faces.first.wait_for()
    while faces.count() < 120:
        person.page.mouse.wheel(0, 3000)
        person.page.wait_for_timeout(50)
    person.wait_until(lambda: person.page.evaluate(_IN_VIEW))
    assert person.page.locator("[data-testid=face] img[data-state=coming]:not([src])").count() > 60


def test_pictures_that_fail_are_asked_for_again(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    tries: dict[str, int] = {}

    def cut(route: Route) -> None:
        url = route.request.url
        tries[url] = tries.get(url, 0) + 1
        if tries[url] <= (3 if "size=256" in url else 1):
            route.abort()
        else:
            route.continue_()

    person.page.route("**/api/gallery/faces/*.jpg*", cut)
    person.page.goto("/people?kind=male-black")
    face = person.page.get_by_test_id("face").first
    face.get_by_role("button", name="Ask again").click()
    expect(face.locator("img")).to_have_attribute("data-state", "there")

    face.get_by_role("link").click()
    person.page.get_by_role("alert").get_by_role("button", name="Try again").click()
    expect(person.at("portrait")).to_have_attribute("data-shown", re.compile("size=512"))
    expect(person.page.get_by_role("alert")).to_have_count(0)
