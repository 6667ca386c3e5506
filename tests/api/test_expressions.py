"""Classes of expression over HTTP: every face answered, nothing kept, nobody read without consent."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from httpx import Client, Response
from PIL import Image
from tests.unit.media import samples
from tests.unit.observe.expression_classes.clips import write_clip

from visavis.api import expressions
from visavis.api.expression_views import MOST_MAPS
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.media.image import decode_image, encode_jpeg, encode_png
from visavis.media.values import RGB
from visavis.observe.expression_classes import MOST_FACES
from visavis.people.casting import cast

CLASSES = {"happy", "neutral", "other"}


@pytest.fixture(scope="module")
def portrait() -> RGB:
    return cast()[0].portrait()


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "PACE", Pace(calls=100))
    monkeypatch.setattr(expressions, "FRAME_PACE", Pace(calls=100))


def ask(client: Client, data: bytes, **form: Any) -> Response:
    form = {"consent": "nobody", "attestation": "true", **form}
    return client.post("/api/expressions", data=form, files={"file": ("x.jpg", data)}, timeout=120)


def test_the_model_says_what_it_is_and_how_often_it_is_wrong(guest: Client) -> None:
    told = guest.get("/api/expressions").json()
    assert {one["id"] for one in told["classes"]} == CLASSES
    assert next(one for one in told["classes"] if one["id"] == "happy")["says"] == "looks happy to the model"
    assert 0 < told["reliability"]["accuracy"] < 1
    assert set(told["reliability"]["recall"]) == CLASSES
    assert "wrong in" in told["how_often_wrong"]
    assert "must not be used" in told["what_it_is"]
    assert {one["consent"] for one in told["consents"]} == {"own_face", "permission", "nobody"}
    korean = guest.get("/api/expressions", headers={"Accept-Language": "ko"}).json()
    assert "틀렸습니다" in korean["how_often_wrong"]


@pytest.mark.parametrize("size", [(20_000, 30), (30, 20_000), (1, 16_384), (1, 1)])
def test_a_very_long_picture_is_answered_and_the_server_lives_on(guest: Client, size: tuple[int, int]) -> None:
    data = io.BytesIO()
    Image.new("RGB", size).save(data, "JPEG")
    told = ask(guest, data.getvalue())
    assert told.status_code == 200, told.text
    assert "No face" in told.json()["message"]
    frame = guest.post("/api/expressions/frames?consent=nobody&attestation=true", content=data.getvalue())
    assert frame.status_code == 200, frame.text
    assert guest.get("/api/expressions").status_code == 200


def test_each_face_of_a_picture_is_answered(guest: Client, portrait: RGB) -> None:
    answer = ask(guest, encode_jpeg(np.hstack([portrait, cast()[1].portrait()])))
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["kind"], told["width_px"], told["height_px"]) == ("picture", 1536, 768)
    assert len(told["faces"]) == 2
    for face in told["faces"]:
        assert set(face["probabilities"]) == CLASSES
        assert sum(face["probabilities"].values()) == pytest.approx(1, abs=2e-3)
        assert face["label"] in (None, *CLASSES)
        assert (face["label"] is None) == (face["cant_tell"] is not None)
        assert face["map"] is None
        assert "vit" in face["by_net"]


def test_the_map_lies_on_the_face(guest: Client, portrait: RGB) -> None:
    face = ask(guest, encode_jpeg(portrait), look_map="true").json()["faces"][0]
    picture = base64.b64decode(face["map"]["picture"].partition(",")[2])
    with Image.open(io.BytesIO(picture)) as opened:
        assert (opened.mode, opened.size) == ("RGBA", (80, 80))
    a, b, c, d, e, f = face["map"]["matrix"]
    corners = [(a * x + c * y + e, b * x + d * y + f) for x, y in ((0, 0), (80, 80))]
    place = face["place"]
    middle = (place["left"] + place["width"] / 2, place["top"] + place["height"] / 2)
    assert corners[0][0] < middle[0] < corners[1][0]
    assert corners[0][1] < middle[1] < corners[1][1]
    assert np.array(face["map"]["steps"]).shape == (9, 9)


def test_of_a_face_without_an_answer_no_probability_and_no_map_is_told(guest: Client, portrait: RGB) -> None:
    dark = np.asarray(portrait // 16, np.uint8)
    both = np.hstack([dark, portrait])
    faces = ask(guest, encode_png(both), look_map="true").json()["faces"]
    told = {face["cant_tell"]["reason"] if face["cant_tell"] else "": face for face in faces}
    assert (told["dark"]["probabilities"], told["dark"]["by_net"], told["dark"]["map"]) == (None, None, None)
    [clear] = [face for face in faces if face is not told["dark"]]
    assert clear["map"] is not None


def test_maps_are_made_for_the_largest_faces_that_can_be_answered(guest: Client, portrait: RGB) -> None:
    small, dark = np.asarray(cv2.resize(portrait, (300, 300)), np.uint8), np.asarray(portrait // 16, np.uint8)
    row = np.hstack([np.asarray(cv2.resize(dark, (400, 300)), np.uint8), *[small] * (MOST_MAPS + 1)])
    faces = ask(guest, encode_png(row), look_map="true").json()["faces"]
    assert sum(face["map"] is not None for face in faces) == MOST_MAPS
    assert all(face["probabilities"] is not None for face in faces if face["map"])


def test_faces_that_arent_read_are_counted_and_told(guest: Client, portrait: RGB) -> None:
    sheet = np.tile(np.asarray(cv2.resize(portrait, (200, 200)), np.uint8), (5, 6, 1))
    told = ask(guest, encode_jpeg(sheet)).json()
    assert len(told["faces"]) == MOST_FACES
    assert 1 <= told["more_faces"] <= 30 - MOST_FACES
    assert f"weren't read: {told['more_faces']}. Only {MOST_FACES} are read" in told["not_read"]
    alone = ask(guest, encode_jpeg(portrait)).json()
    assert (alone["more_faces"], alone["more_people"], alone["not_read"]) == (0, False, None)


def test_a_clip_is_summed_up_over_time(guest: Client, portrait: RGB, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    small = np.asarray(cv2.resize(portrait, (384, 384)), np.uint8)
    write_clip(path, [small] * 75)
    answer = ask(guest, path.read_bytes())
    assert answer.status_code == 200, answer.text
    clip = answer.json()["clip"]
    assert clip["duration_s"] == pytest.approx(3, abs=0.1)
    [person] = clip["people"]
    assert person["looks"] == 15
    assert len(person["times_s"]) == len(person["probabilities"]["happy"]) == 15
    assert (clip["smiles"] is None) != (clip["smiles_not_measured"] is None)
    if clip["smiles"] is None:
        assert "not measured" in clip["smiles_not_measured"]
    else:
        assert 0 <= clip["smiles"]["agreed"] <= 1


def test_a_clip_of_one_frame_is_answered_and_nothing_is_compared(guest: Client, portrait: RGB, tmp_path: Path) -> None:
    path = write_clip(tmp_path / "one.mp4", [np.asarray(cv2.resize(portrait, (384, 384)), np.uint8)])
    told = ask(guest, path.read_bytes()).json()
    assert told["message"] is None
    assert [person["looks"] for person in told["clip"]["people"]] == [1]
    assert told["clip"]["smiles"] is None
    assert "too short" in told["clip"]["smiles_not_measured"]


def test_a_clip_beyond_two_minutes_is_told_in_minutes(guest: Client, tmp_path: Path) -> None:
    answer = ask(guest, samples.write_slides(tmp_path / "long.mp4", every_s=60.5, count=3).read_bytes())
    assert answer.status_code == 422
    assert re.search(r"too long \([23] min( \d+ s)?\)", answer.json()["message"])
    assert "at most 2 min." in answer.json()["message"]


def test_a_camera_frame_is_answered(guest: Client, portrait: RGB) -> None:
    query = {"consent": "nobody", "attestation": "true"}
    headers = {"Content-Type": "image/jpeg"}
    answer = guest.post("/api/expressions/frames", content=encode_jpeg(portrait), params=query, headers=headers)
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["faces"]) == 1
    refused = guest.post(
        "/api/expressions/frames", content=encode_png(portrait[::4, ::4]), params=query, headers=headers
    )
    assert refused.status_code == 422


def test_what_cannot_be_answered_says_why(guest: Client, portrait: RGB) -> None:
    wall = ask(guest, encode_jpeg(np.full((200, 200, 3), 128, np.uint8))).json()
    assert wall["faces"] == []
    assert "No face" in wall["message"]
    small = np.full((768, 768, 3), 90, np.uint8)
    small[300:364, 300:364] = cv2.resize(portrait, (64, 64), interpolation=cv2.INTER_AREA)
    tiny = ask(guest, encode_png(small)).json()
    assert all(face["cant_tell"]["reason"] == "tiny" for face in tiny["faces"])
    grey = np.repeat(portrait.mean(2, keepdims=True).astype(np.uint8), 3, axis=2)
    assert len(ask(guest, encode_png(grey)).json()["faces"]) == 1
    bomb = io.BytesIO()
    Image.fromarray(np.zeros((10_000, 10_000), np.uint8)).save(bomb, "PNG")
    for code, data in {
        "neither_picture_nor_video": b"%PDF-1.7",
        "empty_file": b"",
        "too_heavy": bomb.getvalue(),
    }.items():
        answer = ask(guest, data)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


def test_sound_alone_and_a_broken_clip_are_told(guest: Client) -> None:
    for data in (b"RIFF\x24\x00\x00\x00WAVEfmt ", b"\x00\x00\x00\x18ftypmp42" + bytes(200)):
        answer = ask(guest, data)
        assert answer.status_code == 422, answer.text


def test_nobody_is_read_without_consent(guest: Client, portrait: RGB) -> None:
    for form in ({"attestation": "false"}, {"consent": "own_face", "attestation": "false"}, {"attestation": None}):
        answer = ask(guest, encode_jpeg(portrait), **form)
        assert (answer.status_code, answer.json()["code"]) == (403, "consent_missing")
    frame = guest.post("/api/expressions/frames?consent=nobody", content=encode_jpeg(portrait))
    assert (frame.status_code, frame.json()["code"]) == (403, "consent_missing")
    assert ask(guest, encode_jpeg(portrait), consent="employer").status_code == 422


def test_nothing_is_kept(guest: Client, services: Services, portrait: RGB) -> None:
    data = services.options.identity_dir.parent
    before = {path for path in data.rglob("*") if path.is_file()}
    assert ask(guest, encode_jpeg(portrait), look_map="true").status_code == 200
    assert {path for path in data.rglob("*") if path.is_file()} <= before | {
        data / "visavis.db-wal",
        data / "visavis.db-shm",
    }


def test_strangers_and_the_hasty_are_refused(client: Client, portrait: RGB, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/api/expressions").status_code == 401
    assert ask(client, encode_jpeg(portrait)).status_code == 401
    client.post("/api/accounts/guest")
    monkeypatch.setattr(expressions, "PACE", Pace(calls=0))
    assert ask(client, encode_jpeg(portrait)).status_code == 429
    assert decode_image(encode_jpeg(portrait)).shape == portrait.shape
