"""Nobody reads or changes another's data: every route of the application is walked as a stranger and as nobody."""

from __future__ import annotations

from collections.abc import Callable

from httpx import Client
from tests.api.belongings import SECRET, Victim, call, routes

from visavis.api.services import Services

PUBLIC = {
    "GET /api/meta",
    "GET /api/health",
    "GET /api/ready",
    "GET /api/accounts/free",
    "GET /api/accounts/me",
    "POST /api/accounts/guest",
    "POST /api/accounts/join",
    "POST /api/accounts/login",
    "POST /api/accounts/logout",
    "POST /api/accounts/recover",
    "GET /api/invitations/{token}",
    "POST /api/pairings/claim",
    "GET /api/tracks",
    "GET /api/tracks/{track_id}/questions",
    "GET /api/interviewers",
    "GET /api/voices",
    "GET /api/personas",
    "GET /api/document-sections",
    "GET /api/question-sets/template",
    "GET /api/consent-statements",
    "GET /api/demo",
    "GET /api/demo/{language}/{name}.mp4",
    "GET /api/specs/published",
    "GET /api/specs/template.csv",
    "GET /api/specs/template.xlsx",
    "POST /api/shared/{token}/open",
    "GET /api/shared/{token}/comments",
    "POST /api/shared/{token}/comments",
    "GET /api/shared/{token}/questions/{index}/replay",
}
"""Routes that anyone may call; a new route is private until somebody writes it down here."""

OWN_PERSON = {
    "GET /api/interviewers/{person_id}/portrait.jpg",
    "GET /api/interviewers/{person_id}/listening.mp4",
    "GET /api/interviewers/{person_id}/hello.mp4",
}
"""Routes that show the cast to anyone, and own people to their owner alone."""


FOR_EVERYBODY_SIGNED_IN = {"GET /api/photo/templates/{template_id}.jpg"}


def test_nobody_gets_anything_private(browser: Callable[[], Client], services: Services, victim: Victim) -> None:
    nobody = browser()
    for method, path in routes(services):
        name = f"{method} {path}"
        answer = call(nobody, method, path, victim.ids)
        nobody.cookies.clear()
        assert SECRET not in answer.text, name
        if name in OWN_PERSON:
            assert answer.status_code == 404, name
        elif name not in PUBLIC:
            assert answer.status_code == 401, f"{name}: {answer.status_code} {answer.text}"


def test_a_stranger_gets_nothing_of_anothers(browser: Callable[[], Client], services: Services, victim: Victim) -> None:
    stranger = browser()
    for method, path in routes(services):
        stranger.post("/api/accounts/guest")  # some routes sign out or delete the stranger itself
        name = f"{method} {path}"
        answer = call(stranger, method, path, victim.ids)
        assert SECRET not in answer.text, name
        if path.startswith(("/api/admin", "/api/datasets")):
            assert answer.status_code == 403, f"{name}: {answer.status_code} {answer.text}"
        elif "{" in path and name not in PUBLIC | FOR_EVERYBODY_SIGNED_IN:
            assert answer.status_code == 404, f"{name}: {answer.status_code} {answer.text}"


def test_the_owner_still_has_everything_after_the_walks(
    browser: Callable[[], Client], services: Services, victim: Victim
) -> None:
    stranger = browser()
    for method, path in routes(services):
        stranger.post("/api/accounts/guest")
        call(stranger, method, path, victim.ids)
    interview = f"/api/interviews/{victim.ids['interview_id']}"
    for path in (
        "/api/accounts/me",
        interview,
        "/api/interviewers",
        "/api/gallery/people",
        "/api/progress",
        "/api/admin/invitations",
        "/api/datasets/pictures",
        "/api/datasets/pictures/pic_mina/file",
        "/api/datasets/results/uploads/rejected.csv",
        f"{interview}/report.json",
        f"{interview}/report.html",
        f"{interview}/questions/0/replay",
        f"{interview}/questions/0/clip.mp4",
        "/api/interviewers/per_mina/portrait.jpg",
        f"{interview}/shares",
        f"{interview}/comments",
        "/api/progress/goals",
        "/api/specs/outcomes",
        "/api/writing/letters/doc_mina",
        "/api/documents/doc_mina/evaluations",
        "/api/evaluations/evl_mina",
        "/api/shop/catalogues",
        "/api/shop/catalogues/cat_mina",
        "/api/shop/catalogues/cat_mina/model.png",
        "/api/shop/catalogues/cat_mina/photos/pho_mina/small.jpg",
    ):
        assert SECRET in victim.client.get(path).text, path
    take = victim.client.get(f"/api/takes/{victim.ids['take_id']}").json()
    assert (take["state"], take["received"]) == ("recording", [[0, 0]])
    assert victim.client.get(f"/api/jobs/{victim.ids['job_id']}").json()["state"] == "waiting"


def test_the_public_list_names_only_routes_that_exist(services: Services) -> None:
    assert {f"{method} {path}" for method, path in routes(services)} >= PUBLIC | OWN_PERSON
