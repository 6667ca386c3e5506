"""Pictures for training: who may bring them, what is taken, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from httpx import Client, Response
from sqlalchemy import select

from visavis.accounts.membership import promote
from visavis.api.services import Services
from visavis.app import tidy
from visavis.datasets.ingesting import last_run
from visavis.datasets.tables import BroughtPicture
from visavis.jobs import Job
from visavis.media.image import encode_jpeg, encode_png
from visavis.people.casting import cast
from visavis.settings import Settings

FACE = encode_jpeg(cast()[0].portrait(), 90)
PASSWORD = "correct horse battery"


@pytest.fixture
def admin(browser: Callable[[], Client], services: Services) -> Client:
    client = _join(browser(), "mina")
    with services.database.transaction() as session:
        promote(session, "mina")
    return client


@pytest.fixture
def collaborator(admin: Client, browser: Callable[[], Client]) -> Client:
    client = _join(browser(), "jun")
    assert admin.post("/api/datasets/collaborators", json={"login": "jun"}).status_code == 201
    return client


def _join(client: Client, login: str) -> Client:
    asked = {"login": login, "password": PASSWORD, "display_name": login}
    assert client.post("/api/accounts/join", json=asked).status_code == 200
    return client


def bring(client: Client, data: bytes = FACE, name: str = "me.jpg", /, **changes: str) -> Response:
    form = {"licence": "CC0-1.0", "origin": "직접 촬영", "consent": "own_face", "attestation": "true"} | changes
    return client.post("/api/datasets/pictures", data=form, files={"picture": (name, data, "text/plain")})


def test_a_collaborator_brings_pictures_and_sees_only_their_own(admin: Client, collaborator: Client) -> None:
    answer = bring(collaborator, FACE, "../../나.jpg")
    assert answer.status_code == 201, answer.text
    picture = answer.json()
    assert (picture["file_name"], picture["width_px"], picture["licence"]) == ("나.jpg", 768, "CC0-1.0")
    bring(admin, encode_png(np.zeros((40, 30, 3), np.uint8)), consent="synthetic")
    assert collaborator.get("/api/datasets/pictures").json()["total"] == 1
    assert admin.get("/api/datasets/pictures").json()["total"] == 2
    file = collaborator.get(f"/api/datasets/pictures/{picture['id']}/file")
    assert (file.content, file.headers["content-type"]) == (FACE, "image/jpeg")


def test_others_are_turned_away(guest: Client, collaborator: Client, admin: Client) -> None:
    for answer in (bring(guest), guest.get("/api/datasets/pictures"), guest.post("/api/datasets/results/uploads")):
        assert (answer.status_code, answer.json()["code"]) == (403, "collaborators_only")
    invited = [one.get("/api/accounts/me").json()["may_bring_pictures"] for one in (guest, collaborator, admin)]
    assert invited == [False, True, True]
    assert guest.post("/api/datasets/collaborators", json={"login": "jun"}).status_code == 403
    assert collaborator.post("/api/datasets/collaborators", json={"login": "jun"}).status_code == 403
    (known,) = admin.get("/api/datasets/collaborators").json()
    assert known["login"] == "jun"
    assert admin.delete(f"/api/datasets/collaborators/{known['id']}").status_code == 204
    assert bring(collaborator).status_code == 403


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 a paper", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not_a_picture"),
        (FACE[: len(FACE) // 2], "not_a_picture"),
        (b"PK\x03\x04" + FACE, "not_a_picture"),
    ],
)
def test_only_whole_pictures_are_taken_whatever_the_name_says(
    collaborator: Client, services: Services, data: bytes, code: str
) -> None:
    answer = bring(collaborator, data, "face.jpg")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert services.blobs.keys("shared") == []


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"attestation": "false"}, 403, "training_consent_missing"),
        ({"licence": "  "}, 422, "terms_missing"),
        ({"origin": ""}, 422, "terms_missing"),
    ],
)
def test_licence_origin_and_consent_must_be_stated(
    collaborator: Client, services: Services, changes: dict[str, str], status: int, code: str
) -> None:
    answer = bring(collaborator, FACE, "me.jpg", **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert services.blobs.keys("shared") == []


def test_the_attested_sentence_is_kept_word_for_word(collaborator: Client, services: Services) -> None:
    statements = {one["consent"]: one["statement"] for one in _get(collaborator, "/api/datasets/consent-statements")}
    bring(collaborator, consent="permission")
    with services.database.reading() as session:
        assert session.scalars(select(BroughtPicture.consent_text)).one() == statements["permission"]


def _get(client: Client, path: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = client.get(path).json()
    return found


def test_the_same_file_is_taken_once(collaborator: Client, admin: Client) -> None:
    bring(collaborator, FACE, "first.jpg")
    again = bring(admin, FACE, "second.jpg")
    assert (again.status_code, again.json()["code"]) == (409, "picture_known")
    assert "first.jpg" in again.json()["message"]


def test_a_picture_taken_back_is_gone_and_the_dataset_is_made_anew(
    admin: Client, collaborator: Client, services: Services
) -> None:
    mine, theirs = bring(collaborator).json()["id"], bring(admin, encode_png(cast()[1].portrait())).json()["id"]
    assert collaborator.delete(f"/api/datasets/pictures/{theirs}").status_code == 404
    job = collaborator.post("/api/datasets/results/uploads").json()
    assert (job["kind"], job["state"]) == ("ingest", "waiting")
    assert admin.post("/api/datasets/results/uploads").json()["id"] == job["id"]  # one run at a time
    collaborator.post(f"/api/jobs/{job['id']}/cancel")
    assert collaborator.delete(f"/api/datasets/pictures/{mine}").status_code == 204
    assert [key.rsplit("/", 1)[1] for key in services.blobs.keys("shared")] == [f"{theirs}.png"]
    with services.database.reading() as session:
        run = last_run(session, "uploads")
        assert run is not None
        assert (run.id != job["id"], run.state) == (True, "waiting")


def test_with_an_account_its_pictures_go(
    collaborator: Client, admin: Client, services: Services, settings: Settings
) -> None:
    bring(collaborator)
    bring(admin, encode_png(cast()[1].portrait()))
    gone = collaborator.request("DELETE", "/api/accounts/me", json={"password": PASSWORD})
    assert gone.status_code == 204, gone.text
    tidy(settings, services)
    assert len(services.blobs.keys("shared")) == 1
    with services.database.reading() as session:
        assert session.scalars(select(Job.kind).where(Job.key == "ingest:uploads")).all() == ["ingest"]


def test_before_the_first_run_there_is_no_result(collaborator: Client) -> None:
    result = collaborator.get("/api/datasets/results/uploads").json()
    assert (result["version"], result["job"], result["rejected"]) == (None, None, [])
    assert collaborator.get("/api/datasets/results/uploads/rejected.csv").status_code == 404
    assert collaborator.get("/api/datasets/results/elsewhere").status_code == 422
    assert collaborator.get("/api/datasets/results/uploads/..%2Fsecret").status_code in (404, 422)
