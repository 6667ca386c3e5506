"""Who works, as administrators see it; how many jobs an account may queue; why a job waits."""

from __future__ import annotations

from collections.abc import Callable

from httpx import Client

from visavis.accounts.membership import promote
from visavis.accounts.tables import Account
from visavis.api.engines import ready_engines
from visavis.api.services import Services
from visavis.jobs.claiming import claim, find_errands
from visavis.jobs.roll import beat
from visavis.jobs.tables import Worker

INGEST, REVIEW = "ingest", "review_interview"


def enrol(services: Services, worker_id: str, **told: object) -> Worker:
    has = {
        "queues": ["cpu", "gpu"],
        "concurrency": 2,
        "cores": 8,
        "memory_bytes": 2**34,
        "gpus": ["H200"],
        "engines": [],
    }
    usual = {"name": worker_id, "machine": "m", "version": "1.0", "jobs_version": "4"}
    worker = Worker(id=worker_id, **usual | has | told)
    beat(services.database, worker)
    return worker


def queue(services: Services, kind: str, owner_id: str | None, needs: tuple[str, ...] = ()) -> str:
    with services.database.transaction() as session:
        return services.jobs.enqueue(session, kind, {"interview_id": "gone"}, owner_id, needs=needs).id


def join(client: Client, login: str) -> str:
    person = {"login": login, "password": "a long pass phrase", "display_name": login}
    joined = client.post("/api/accounts/join", json=person)
    assert joined.status_code == 200, joined.text
    return str(client.get("/api/accounts/me").json()["id"])


def test_administrators_see_who_works_on_what_and_what_is_stuck(
    browser: Callable[[], Client], services: Services
) -> None:
    admin, other = browser(), browser()
    join(admin, "first")
    with services.database.transaction() as session:
        promote(session, "first")
    mine = join(other, "second")
    assert other.get("/api/admin/workers").status_code == 403
    running = queue(services, REVIEW, mine)
    worker = enrol(services, "big", engines=["face replacement/mesh"])
    with services.database.reading() as session:
        (errand,) = find_errands(session, worker, services.jobs.kinds, {"live": 1, "later": 1, "idle": 1})
    assert claim(services.database, worker.id, errand)
    queue(services, REVIEW, mine, needs=("face replacement/ghost",))
    queue(services, INGEST, None)
    told = admin.get("/api/admin/workers").json()
    (shown,) = told["workers"]
    assert (shown["name"], shown["alive"], shown["gpus"], shown["concurrency"]) == ("big", True, ["H200"], 2)
    assert shown["silent_s"] < 15
    assert [(one["title"], one["lane"]) for one in shown["doing"]] == [("Reviewing the interview", "later")]
    assert {(one["queue"], one["lane"], one["waiting"]) for one in told["queued"]} == {
        ("cpu", "later", 1),
        ("cpu", "idle", 1),
    }
    (stuck,) = told["stuck"]
    assert (stuck["code"], stuck["jobs"]) == ("no_engine", 1)
    assert "face replacement/ghost" in stuck["text"]
    for secret in (mine, "second", running):
        assert secret not in admin.get("/api/admin/workers").text


def test_an_account_sees_its_jobs_why_they_wait_and_how_many_may(client: Client, services: Services) -> None:
    client.post("/api/accounts/guest")
    with services.database.reading() as session:
        me = session.query(Account).one().id
    job = queue(services, REVIEW, me)
    told = client.get("/api/jobs").json()
    assert (told["waiting"], told["running"], told["most_waiting"]) == (1, 0, services.jobs.most_waiting)
    (waiting,) = told["jobs"]
    assert (waiting["id"], waiting["waiting"]["code"]) == (job, "no_worker")
    assert "visavis work" in waiting["step_title"]
    enrol(services, "any")
    assert client.get(f"/api/jobs/{job}").json()["waiting"]["code"] == "turn"
    assert client.post(f"/api/jobs/{job}/cancel").json()["waiting"] is None


def test_queueing_more_than_may_wait_is_refused_with_the_reason(client: Client, services: Services) -> None:
    client.post("/api/accounts/guest")
    services.jobs.most_waiting = 2
    plan = {"language": "en", "interviewer_id": "seoyeon", "own_questions": ["Why us?"]}
    answers = [client.post("/api/interviews", json=plan) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429], answers[0].text
    assert answers[2].json()["code"] == "too_many_waiting"
    assert "2 jobs waiting" in answers[2].json()["message"]
    assert len(client.get("/api/interviews").json()) == 2  # nothing half made


def test_a_worker_announces_the_engines_that_are_ready() -> None:
    ready = ready_engines()
    assert "face replacement/mesh" in ready
    assert "restoring of faces/gfpgan" not in ready
