"""A panel of two in a real Chromium: who speaks is marked, who listens looks there, others answer in between."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import DESKTOP, PHONE, Visit

from visavis.face.mesh import MESH

pytestmark = pytest.mark.browser

PANEL = [{"person_id": "mikyung", "persona": "executive"}, {"person_id": "junho", "persona": "technical"}]
QUESTIONS = ["Which tool do you know best?", "Why do you want this job?"]


SHOWN = """seat => {
    const layers = [...document.querySelectorAll(`[data-seat="${seat}"] video`)];
    const seen = layers.filter((one) => one.style.opacity === "1");
    const front = seen.sort((one, other) => Number(other.style.zIndex) - Number(one.style.zIndex))[0];
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 640;
    canvas.getContext("2d").drawImage(front, 0, 0, 640, 640);
    return canvas.toDataURL("image/png").split(",")[1];
}"""
"""The frame that a seat shows right now."""


def nose_turn(visit: Visit, seat: int) -> float:
    """How far the nose is to the right of the middle between the eyes, in distances of the eyes' outer corners."""
    image = np.asarray(Image.open(io.BytesIO(base64.b64decode(visit.page.evaluate(SHOWN, seat)))).convert("RGB"))
    with MESH.lease() as mesh:
        at = mesh.find(image, 1)[0].points[:, :2]
    return float((at[1, 0] - at[[33, 263], 0].mean()) / np.hypot(*(at[263] - at[33])))


def wait_for_looks(visit: Visit, looks: str) -> None:
    visit.page.wait_for_selector(f'[data-testid=room][data-looks="{looks}"]')


def test_a_panel_is_chosen_on_the_page(visit: OpenVisit) -> None:
    person = visit()
    person.enter_as_guest()
    person.page.goto("/interviews/new")
    person.page.get_by_role("radio", name="Panel of two").click()
    expect(person.at("seat")).to_have_count(2)
    person.at("persona").nth(1).select_option("pressure")
    expect(person.page.get_by_text("Never insults, never cuts you off.", exact=False)).to_be_visible()
    with person.page.expect_response("**/api/interviews") as made:
        person.press("make-interview")
    told = made.value.json()
    assert [seat["persona"]["id"] for seat in told["seats"]] == ["executive", "pressure"]
    person.call("DELETE", f"/interviews/{told['id']}")
    assert person.problems == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_whoever_listens_looks_at_whoever_speaks(visit: OpenVisit, size: tuple[int, int]) -> None:
    person = visit(size=size)
    person.enter_as_guest()
    interview = person.make_interview(QUESTIONS, panel=PANEL, other_candidates=1, answer_s=60)
    person.page.goto(f"/interviews/{interview}")
    person.at("begin").wait_for(timeout=600_000)
    person.press("begin")
    for seat, looks in ((0, "ahead left"), (1, "right ahead")):
        expect(person.at("panel")).to_have_attribute("data-speaker", str(seat))
        wait_for_looks(person, looks)
    keyboard = person.page.keyboard
    keyboard.press("Escape")  # both stand still
    expect(person.at("room")).to_have_attribute("data-paused", "true")
    aside = nose_turn(person, 0)  # while the other one introduces themselves
    keyboard.press("Escape")
    person.wait_for_phase("thinking")
    person.start_answer()
    wait_for_looks(person, "ahead ahead")
    person.page.wait_for_timeout(2500)  # also: nobody speaks into a silence
    assert person.phase() == "answering"
    assert aside - nose_turn(person, 0) > 0.03
    person.finish_answer()
    person.press("next")
    expect(person.at("other-candidate")).to_contain_text("Simulated candidate")
    wait_for_looks(person, "right right")
    person.press("skip-turn")
    expect(person.at("other-candidate")).to_have_count(0)
    person.wait_for_phase("thinking")
    expect(person.at("room")).to_have_attribute("data-question", "1")
    assert person.problems == []
