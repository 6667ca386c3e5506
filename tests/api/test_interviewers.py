"""Interviewers: the cast that everyone meets, and people made of portraits with consent."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from httpx import Client, Response

from visavis.api.services import Services
from visavis.media.image import decode_image, encode_jpeg
from visavis.media.values import RGB
from visavis.people.casting import cast


@pytest.fixture
def face() -> RGB:
    return cast()[0].portrait()


def upload(client: Client, image: RGB | bytes, **changes: str) -> Response:
    data = image if isinstance(image, bytes) else encode_jpeg(image)
    form = {"name": "김면접", "voice": "f1", "consent": "own_face", "attestation": "true"} | changes
    return client.post("/api/interviewers", data=form, files={"portrait": ("../../me.jpg", data, "image/jpeg")})


def test_the_cast_is_there_for_everyone_with_portraits(client: Client) -> None:
    people = client.get("/api/interviewers").json()
    assert len(people) >= 4
    assert not any(person["own"] for person in people)
    portrait = client.get(people[0]["portrait_url"])
    assert decode_image(portrait.content).shape[0] >= 512


def test_a_clip_that_is_not_made_yet_says_so(client: Client) -> None:
    answer = client.get(f"/api/interviewers/{cast()[0].id}/listening.mp4")
    assert (answer.status_code, answer.json()["code"]) == (409, "clip_not_ready")


def test_a_portrait_with_consent_becomes_an_interviewer(guest: Client, face: RGB, services: Services) -> None:
    answer = upload(guest, face)
    assert answer.status_code == 201, answer.text
    made = answer.json()["interviewer"]
    assert (made["name"], made["own"], made["listening_url"]) == ("김면접", True, None)
    assert answer.json()["job"]["state"] == "waiting"
    assert made["id"] in [person["id"] for person in guest.get("/api/interviewers").json()]
    assert services.blobs.keys("accounts")


def test_an_own_interviewer_is_seen_by_its_owner_alone(guest: Client, face: RGB, browser: Callable[[], Client]) -> None:
    person = upload(guest, face).json()["interviewer"]
    stranger = browser()
    stranger.post("/api/accounts/guest")
    shown = guest.get(person["portrait_url"])
    assert (shown.status_code, b"digitalsourcetype" in shown.content) == (200, False)  # a photograph, not generated
    assert stranger.get(person["portrait_url"]).status_code == 404
    assert stranger.delete(f"/api/interviewers/{person['id']}").status_code == 404


def test_deleting_an_interviewer_deletes_the_portrait_and_stops_its_job(
    guest: Client, face: RGB, services: Services
) -> None:
    made = upload(guest, face).json()
    person = made["interviewer"]
    assert guest.delete(f"/api/interviewers/{person['id']}").status_code == 204
    assert guest.get(person["portrait_url"]).status_code == 404
    assert guest.get(f"/api/jobs/{made['job']['id']}").json()["state"] == "cancelled"
    assert services.blobs.keys("accounts") == []


def test_without_consent_no_face_is_used(guest: Client, face: RGB, services: Services) -> None:
    answer = upload(guest, face, attestation="false")
    assert (answer.status_code, answer.json()["code"]) == (403, "consent_missing")
    assert services.blobs.keys("accounts") == []


@pytest.mark.parametrize(
    ("unsuitable", "code"),
    [
        (lambda face: np.full_like(face, 128), "no_face_found"),
        (lambda face: np.hstack([face, face]), "two_faces"),
        (lambda face: np.pad(face[::16, ::16], ((200, 200), (200, 200), (0, 0)), mode="edge"), "face_too_small"),
    ],
)
def test_an_unsuitable_portrait_is_refused_with_the_reason(
    guest: Client, face: RGB, unsuitable: Callable[[RGB], RGB], code: str
) -> None:
    answer = upload(guest, unsuitable(face))
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_upload_that_is_no_picture_is_refused(guest: Client) -> None:
    answer = upload(guest, b"GIF89a but not really")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_picture")


def test_an_unknown_voice_is_refused(guest: Client, face: RGB) -> None:
    assert upload(guest, face, voice="nobody").status_code == 404


def test_a_person_needs_a_name(guest: Client, face: RGB) -> None:
    answer = upload(guest, face, name="   ")
    assert (answer.status_code, answer.json()["code"]) == (422, "name_missing")
