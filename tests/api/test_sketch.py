"""The sketch studio over HTTP: a drawing becomes a face, the face a file or a person; newer requests come first."""

from __future__ import annotations

import base64
import json
import math
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from httpx import Client, Response

from visavis.api import sketch
from visavis.api.latest import Newest
from visavis.api.pace import Pace
from visavis.kit.text import LANGUAGES
from visavis.media.image import decode_image, encode_jpeg, encode_png
from visavis.media.provenance import read_mark
from visavis.media.values import RGB
from visavis.people.casting import find_member
from visavis.people.consent import NOBODY
from visavis.studio.sketch import SKETCH


def drawn_face(side_px: int = 512, shift: float = 0.0) -> RGB:
    """A plain face as somebody would draw it along the guide."""
    sheet = np.full((side_px, side_px, 3), 255, np.uint8)
    scale = side_px / 512

    def oval(x: float, y: float, rx: float, ry: float, start: float = 0, end: float = 360) -> None:
        angles = [math.radians(start + (end - start) * step / 40) for step in range(41)]
        places = [[(x + shift + rx * math.cos(a)) * scale, (y + ry * math.sin(a)) * scale] for a in angles]
        cv2.polylines(
            sheet, [np.array(places).round().astype(np.int32)], False, (0, 0, 0), round(4 * scale), cv2.LINE_AA
        )

    oval(256, 262, 154, 208)
    for x in (182, 330):
        oval(x, 244, 34, 14)
        oval(x, 244, 9, 10)
        oval(x, 216, 42, 14, 200, 340)
    oval(256, 312, 22, 18, 0, 180)
    oval(256, 392, 54, 10, 180, 360)
    oval(256, 392, 54, 20, 0, 180)
    return sheet


def ask(client: Client, path: str = "faces", sheet: RGB | bytes | None = None, **changes: Any) -> Response:
    """Send a sheet with wishes (``wishes=…``) and whatever other fields."""
    picture = encode_png(drawn_face()) if sheet is None else sheet if isinstance(sheet, bytes) else encode_png(sheet)
    wishes = changes.pop("wishes", {})
    form = {"wishes": wishes if isinstance(wishes, str) else json.dumps(wishes), "drawing": "mine", **changes}
    return client.post(f"/api/sketch/{path}", data=form, files={"sketch": ("sketch.png", picture, "image/png")})


def picture_of(answer: Response, name: str = "picture") -> RGB:
    assert answer.status_code == 200, answer.text
    return decode_image(base64.b64decode(answer.json()[name].partition(",")[2]))


@pytest.fixture
def drawing(guest: Client) -> str:
    return str(guest.post("/api/drawings", json={"name": "Hana"}).json()["id"])


def test_the_studio_tells_what_can_be_chosen(guest: Client) -> None:
    told = guest.get("/api/sketch").json()
    assert {"black", "brown"} <= {choice["id"] for choice in told["hair"]}
    assert [choice["id"] for choice in told["skin"]] == ["light", "medium", "brown", "dark"]
    assert told["makeup"]
    korean = guest.get("/api/sketch", headers={"Accept-Language": "ko"}).json()
    assert korean["hair"][0]["title"] != told["hair"][0]["title"]


def test_a_drawing_becomes_a_face(guest: Client) -> None:
    answer = ask(guest)
    assert picture_of(answer).shape == (256, 256, 3)
    refined = picture_of(answer, "refined")
    assert refined.shape == (512, 512, 3)
    assert 0.005 < (refined < 128).mean() < 0.5
    assert answer.json()["stages_ms"]
    assert ask(guest).json()["picture"] == answer.json()["picture"]


def test_other_lines_and_other_wishes_give_another_face(guest: Client) -> None:
    plain = picture_of(ask(guest)).astype(int)
    narrow = drawn_face()
    narrow[:, 60:160] = 255
    others = [
        ask(guest, sheet=narrow),
        ask(guest, wishes={"t": 0.0, "k": 3}),
        ask(guest, wishes={"hair": "blonde"}),
        ask(guest, wishes={"skin": "light"}),
        ask(guest, wishes={"skin": "dark"}),
        ask(guest, wishes={"variation": 3}),
        ask(guest, wishes={"parts": {"mouth": 1.0}}),
    ]
    assert all(np.abs(picture_of(other).astype(int) - plain).max() > 8 for other in others)


@pytest.mark.parametrize(
    ("wishes", "status", "code"),
    [
        ({"t": 1.5}, 422, "bad_request"),
        ({"k": 0}, 422, "bad_request"),
        ({"hair": "plaid"}, 404, "unknown_choice"),
        ({"makeup": "warpaint"}, 404, "unknown_choice"),
        ({"skin": "plaid"}, 404, "unknown_choice"),
        ({"gender": "robot"}, 422, "bad_request"),
        ({"parts": {"ear": 0.5}}, 404, "unknown_choice"),
        ({"parts": {"mouth": 7}}, 422, "bad_request"),
        ({"glasses": True}, 422, "bad_request"),
        ("{ half", 422, "bad_request"),
        ("null", 422, "bad_request"),
    ],
)
def test_wishes_that_cannot_be_are_told(guest: Client, wishes: Any, status: int, code: str) -> None:
    answer = ask(guest, wishes=wishes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def one_dot() -> RGB:
    sheet = np.full((512, 512, 3), 255, np.uint8)
    sheet[250:254, 250:254] = 0
    return sheet


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (np.full((512, 512, 3), 255, np.uint8), "empty_canvas"),
        (one_dot(), "too_little_ink"),
        (find_member("clara").portrait(), "looks_like_photo"),
        (np.full((3, 3, 3), 255, np.uint8), "too_small"),
        (np.full((2100, 2100, 3), 255, np.uint8), "too_heavy"),
        (b"", "empty_file"),
        (b"<svg/>", "not_a_picture"),
    ],
)
def test_what_is_no_drawing_is_answered_with_what_to_do(guest: Client, sheet: RGB | bytes, code: str) -> None:
    messages = set()
    for language in LANGUAGES:
        guest.headers["Accept-Language"] = language
        answer = ask(guest, sheet=sheet)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        messages.add(answer.json()["message"])
    assert len(messages) == len(LANGUAGES)


def test_a_sheet_that_is_too_large_is_refused(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketch, "SHEET_BYTES", 1000)
    assert ask(guest).status_code == 413


def test_the_pace_is_bounded(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sketch, "PACE", Pace(calls=2))
    assert [ask(guest).status_code for _ in range(2)] == [200, 200]
    assert ask(guest).status_code in (200, 429)
    monkeypatch.setattr(sketch, "PACE", Pace(calls=0))
    assert ask(guest).json()["code"] == "too_fast"


def test_a_newer_request_of_the_same_drawing_takes_the_place_of_one_that_waits(
    guest: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = Newest(slots=1)
    monkeypatch.setattr(sketch, "NEWEST", newest)
    assert newest._slots.acquire(blocking=False)
    answers: dict[str, Response] = {}

    def send(name: str, subject: str) -> threading.Thread:
        before = set(newest._newest.values())
        thread = threading.Thread(target=lambda: answers.update({name: ask(guest, drawing=subject)}))
        thread.start()
        for _ in range(1000):
            if set(newest._newest.values()) - before:
                return thread
            thread.join(0.01)
        raise AssertionError(name)

    threads = [send("older", "one"), send("newer", "one"), send("another's", "two")]
    threads[0].join(30)
    assert (answers["older"].status_code, answers["older"].json()["code"]) == (409, "superseded")
    assert set(answers) == {"older"}
    newest._slots.release()
    for thread in threads:
        thread.join(60)
    assert [answers[name].status_code for name in ("newer", "another's")] == [200, 200]
    assert newest._newest == {}


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_the_face_is_taken_along_with_its_marks(guest: Client, tmp_path: Path, suffix: str) -> None:
    bare, labelled = (ask(guest, "download", suffix=suffix, title="Hana", label=label) for label in ("false", "true"))
    assert labelled.headers["content-disposition"] == f'attachment; filename="face.{suffix}"'
    for number, answer in enumerate((bare, labelled)):
        path = tmp_path / f"{number}.{suffix}"
        path.write_bytes(answer.content)
        mark = read_mark(path)
        assert mark is not None
        assert b"trainedAlgorithmicMedia" in answer.content
    corners = [decode_image(one.content)[-60:, :120].astype(int) for one in (bare, labelled)]
    assert np.abs(corners[0] - corners[1]).max() > 40


def test_a_drawn_face_becomes_an_interviewer(guest: Client, drawing: str) -> None:
    made = ask(guest, "people", drawing=drawing, name="Hana", voice="f1", persona="Listens.", wishes={"t": 0.0})
    assert made.status_code == 201, made.text
    person_id = made.json()["interviewer"]["id"]
    (person,) = [one for one in guest.get("/api/gallery/people").json() if one["own"]]
    assert (person["id"], person["origin"], person["engine"], person["code"]) == (person_id, "drawn", "manifold", None)
    assert person["consent"] == NOBODY.en
    with SKETCH.lease() as engine:
        assert person["weights_sha256"] == engine.weights_sha256
    assert guest.get(f"/api/jobs/{made.json()['job']['id']}").json()["state"] in ("waiting", "running", "queued")
    assert decode_image(guest.get(person["portrait_url"]).content).shape == (512, 512, 3)
    plan = {"interviewer_id": person_id, "own_questions": ["Why you?"], "language": "en"}
    assert guest.post("/api/interviews", json=plan).status_code == 201
    assert b"trainedAlgorithmicMedia" in guest.get(f"/api/gallery/people/{person_id}/portrait").content
    assert guest.delete(f"/api/interviewers/{person_id}").status_code == 204


def test_only_a_drawing_of_ones_own_becomes_a_person(
    guest: Client, drawing: str, browser: Callable[[], Client]
) -> None:
    stranger = browser()
    stranger.post("/api/accounts/guest")
    for client, subject in ((stranger, drawing), (guest, "drw_none")):
        answer = ask(client, "people", drawing=subject, name="Hana", voice="f1")
        assert (answer.status_code, answer.json()["code"]) == (404, "drawing_not_found")


def test_a_face_of_a_photo_keeps_the_consent_of_its_person(guest: Client, drawing: str) -> None:
    photo = {"picture": ("me.jpg", encode_jpeg(find_member("clara").portrait()), "image/jpeg")}
    form = {"kind": "photo", "consent": "own_face", "attestation": "true"}
    laid = guest.post(f"/api/drawings/{drawing}/pictures", data=form, files=photo).json()
    lines = guest.get(laid["url"]).content
    made = ask(guest, "people", sheet=lines, drawing=drawing, name="Hana", voice="f1", wishes={"t": 0.0})
    assert made.status_code == 201, made.text
    (person,) = [one for one in guest.get("/api/gallery/people").json() if one["own"]]
    assert person["consent"].startswith("This picture shows my own face")
