"""Personas and panels over HTTP: planned, prepared by a real worker, and what becomes of a seat whose person goes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx import Client
from tests.api.test_interviews import follow, make_interviewer

from visavis.api.services import Services
from visavis.interview.tables import Interview
from visavis.settings import Settings

PANEL = [{"person_id": "mikyung", "persona": "executive"}, {"person_id": "junho", "persona": "technical"}]


@pytest.fixture
def worker(settings: Settings) -> Iterator[None]:
    command = [sys.executable, "-m", "visavis.cli", "work"]
    process = subprocess.Popen(command, env=os.environ | {"VISAVIS_DATA_DIR": str(settings.data_dir)})
    yield
    process.kill()
    process.wait()


def plan(**changes: Any) -> dict[str, Any]:
    return {"interviewer_id": "seoyeon", "own_questions": ["왜요?", "어떻게요?"], "language": "ko"} | changes


def make(client: Client, **changes: Any) -> dict[str, Any]:
    answer = client.post("/api/interviews", json=plan(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_personas_explain_themselves_in_the_language_of_the_reader(client: Client) -> None:
    told = {}
    for language in ("ko", "en"):
        found = client.get("/api/personas", headers={"Accept-Language": language}).json()
        told[language] = {one["id"]: one["about"] for one in found}
    assert told["ko"].keys() == told["en"].keys() == {"neutral", "warm", "pressure", "technical", "executive"}
    assert "압박" in told["ko"]["warm"]
    assert "evidence" in told["en"]["pressure"]


def test_an_interview_without_a_persona_is_as_before(guest: Client) -> None:
    made = make(guest)
    (seat,) = made["seats"]
    assert (seat["person_id"], seat["persona"], seat["greeting"], seat["reactions"]) == ("seoyeon", None, None, [])
    assert (made["others"], [question["seat"] for question in made["questions"]]) == ([], [0, 0])


def test_one_interviewer_behaves_as_the_persona_says(guest: Client) -> None:
    made = make(guest, persona={"persona": "pressure", "rapport": 0.13})
    persona = made["seats"][0]["persona"]
    assert (persona["id"], persona["rapport"], persona["pace"]) == ("pressure", 0.15, 1.1)
    assert made["seats"][0]["aside"] == []


def test_a_panel_sits_as_planned_and_others_join(guest: Client) -> None:
    made = make(guest, panel=PANEL, track_id="personality", count=5, other_candidates=2)
    assert [seat["person_id"] for seat in made["seats"]] == ["mikyung", "junho"]
    assert [seat["aside"] for seat in made["seats"]] == [["right"], ["left", "right"]]
    assert made["interviewer_id"] == "mikyung"
    assert {question["seat"] for question in made["questions"]} == {0, 1}
    assert len(made["others"]) == 2
    asked = [answer["question_index"] for answer in made["others"][0]["answers"]]
    assert asked == list(range(len(made["questions"]) - 1))


@pytest.mark.parametrize(
    ("wrong", "status", "code"),
    [
        ({"panel": PANEL[:1]}, 422, "panel_not_possible"),
        ({"panel": [PANEL[0], PANEL[0]]}, 422, "panel_not_possible"),
        ({"panel": [*PANEL, {"person_id": "seoyeon"}, {"person_id": "clara"}]}, 422, "bad_request"),
        ({"panel": [PANEL[0], {"person_id": "nobody"}]}, 404, "person_not_found"),
        ({"panel": [PANEL[0], {"person_id": "clara", "persona": "cruel"}]}, 404, "no_such_persona"),
        ({"persona": {"persona": "warm", "pace": 3}}, 422, "bad_request"),
        ({"persona": {"persona": "warm", "mood": 3}}, 422, "bad_request"),
        ({"other_candidates": 3}, 422, "bad_request"),
    ],
)
def test_what_cannot_be_seated_is_refused_and_nothing_is_kept(
    guest: Client, wrong: dict[str, Any], status: int, code: str
) -> None:
    answer = guest.post("/api/interviews", json=plan(**wrong))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert guest.get("/api/interviews").json() == []


def test_the_worker_makes_what_a_panel_needs(guest: Client, worker: None) -> None:
    made = make(guest, panel=PANEL, other_candidates=1)
    url = f"/api/interviews/{made['id']}"
    assert guest.get(f"{url}/seats/1/left.mp4").status_code == 404
    assert follow(guest, made["prepare_job"]["id"])[-1]["state"] == "done"
    ready = guest.get(url).json()
    assert ready["state"] == "ready"
    for seat in ready["seats"]:
        for address in (seat["listening_url"], seat["greeting_url"], *(seat[f"{side}_url"] for side in seat["aside"])):
            answer = guest.get(address, headers={"Range": "bytes=0-99"})
            assert (answer.status_code, len(answer.content)) == (206, 100)
    asker = ready["seats"][ready["questions"][0]["seat"]]
    assert guest.get(asker["reactions"][0]["url"]).status_code == 200
    words = "".join(word["text"] for word in ready["questions"][1]["clip"]["words"])
    assert "어떻게요?" in words
    (turn,) = ready["others"][0]["answers"]
    assert guest.get(turn["url"]).headers["content-type"] == "video/mp4"
    assert guest.get(f"{url}/others/0/1.mp4").status_code == 404  # nobody answers after the last question
    assert guest.get(f"{url}/seats/0/left.mp4").status_code == 404  # nobody sits there
    assert guest.get(f"{url}/seats/7/listening.mp4").status_code == 404


def test_nobody_else_sees_the_clips_of_a_panel(guest: Client, browser: Callable[[], Client]) -> None:
    made = make(guest, panel=PANEL, other_candidates=1)
    stranger = browser()
    stranger.post("/api/accounts/guest")
    for path in ("seats/0/listening.mp4", "others/0/0.mp4"):
        assert stranger.get(f"/api/interviews/{made['id']}/{path}").status_code == 404
    changed = stranger.put(f"/api/interviews/{made['id']}/seats/0", json={"person_id": "clara"})
    assert changed.status_code == 404


def test_a_deleted_person_leaves_a_seat_and_the_rest_of_the_panel_stays(
    guest: Client, services: Services, worker: None
) -> None:
    person = make_interviewer(guest)
    seats = [{"person_id": "mikyung", "persona": "executive"}, {"person_id": person, "persona": "warm"}]
    made = make(guest, panel=seats, own_questions=["하나는요?", "둘은요?", "셋은요?"])
    url = f"/api/interviews/{made['id']}"
    assert follow(guest, made["prepare_job"]["id"])[-1]["state"] == "done"
    asked = {question["index"]: question["seat"] for question in guest.get(url).json()["questions"]}
    theirs = [index for index, seat in asked.items() if seat == 1]
    assert theirs

    assert guest.delete(f"/api/interviewers/{person}").status_code == 204
    after = guest.get(url).json()
    assert (after["interviewer_gone"], [seat["gone"] for seat in after["seats"]]) == (True, [False, True])
    states = {question["index"]: question["clip"]["state"] for question in after["questions"]}
    assert {index for index, state in states.items() if state == "failed"} == set(theirs)
    assert all(states[index] == "ready" for index in asked if index not in theirs)
    assert not [key for key in services.blobs.keys("accounts") if person in key]

    taken = guest.put(f"{url}/seats/1", json={"person_id": "mikyung"})
    assert (taken.status_code, taken.json()["code"]) == (409, "sits_already")
    changed = guest.put(f"{url}/seats/1", json={"person_id": "clara"}).json()
    assert (changed["state"], changed["interviewer_gone"]) == ("preparing", False)
    assert changed["seats"][1]["persona"]["id"] == "warm"
    assert follow(guest, changed["prepare_job"]["id"])[-1]["state"] == "done"
    assert all(question["clip"]["state"] == "ready" for question in guest.get(url).json()["questions"])


def test_a_person_deleted_during_preparation_leaves_the_others_to_be_prepared(
    guest: Client, services: Services
) -> None:
    person = make_interviewer(guest)
    seats = [{"person_id": person, "persona": "executive"}, {"person_id": "junho", "persona": "technical"}]
    made = make(guest, panel=seats)
    assert guest.delete(f"/api/interviewers/{person}").status_code == 204
    after = guest.get(f"/api/interviews/{made['id']}").json()
    assert after["state"] == "preparing"
    assert after["prepare_job"]["id"] != made["prepare_job"]["id"]
    states = {question["seat"]: question["clip"]["state"] for question in after["questions"]}
    assert states == {0: "failed", 1: "waiting"}


def test_a_persona_leaves_the_candidate_all_the_time_that_was_chosen(guest: Client, services: Services) -> None:
    made = make(guest, persona={"persona": "pressure", "pace": 1.15}, thinking_s=40, answer_s=120)
    with services.database.reading() as session:
        kept = session.get_one(Interview, made["id"])
        assert (kept.thinking_s, kept.answer_s) == (40, 120)
