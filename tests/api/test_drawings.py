"""Saved drawings over HTTP: begun, saved, opened, renamed, deleted, with pictures laid into them."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
from httpx import Client, Response

from visavis.api import gallery
from visavis.api.services import Services
from visavis.drawings import document
from visavis.interview.recording import Room
from visavis.media.image import decode_image, encode_jpeg, encode_png
from visavis.people.casting import find_member

STROKE = {"kind": "stroke", "tool": "brush", "size": 6, "mirrored": True, "points": [90, 90, 0.5, 0, 200, 300, 0.8, 90]}
WISHES = {
    "t": 0.25,
    "k": 5,
    "parts": {"mouth": 0.9},
    "hair": "red",
    "skin": "brown",
    "makeup": None,
    "gender": "female",
    "variation": 2,
}


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery.HEAVY, "_calls", 1000)


@pytest.fixture
def drawing(guest: Client) -> str:
    return str(guest.post("/api/drawings", json={"name": " Hana "}).json()["id"])


def save(client: Client, drawing: str, revision: int, *marks: Any, **wishes: Any) -> Response:
    saved = {"marks": list(marks), "wishes": wishes}
    return client.put(f"/api/drawings/{drawing}", json={"revision": revision, "document": saved})


def lay_in(client: Client, drawing: str, data: bytes, kind: str = "sketch", **changes: str) -> Response:
    files = {"picture": ("picture", data, "application/octet-stream")}
    return client.post(f"/api/drawings/{drawing}/pictures", data={"kind": kind, **changes}, files=files)


def scanned_face() -> np.ndarray[Any, np.dtype[np.uint8]]:
    """A drawn head with features, on yellowish paper, aside and of another shape than the frame."""
    sheet = np.full((500, 900, 3), (240, 235, 215), np.uint8)
    for centre, axes in (
        ((600, 250), (110, 150)),
        ((560, 230), (20, 9)),
        ((640, 230), (20, 9)),
        ((600, 330), (40, 12)),
    ):
        cv2.ellipse(sheet, centre, axes, 0, 0, 360, (40, 40, 60), 4, cv2.LINE_AA)
    return sheet


def test_a_drawing_is_saved_and_opened_again(guest: Client, drawing: str) -> None:
    saved = save(guest, drawing, 0, STROKE, {"kind": "clear"}, STROKE, **WISHES)
    assert (saved.status_code, saved.json()["revision"]) == (200, 1)
    opened = guest.get(f"/api/drawings/{drawing}").json()
    assert opened["document"]["marks"] == [STROKE, {"kind": "clear"}, STROKE]
    assert opened["document"]["wishes"] == WISHES
    assert (opened["name"], opened["from_photo"]) == ("Hana", False)


def test_a_new_drawing_opens_empty(guest: Client, drawing: str) -> None:
    assert guest.get(f"/api/drawings/{drawing}").json()["document"]["marks"] == []
    assert decode_image(guest.get(f"/api/drawings/{drawing}/cover.png").content).min() == 255


def test_what_another_window_saved_is_not_saved_over(guest: Client, drawing: str) -> None:
    save(guest, drawing, 0, STROKE)
    answer = save(guest, drawing, 0)
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_elsewhere")
    assert len(guest.get(f"/api/drawings/{drawing}").json()["document"]["marks"]) == 1


def test_the_list_shows_names_and_covers(guest: Client, drawing: str) -> None:
    other = guest.post("/api/drawings", json={}).json()["id"]
    save(guest, drawing, 0, STROKE)
    first, second = guest.get("/api/drawings").json()
    assert (first["id"], second["id"]) == (drawing, other)
    cover = guest.get(first["cover_url"])
    picture = decode_image(cover.content)
    assert picture.shape == (256, 256, 3)
    assert picture.min() < 60
    again = guest.get(first["cover_url"], headers={"If-None-Match": cover.headers["ETag"]})
    assert again.status_code == 304


def test_a_drawing_is_renamed_and_deleted(guest: Client, drawing: str, services: Services) -> None:
    save(guest, drawing, 0, STROKE)
    assert guest.patch(f"/api/drawings/{drawing}", json={"name": "Minjae"}).json()["name"] == "Minjae"
    assert guest.delete(f"/api/drawings/{drawing}").status_code == 204
    assert guest.get(f"/api/drawings/{drawing}").json()["code"] == "drawing_not_found"
    assert services.blobs.keys("accounts") == []


@pytest.mark.parametrize(
    "mark",
    [
        {**STROKE, "points": [1, 2, 3]},
        {**STROKE, "points": ["a", "b", "c", "d"]},
        {**STROKE, "size": -1},
        {"kind": "picture", "picture": "../../../etc/passwd"},
        {"kind": "picture"},
        {"kind": "explode"},
        None,
    ],
)
def test_marks_that_are_none_are_refused(guest: Client, drawing: str, mark: Any) -> None:
    assert save(guest, drawing, 0, mark).status_code == 422


def test_a_drawing_without_end_is_refused(guest: Client, drawing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MOST_NUMBERS", 12)
    assert save(guest, drawing, 0, STROKE, STROKE).status_code == 422


def test_a_full_account_is_told_so(guest: Client, drawing: str, services: Services) -> None:
    object.__setattr__(services.options, "room", Room(account_bytes=100))
    answer = save(guest, drawing, 0, STROKE)
    assert (answer.status_code, answer.json()["code"]) == (403, "account_full")


def test_a_scanned_sketch_is_brought_into_the_frame(guest: Client, drawing: str) -> None:
    laid = lay_in(guest, drawing, encode_jpeg(scanned_face()))
    assert laid.status_code == 201, laid.text
    lines = decode_image(guest.get(laid.json()["url"]).content)
    assert lines.shape == (512, 512, 3)
    columns = np.flatnonzero((lines[..., 0] < 128).any(axis=0))
    assert 200 < (columns[0] + columns[-1]) / 2 < 312
    mark = {"kind": "picture", "picture": laid.json()["id"]}
    assert save(guest, drawing, 0, mark).status_code == 200
    assert decode_image(guest.get(f"/api/drawings/{drawing}/cover.png").content).min() < 100


def test_transparency_is_paper(guest: Client, drawing: str) -> None:
    sheet = scanned_face()
    alpha = np.where(sheet[..., :1] < 150, 255, 0).astype(np.uint8)
    _, data = cv2.imencode(".png", np.concatenate([np.zeros_like(sheet), alpha], axis=2))
    laid = lay_in(guest, drawing, data.tobytes())
    assert laid.status_code == 201, laid.text
    assert 0.005 < (decode_image(guest.get(laid.json()["url"]).content) < 128).mean() < 0.3


def test_a_photo_becomes_lines_with_consent_alone(guest: Client, drawing: str) -> None:
    photo = encode_jpeg(find_member("clara").portrait())
    refused = lay_in(guest, drawing, photo, "photo", consent="own_face")
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
    laid = lay_in(guest, drawing, photo, "photo", consent="permission", attestation="true")
    assert laid.status_code == 201, laid.text
    lines = decode_image(guest.get(laid.json()["url"]).content)
    assert (lines > 200).mean() > 0.6
    assert guest.get(f"/api/drawings/{drawing}").json()["from_photo"] is True


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"", "sketch", "empty_file"),
        (b"no picture", "sketch", "not_a_picture"),
        (encode_png(np.full((300, 300, 3), 255, np.uint8)), "sketch", "empty_canvas"),
        (encode_jpeg(find_member("clara").portrait()), "sketch", "looks_like_photo"),
        (encode_png(np.full((300, 300, 3), 128, np.uint8)), "photo", "no_face_found"),
    ],
)
def test_what_cannot_be_laid_in_is_told(guest: Client, drawing: str, data: bytes, kind: str, code: str) -> None:
    answer = lay_in(guest, drawing, data, kind, attestation="true")
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_picture_that_is_not_there_cannot_be_saved(guest: Client, drawing: str) -> None:
    answer = save(guest, drawing, 0, {"kind": "picture", "picture": "pic_23456789abcdefghjkmnpqrs"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_picture_laid")


def test_a_guest_takes_drawings_along_when_joining(guest: Client, drawing: str) -> None:
    save(guest, drawing, 0, STROKE)
    asked = {"login": "mina", "password": "correct horse battery", "display_name": "Mina"}
    assert guest.post("/api/accounts/join", json=asked).status_code == 200
    assert save(guest, drawing, 1, STROKE, STROKE).status_code == 200
    assert guest.get("/api/accounts/me/room").json()["used_bytes"] > 100
