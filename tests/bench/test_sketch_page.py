"""From the end of a stroke to the face on the page: real browser, real server, one machine.

``pytest tests/bench/test_sketch_page.py -m bench -s``
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import numpy as np
import pytest
from playwright.sync_api import Playwright, expect
from tests.browser import conftest
from tests.browser.server import Server
from tests.browser.test_sketch import draw, face, oval, settled_face
from tests.browser.visit import Visit

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]
chromium, playwright, prepared, server = conftest.chromium, conftest.playwright, conftest.prepared, conftest.server
"""The fixtures of the browser tests."""

STROKES = 40
LIMIT_MS = 300

WATCH = """() => {
    // Notes when the hand lets go and when the last face that belongs to it is on the page.
    const face = document.querySelector('[data-testid=face]');
    const picture = () => face.querySelectorAll('img')[1];
    window.latency = [];
    addEventListener('pointerup', () => {
        const began = performance.now();
        const look = () => {
            if (face.dataset.behind === 'true') return requestAnimationFrame(look);
            picture().decode().then(() => window.latency.push(performance.now() - began));
        };
        requestAnimationFrame(() => requestAnimationFrame(look));
    }, { capture: true });
}"""


def test_from_stroke_to_face(playwright: Playwright, chromium: str, server: Server, tmp_path: object) -> None:
    person = Visit(playwright, chromium, tmp_path / "profile", server.address)  # type: ignore[operator]
    try:
        person.enter_as_guest()
        person.page.goto("/sketch")
        expect(person.at("canvas")).to_be_visible(timeout=60_000)
        draw(person.page, *face())
        settled_face(person)
        person.page.evaluate(WATCH)
        trips = []
        for number in range(STROKES):
            draw(person.page, oval(150 + 5 * number, 120 + number, 20, 12, 180, 330)[::4])
            person.wait_until(lambda wanted=number: person.page.evaluate("latency.length") > wanted)  # type: ignore[misc]
            trips.append(float(person.at("face").get_attribute("data-took") or "nan"))
        latency_ms = np.array(person.page.evaluate("latency"))
    finally:
        person.close()
    p50, p90 = np.percentile(latency_ms, [50, 90])
    print(f"\nfrom letting go to the face on the page, {len(latency_ms)} strokes: p50 {p50:.0f} ms, p90 {p90:.0f} ms")
    print(f"one request, drawing sent to face read: p50 {np.percentile(trips, 50):.0f} ms; limit {LIMIT_MS} ms")
    assert len(latency_ms) == STROKES
