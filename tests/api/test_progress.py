"""Goals and the practice plan over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from tests.api.practised import FILLERS, GAZE, PACE, practise

from visavis.api.services import Services
from visavis.interview.goals.tables import Goal
from visavis.kit.clock import now

NEXT_WEEK = (now().date() + timedelta(days=7)).isoformat()


def set_goal(client: Client, **asked: Any) -> Any:
    wish = {"measure_key": FILLERS, "side": "at_most", "target": 5, "due": NEXT_WEEK}
    return client.post("/api/progress/goals", json={**wish, **asked})


def test_a_goal_is_reached_by_the_newest_interview_alone(guest: Client, services: Services) -> None:
    practise(guest, services, {FILLERS: 2.0}, (), days_ago=3)
    practise(guest, services, {FILLERS: 8.0}, (), days_ago=2)
    practise(guest, services, {PACE: 140.0}, (), days_ago=1)
    made = set_goal(guest)
    assert (made.status_code, made.json()["value"], made.json()["reached"]) == (201, 8.0, False)
    practise(guest, services, {FILLERS: 4.5}, ())
    (goal,) = guest.get("/api/progress/goals").json()
    assert (goal["value"], goal["counted"], goal["reached"]) == (4.5, 1, True)
    assert guest.delete(f"/api/progress/goals/{goal['id']}").status_code == 204
    assert guest.get("/api/progress/goals").json() == []


def test_three_interviews_a_week_count_the_last_seven_days(guest: Client, services: Services) -> None:
    for days_ago in (0, 1, 8, 30):
        practise(guest, services, {PACE: 140.0}, (), days_ago)
    goal = set_goal(guest, measure_key=None, side="at_least", target=3).json()
    assert (goal["value"], goal["reached"]) == (2, False)
    practise(guest, services, {PACE: 140.0}, (), days_ago=6.9)
    assert guest.get("/api/progress/goals").json()[0]["reached"]


@pytest.mark.parametrize(
    "asked",
    [
        {"measure_key": "never.measured"},
        {"due": "2001-01-01"},
        {"due": "2999-01-01"},
        {"measure_key": None, "side": "at_most", "target": 3},
        {"measure_key": None, "side": "at_least", "target": 2.5},
        {"measure_key": None, "side": "at_least", "target": 50},
        {"target": 1e9},
    ],
)
def test_a_goal_that_cannot_be_is_refused(guest: Client, services: Services, asked: dict[str, Any]) -> None:
    practise(guest, services, {FILLERS: 2.0}, ())
    refused = set_goal(guest, **asked)
    assert (refused.status_code, refused.json()["code"]) == (422, "goal_refused")


def test_the_plan_weighs_the_last_three_reports(guest: Client, services: Services) -> None:
    """Newest first, gaze 3, fillers 2 + 1, pace 2 + 1; the fourth report isn't looked at."""
    practise(guest, services, {PACE: 1.0}, (PACE,), days_ago=9)
    practise(guest, services, {PACE: 1.0}, (FILLERS, PACE), days_ago=3)
    practise(guest, services, {PACE: 1.0}, (FILLERS, PACE), days_ago=2)
    newest = practise(guest, services, {PACE: 1.0}, (GAZE,), days_ago=1)
    plan = guest.get("/api/progress/plan").json()
    assert (plan["looked_at"], plan["week_count"]) == (3, 3)
    assert [(one["measure_key"], one["seen"]) for one in plan["items"]] == [(GAZE, 1), (FILLERS, 2), (PACE, 2)]
    assert plan["items"][0]["interview_id"] == newest
    assert guest.get("/api/progress/plan").json() == plan


def test_a_plan_starts_the_interview_that_it_names(guest: Client, services: Services) -> None:
    practise(guest, services, {PACE: 1.0}, (PACE,))
    (item,) = guest.get("/api/progress/plan").json()["items"]
    made = guest.post("/api/interviews", json=item["start"])
    assert made.status_code == 201
    assert [one["text"] for one in made.json()["questions"]] == ["Who are you?"]


def test_there_is_no_plan_before_the_first_report(guest: Client) -> None:
    assert guest.get("/api/progress/plan").json() == {"looked_at": 0, "week_count": 0, "items": []}


def test_goals_go_with_the_account(guest: Client, services: Services) -> None:
    practise(guest, services, {FILLERS: 2.0}, ())
    assert set_goal(guest).status_code == 201
    assert guest.delete("/api/accounts/me").status_code == 204
    with services.database.reading() as session:
        assert session.query(Goal).count() == 0
