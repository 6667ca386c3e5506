"""Drawing with real mouse events: the face follows the hand, the drawing comes back, the person can be met."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator

import av
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser
Places = list[tuple[float, float]]
TABLET = (820, 1180)


def oval(x: float, y: float, rx: float, ry: float, start_deg: float = 0, end_deg: float = 360) -> Places:
    angles = (math.radians(start_deg + (end_deg - start_deg) * step / 24) for step in range(25))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def face() -> Iterator[Places]:
    """The strokes of a plain face along the guide, in the drawing's units."""
    yield oval(256, 262, 154, 208)
    for x in (182, 330):
        yield oval(x, 244, 34, 14)
        yield oval(x, 244, 9, 10)
        yield oval(x, 216, 42, 14, 200, 340)
    yield [(250, 262), (238, 318), (256, 336), (278, 322)]
    yield oval(256, 392, 54, 10, 180, 360)
    yield oval(256, 392, 54, 20, 0, 180)


def draw(page: Page, *strokes: Places) -> None:
    """As a hand does: press, move, let go."""
    box = page.get_by_test_id("canvas").bounding_box()
    assert box is not None
    for stroke in strokes:
        places = [(box["x"] + x / 512 * box["width"], box["y"] + y / 512 * box["height"]) for x, y in stroke]
        page.mouse.move(*places[0])
        page.mouse.down()
        for place in places[1:]:
            page.mouse.move(*place)
        page.mouse.up()


def open_studio(person: Visit) -> None:
    person.enter_as_guest()
    person.page.goto("/sketch")
    expect(person.at("canvas")).to_be_visible(timeout=60_000)
    person.at("canvas").scroll_into_view_if_needed()


def settled_face(person: Visit) -> str:
    """The face's picture once it shows what is on the sheet."""
    expect(person.at("face")).to_have_attribute("data-count", re.compile("[1-9]"), timeout=60_000)
    expect(person.at("face")).to_have_attribute("data-behind", "false", timeout=60_000)
    return person.at("face").locator("img").nth(1).get_attribute("src") or ""


def wait_until_saved(person: Visit) -> None:
    expect(person.at("saving")).to_have_attribute("data-state", "saved", timeout=30_000)


def test_the_face_follows_the_hand_and_the_drawing_comes_back(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    open_studio(person)
    draw(person.page, *face())
    first = settled_face(person)
    assert first.startswith("data:image/jpeg")
    draw(person.page, oval(256, 120, 120, 60, 180, 360))
    person.wait_until(lambda: settled_face(person) != first)
    count = person.at("canvas").get_attribute("data-marks")
    assert count == "11"

    person.page.keyboard.press("Control+z")
    expect(person.at("canvas")).to_have_attribute("data-marks", "10")
    person.wait_until(lambda: settled_face(person) == first)
    person.page.keyboard.press("Control+Shift+z")
    second = settled_face(person)
    person.page.get_by_label("Name of the drawing").fill("Hana")
    person.page.get_by_label("Name of the drawing").press("Enter")
    wait_until_saved(person)
    person.page.reload()
    expect(person.at("canvas")).to_have_attribute("data-marks", "11", timeout=60_000)
    person.wait_until(lambda: settled_face(person) == second)
    expect(person.page.get_by_label("Name of the drawing")).to_have_value("Hana")

    person.page.get_by_role("button", name="New drawing").click()
    expect(person.at("canvas")).to_have_attribute("data-marks", "0")
    person.page.get_by_role("button", name="My drawings").click()
    person.at("drawing").first.click()
    expect(person.at("canvas")).to_have_attribute("data-marks", "11", timeout=30_000)
    assert person.problems == []


def test_what_is_wished_for_besides_the_lines_changes_the_face(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    open_studio(person)
    person.page.get_by_role("switch", name="In real time").click()
    draw(person.page, *face())
    expect(person.at("face")).to_have_attribute("data-count", "0")
    person.press("convert")
    first = settled_face(person)
    person.page.get_by_role("switch", name="In real time").click()
    person.page.get_by_role("slider", name="Follow my lines").press("Home")
    person.wait_until(lambda: settled_face(person) != first)
    person.page.get_by_role("tab", name="Style").click()
    plain = settled_face(person)
    person.page.get_by_role("radio", name="Blonde").click()
    person.wait_until(lambda: settled_face(person) != plain)
    fair = settled_face(person)
    person.page.get_by_role("radiogroup", name="Skin tone").get_by_role("radio", name="Dark").click()
    person.wait_until(lambda: settled_face(person) != fair)
    person.page.get_by_role("tab", name="Variations").click()
    person.page.get_by_role("button", name="Show six").click()
    expect(person.at("variation")).to_have_count(6, timeout=60_000)
    blonde = settled_face(person)
    person.at("variation").nth(2).click()
    person.wait_until(lambda: settled_face(person) != blonde)
    expect(person.at("variation").nth(2)).to_have_attribute("aria-pressed", "true")
    assert person.problems == []


def test_a_drawn_face_is_taken_along_and_becomes_an_interviewer(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    open_studio(person)
    draw(person.page, *face())
    settled_face(person)
    person.page.get_by_role("slider", name="Follow my lines").press("Home")
    settled_face(person)
    person.page.get_by_role("button", name="Download").click()
    found = {}
    for name in ("drawing-png", "face-png", "lapse"):
        with person.page.expect_download(timeout=60_000) as taken:
            person.press(name)
        found[name] = taken.value.path().read_bytes()
    assert found["drawing-png"].startswith(b"\x89PNG")
    assert b"trainedAlgorithmicMedia" in found["face-png"]
    with av.open(io.BytesIO(found["lapse"])) as film:
        told_s = (film.duration or 0) / av.time_base
        last_s = max(float(frame.time or 0) for frame in film.decode(video=0))
    assert 2 < told_s < 14
    assert told_s == pytest.approx(last_s, abs=1)
    person.page.keyboard.press("Escape")

    person.page.get_by_role("tab", name="Person").click()
    person.page.get_by_label("Name", exact=True).fill("Hana Seo")
    person.press("make-person")
    expect(person.at("person-made")).to_contain_text("Hana Seo", timeout=60_000)
    person.page.goto("/people")
    expect(person.page.get_by_test_id("person").first).to_contain_text("Hana Seo", timeout=30_000)
    assert person.problems == []


def test_eraser_clear_symmetry_and_zoom(visit: OpenVisit) -> None:
    person = visit(candidate=None)
    open_studio(person)
    page = person.page
    page.keyboard.press("m")
    draw(page, [(100, 100), (150, 150)])
    assert ink(page, 400, 112) > 0  # the other side of (112, 112)
    page.keyboard.press("e")
    draw(page, [(100, 100), (150, 150)])
    assert ink(page, 125, 125) == 0
    page.keyboard.press("b")
    page.keyboard.press("m")
    page.keyboard.press("=")
    page.keyboard.press("=")
    draw(page, [(256, 256), (300, 256)])
    page.keyboard.press("0")
    assert ink(page, 256, 256) > 0
    assert ink(page, 290, 256) == 0  # under the glass a line is shorter than it looked
    page.get_by_role("button", name="Clear the sheet").click()
    assert ink(page, 256, 256) == 0
    page.keyboard.press("Control+z")
    assert ink(page, 256, 256) > 0
    assert person.problems == []


def ink(page: Page, x: float, y: float) -> int:
    """How opaque the ink is at a place of the sheet, 0–255."""
    script = """([x, y]) => {
        const canvas = document.querySelector('[data-testid=canvas] canvas');
        const scale = canvas.width / 512;
        return canvas.getContext('2d').getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data[3];
    }"""
    return int(page.evaluate(script, [x, y]))


@pytest.mark.parametrize("size", [TABLET, (390, 844)], ids=["tablet", "phone"])
def test_a_finger_draws_where_there_is_less_room(visit: OpenVisit, size: tuple[int, int]) -> None:
    person = visit(candidate=None, size=size)
    open_studio(person)
    page = person.page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    client = page.context.new_cdp_session(page)
    box = person.at("canvas").bounding_box()
    assert box is not None

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": box["x"] + x / 512 * box["width"], "y": box["y"] + y / 512 * box["height"]} for x, y in places]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", (200, 200))
    touch("touchMove", (240, 240))
    touch("touchMove", (300, 300))
    touch("touchEnd")
    expect(person.at("canvas")).to_have_attribute("data-marks", "1")
    assert ink(page, 250, 250) > 0
    wait_until_saved(person)
    assert person.at("canvas").bounding_box() == box  # it doesn't move under the finger while it is saved
    touch("touchStart", (100, 100), (200, 200))
    touch("touchMove", (60, 60), (300, 300))
    touch("touchEnd")
    expect(person.at("canvas")).to_have_attribute("data-marks", "1")  # two fingers look closer
    assert "scale(1)" not in str(person.at("canvas").locator("div").first.get_attribute("style"))
    assert person.problems == []
