"""The device check: one frame at a time, gaze calibration, and the phone that joins by a code."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from httpx import Client

from visavis.api import devices
from visavis.api.pace import Pace
from visavis.media.image import encode_jpeg, resize
from visavis.media.values import RGB
from visavis.people.casting import cast

TARGETS = ("camera", "top_left", "top_right", "bottom_left", "bottom_right")


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "PACE", Pace(calls=1000))


@pytest.fixture
def face() -> RGB:
    return resize(cast()[0].portrait(), 480, 480)


def check(client: Client, image: RGB) -> dict[str, object]:
    answer = client.post("/api/device-check/frame", content=encode_jpeg(image), headers={"Content-Type": "image/jpeg"})
    assert answer.status_code == 200, answer.text
    found: dict[str, object] = answer.json()
    return found


def codes(found: dict[str, object]) -> list[str]:
    advice = found["advice"]
    assert isinstance(advice, list)
    return [one["code"] for one in advice]


def test_a_face_well_in_the_picture_is_framed(guest: Client, face: RGB) -> None:
    found = check(guest, face)
    box = found["box"]
    assert found["faces"] == 1
    assert isinstance(box, dict)
    assert 0.2 < box["x"] < 0.5 < box["x"] + box["w"] < 0.8
    assert 0 < box["y"] < box["y"] + box["h"] < 1


def test_an_empty_room_says_there_is_no_face(guest: Client) -> None:
    found = check(guest, np.full((360, 480, 3), 120, np.uint8))
    assert (found["faces"], found["box"], codes(found)[0]) == (0, None, "no_face")


def test_a_dark_face_is_told_to_find_light(guest: Client, face: RGB) -> None:
    assert "too_dark" in codes(check(guest, (face * 0.12).astype(np.uint8)))


def test_two_people_are_told_apart(guest: Client, face: RGB) -> None:
    assert "two_faces" in codes(check(guest, np.hstack([face, face])))


def test_a_far_face_is_told_to_come_nearer(guest: Client, face: RGB) -> None:
    room = np.full((600, 800, 3), 150, np.uint8)
    room[200:360, 320:480] = resize(face, 160, 160)
    assert "too_far" in codes(check(guest, room))


def test_a_frame_that_is_no_picture_is_refused(guest: Client) -> None:
    answer = guest.post("/api/device-check/frame", content=b"nonsense")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_picture")


def test_frames_that_come_too_fast_are_refused(guest: Client, face: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "PACE", Pace(calls=0))
    answer = guest.post("/api/device-check/frame", content=encode_jpeg(face))
    assert (answer.status_code, answer.json()["code"]) == (429, "too_fast")


def test_a_calibration_without_eye_movement_is_kept_but_not_relied_on(guest: Client, face: RGB) -> None:
    frames = [(target, (f"{n}.jpg", encode_jpeg(face), "image/jpeg")) for target in TARGETS for n in range(5)]
    answer = guest.post("/api/calibrations", files=frames)
    assert answer.status_code == 201, answer.text
    assert answer.json()["usable"] is False
    assert guest.get("/api/calibrations/latest").json()["id"] == answer.json()["id"]


def test_a_calibration_without_a_face_says_what_to_do(guest: Client) -> None:
    grey = encode_jpeg(np.full((120, 160, 3), 90, np.uint8))
    answer = guest.post("/api/calibrations", files=[(target, ("a.jpg", grey, "image/jpeg")) for target in TARGETS])
    assert (answer.status_code, answer.json()["code"]) == (422, "nothing_to_calibrate")
    assert guest.get("/api/calibrations/latest").json() is None


def test_a_phone_joins_the_account_once(guest: Client, browser: Callable[[], Client]) -> None:
    pairing = guest.post("/api/pairings").json()
    assert pairing["code"] in pairing["url"]
    assert "<svg" in pairing["qr_svg"]
    phone, stranger = browser(), browser()
    me = phone.post("/api/pairings/claim", json={"code": pairing["code"].upper()}).json()
    assert me["id"] == guest.get("/api/accounts/me").json()["id"]
    again = stranger.post("/api/pairings/claim", json={"code": pairing["code"]})
    assert (again.status_code, again.json()["code"]) == (403, "pairing_code_wrong")


def test_guessing_codes_is_slowed_down(client: Client) -> None:
    answers = [client.post("/api/pairings/claim", json={"code": f"abcd-{n}"}) for n in range(9)]
    assert [answer.status_code for answer in answers[:8]] == [403] * 8
    assert answers[8].status_code == 429
