"""A candidate turns classes of expression on for an interview, sees them in the report, and turns them off for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from httpx import Client
from tests.unit.observe.expression_classes.clips import write_clip

from visavis.api.services import Services
from visavis.interview.reviewing import review_interview
from visavis.interview.tables import Interview, Question
from visavis.jobs import Run
from visavis.kit.clock import now
from visavis.media.image import resize
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

CODE = "eigen:2:female-east-asian:natural:smile={s}"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds of somebody who doesn't exist; they smile in the third and fourth."""
    calm, smiling = (resize(portray(Recipe.parse(CODE.format(s=s))), 384, 384) for s in (0, 1))
    return write_clip(tmp_path_factory.mktemp("clip") / "answer.mp4", [calm] * 50 + [smiling] * 50)


def answered(client: Client, services: Services, clip: Path, wanted: bool) -> str:
    """A finished interview of the guest with one recorded answer; its id."""
    owner = client.get("/api/accounts/me").json()["id"]
    with services.database.transaction() as session:
        interview = Interview(
            owner_id=owner, space="", language="en", interviewer_id="junho", thinking_s=5, answer_s=60,
            accommodations={}, state="reviewing", finished_at=now(), reads_expression=wanted,
        )  # fmt: skip
        session.add(interview)
        session.flush()
        interview.space = f"accounts/{owner}/interviews/{interview.id}"
        question = Question(interview_id=interview.id, number=0, kind="self_introduction", text="Who are you?")
        question.replay_key, question.replay_mime = f"{interview.space}/replay/0.mp4", "video/mp4"
        session.add(question)
    services.blobs.put(f"{interview.space}/replay/0.mp4", clip)
    return interview.id


def review(services: Services, interview_id: str) -> None:
    """The job's steps, one after the other."""

    def step(_name: str, _title: Any, work: Callable[[Callable[[float], None]], None], **_: Any) -> None:
        work(lambda _share: None)

    run = SimpleNamespace(args={"interview_id": interview_id}, step=step)
    review_interview(cast(Run, run), services.database, services.blobs)


def families(report: dict[str, Any]) -> set[str]:
    [answer] = report["answers"]
    return {one["family"] for kind in ("tracks", "events", "measures") for one in answer[kind]}


def test_it_is_off_unless_turned_on(guest: Client, services: Services, clip: Path) -> None:
    interview = answered(guest, services, clip, wanted=False)
    review(services, interview)
    report = guest.get(f"/api/interviews/{interview}/report").json()
    assert "expression" in families(report)
    assert "expression_class" not in families(report)
    assert report["answers"][0]["expression_classes"] is None
    assert guest.get(f"/api/interviews/{interview}").json()["reads_expression"] is False


def test_turned_on_it_is_told_with_its_error_rate_and_turned_off_it_is_gone(
    guest: Client, services: Services, clip: Path
) -> None:
    interview = answered(guest, services, clip, wanted=True)
    review(services, interview)
    url = f"/api/interviews/{interview}"
    report = guest.get(f"{url}/report").json()
    [answer] = report["answers"]
    told = answer["expression_classes"]
    assert "wrong in" in told["how_often_wrong"]["en"]
    tracks = [one for one in answer["tracks"] if one["family"] == "expression_class"]
    assert [one["key"].partition(".")[2] for one in tracks] == ["happy", "neutral", "other"]
    assert "to the model (wrong in" in tracks[0]["title"]["en"]
    happy = dict(zip(tracks[0]["times_s"], tracks[0]["values"], strict=True))
    assert max(happy.values()) - min(happy.values()) > 20
    assert told["compared"] > 0
    assert "expression_class.happy" in guest.get(f"{url}/report.csv").text
    assert "Looks happy to the model" in guest.get(f"{url}/report.html", headers={"Accept-Language": "en"}).text
    progress = guest.get("/api/progress").json()
    assert not [one for one in progress if one["key"].startswith("expression_class")]

    assert guest.put(f"{url}/expression", json={"wanted": False}).json()["reads_expression"] is False
    after = guest.get(f"{url}/report").json()
    assert "expression_class" not in families(after)
    assert after["answers"][0]["expression_classes"] is None
    head = [one for one in after["answers"][0]["tracks"] if one["family"] == "head"]
    assert head == [one for one in answer["tracks"] if one["family"] == "head"]
    for form in ("csv", "html", "json"):
        assert "expression_class." not in guest.get(f"{url}/report.{form}").text
    kept = services.blobs.get(
        f"accounts/{guest.get('/api/accounts/me').json()['id']}/interviews/{interview}/report/observed-00.json"
    )
    assert b"expression_class." not in kept


def test_turning_it_on_reviews_a_finished_interview_once_more(guest: Client, services: Services, clip: Path) -> None:
    interview = answered(guest, services, clip, wanted=False)
    review(services, interview)
    url = f"/api/interviews/{interview}/expression"
    changed = guest.put(url, json={"wanted": True}).json()
    assert (changed["reads_expression"], changed["state"]) == (True, "reviewing")
    assert changed["review_job"] is not None
    assert guest.put(url, json={"wanted": False}).json()["reads_expression"] is False
    assert guest.put(url, json={"wanted": True}).status_code == 409  # a review that began without it is under way


def test_a_plan_may_ask_for_it(guest: Client) -> None:
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why?"], "language": "en", "reads_expression": True}
    made = guest.post("/api/interviews", json=plan).json()
    assert made["reads_expression"] is True
    url = f"/api/interviews/{made['id']}/expression"
    assert guest.put(url, json={"wanted": False}).json()["reads_expression"] is False


def test_another_cannot_turn_it(guest: Client, services: Services, clip: Path, browser: Callable[[], Client]) -> None:
    interview = answered(guest, services, clip, wanted=False)
    other = browser()
    other.post("/api/accounts/guest")
    assert other.put(f"/api/interviews/{interview}/expression", json={"wanted": True}).status_code == 404
