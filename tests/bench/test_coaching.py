"""What the live coach counts beside what the review reads from the same recordings, and what it takes of one core.

``pytest tests/bench/test_coaching.py -m bench -s``
"""

# ruff: noqa: T201 - a bench prints its figures
from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser import candidate as candidates
from tests.browser import conftest
from tests.browser.conftest import OpenVisit
from tests.browser.visit import Visit

pytestmark = [pytest.mark.bench, pytest.mark.shared, pytest.mark.timeout(1800)]
chromium, playwright, prepared, server, visit, candidate = (
    conftest.chromium,
    conftest.playwright,
    conftest.prepared,
    conftest.server,
    conftest.visit,
    conftest.candidate,
)
"""The fixtures of the browser tests."""

CLIPS = ("latentsync_demo1.mp4", "mediapipe_gesture.mp4", "pyfeat_single_face.mp4", "pyfeat_WolfgangLanger_Pexels.mp4")
SHARED = Path(os.environ.get("VISAVIS_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "data/clips"
ANSWER_S = 15


def _answer(person: Visit) -> tuple[dict[str, Any], str]:
    """The report's only answer after ``ANSWER_S`` seconds with the coach on, and what the lobby said of its cost."""
    person.enter_as_guest()
    interview = person.make_interview(["Please introduce yourself."])
    person.page.goto(f"/interviews/{interview}")
    person.at("begin").wait_for()
    person.page.get_by_role("switch", name=re.compile("Live coach")).click()
    expect(person.at("coach-hint")).to_have_attribute("data-state", "on")
    person.page.wait_for_timeout(3000)
    cost = re.search(r"\d+ %", person.at("coach-hint").inner_text())
    person.press("begin")
    person.start_answer()
    person.page.wait_for_timeout(1000 * ANSWER_S)
    person.finish_answer()
    person.end_interview()
    person.wait_until(lambda: person.call("GET", f"/interviews/{interview}")["state"] == "reviewed")
    return person.call("GET", f"/interviews/{interview}/report")["answers"][0], cost[0] if cost else "?"


def _seconds(answer: dict[str, Any], key: str, least_s: float) -> float:
    lasting: list[float] = [e["end_s"] - e["start_s"] for e in answer["events"] if e["key"].startswith(key)]
    return sum(one for one in lasting if one >= least_s)


@pytest.mark.parametrize("clip", CLIPS)
def test_the_coach_beside_the_review(visit: OpenVisit, clip: str, tmp_path: Path) -> None:
    path = SHARED / clip
    if not path.is_file():
        pytest.skip("needs the shared clips")
    answer, cost = _answer(visit(candidate=candidates.from_clip(path, tmp_path)))
    counted = answer["coaching"]
    face = counted["face_s"] / counted["watched_s"]
    print(
        f"\n{clip}: coach {cost} of one core, face in {face:.0%}; "
        f"hand at face {counted['touching_s']:.1f} s (review {_seconds(answer, 'gesture.hand_to_face', 1):.1f} s), "
        f"away {counted['away_s']:.1f} s (review {_seconds(answer, 'gaze.look_', 3):.1f} s), "
        f"swaying {counted['swaying_s']:.1f} s, corners raised {counted['corners_raised_s']:.1f} s"
    )
    assert counted["watched_s"] > 0.5 * ANSWER_S
