"""Résumé photos over HTTP: real pictures in, a finished file out, clear words for what can't be used."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from httpx import Client, Response
from PIL import Image

from visavis.api import photo
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.media.image import decode_image, encode_jpeg
from visavis.media.provenance import read_mark
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

SUIT = {"jacket": "navy", "cut": "classic", "tie": "blue"}


@pytest.fixture(scope="module")
def portrait() -> bytes:
    return encode_jpeg(portray(Recipe.parse("eigen:2:male-east-asian")))


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "PACE", Pace(calls=100))


def ask(client: Client, picture: bytes, path: str = "", **wishes: Any) -> Response:
    form = {"wishes": json.dumps({"suit": SUIT, **wishes})}
    return client.post(f"/api/photo{path}", data=form, files={"picture": ("me.jpg", picture, "image/jpeg")})


def bytes_of(address: str) -> bytes:
    return base64.b64decode(address.partition(",")[2])


def test_offers_are_told_in_both_languages(guest: Client) -> None:
    told = guest.get("/api/photo", headers={"Accept-Language": "en"}).json()
    assert {"3x4", "3.5x4.5", "2x2in"} <= {size["id"] for size in told["sizes"]}
    assert told["sizes"][0]["sheet_copies"] >= 8
    assert {cut["worn_by"] for cut in told["cuts"]} == {"anyone", "women", "men"}
    assert len(told["templates"]) == 6
    assert "kept" in told["privacy"]
    korean = guest.get("/api/photo", headers={"Accept-Language": "ko"}).json()
    assert korean["template_warning"] != told["template_warning"]
    face = guest.get(told["templates"][0]["picture_url"])
    assert decode_image(face.content).shape == (512, 512, 3)
    assert b"trainedAlgorithmicMedia" in face.content


def test_a_picture_becomes_a_photo_of_the_size(guest: Client, portrait: bytes, tmp_path: Path) -> None:
    answer = ask(guest, portrait, size="3x4", max_kb=80)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    data = bytes_of(made["picture"])
    assert decode_image(data).shape == (472, 354, 3)
    assert decode_image(bytes_of(made["before"])).shape == (472, 354, 3)
    assert made["size_bytes"] == len(data) <= 80_000
    assert 22 <= made["head_mm"] <= 27
    assert not made["labelled"]
    (tmp_path / "photo.jpg").write_bytes(data)
    mark = read_mark(tmp_path / "photo.jpg")
    assert mark is not None
    assert mark.source_type == "compositeSynthetic"


def test_nothing_is_kept(guest: Client, services: Services, portrait: bytes) -> None:
    data = services.options.identity_dir.parent
    guest.get("/api/photo")
    ask(guest, portrait)
    before = {path: path.stat().st_size for path in data.rglob("*") if path.is_file()}
    assert ask(guest, portrait).status_code == 200
    after = {path: path.stat().st_size for path in data.rglob("*") if path.is_file()}
    assert {path for path in after if path not in before} == set()
    assert not list(data.rglob("*.jpg"))


def test_sheet_is_a_page_of_photos(guest: Client, portrait: bytes) -> None:
    answer = ask(guest, portrait, "/sheet", suffix="png")
    assert answer.status_code == 200, answer.text
    with Image.open(io.BytesIO(answer.content)) as sheet:
        assert sorted(sheet.size) == [1200, 1800]
        assert sheet.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_template_person_needs_the_warning_and_is_labelled(guest: Client, portrait: bytes) -> None:
    refused = ask(guest, portrait, template="martin")
    assert refused.status_code == 403
    assert refused.json()["code"] == "not_warned"
    made = ask(guest, portrait, template="martin", warned=True)
    assert made.status_code == 200, made.text
    assert made.json()["labelled"]
    assert b"compositeWithTrainedAlgorithmicMedia" in bytes_of(made.json()["picture"])


def test_moving_picture_gives_its_first_image_and_says_so(guest: Client, portrait: bytes) -> None:
    with Image.open(io.BytesIO(portrait)) as first:
        frames = [first.convert("P"), Image.new("P", first.size)]
    moving = io.BytesIO()
    frames[0].save(moving, "GIF", save_all=True, append_images=frames[1:])
    answer = ask(guest, moving.getvalue())
    assert answer.status_code == 200, answer.text
    assert any("first image" in notice for notice in answer.json()["notices"])


def test_pictures_that_cannot_be_used_are_told(guest: Client, portrait: bytes) -> None:
    grey = encode_jpeg(np.full((200, 200, 3), 128, np.uint8))
    bomb = io.BytesIO()
    Image.fromarray(np.zeros((10_000, 10_000), np.uint8)).save(bomb, "PNG")
    two = np.hstack([decode_image(portrait)] * 2)
    cases = {
        "no_face_seen": grey,
        "two_people": encode_jpeg(two),
        "head_cut_off": encode_jpeg(decode_image(portrait)[:360]),
        "not_a_picture": b"%PDF-1.7 no picture",
        "empty_file": b"",
        "too_heavy": bomb.getvalue(),
    }
    for code, data in cases.items():
        answer = ask(guest, data)
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        assert answer.json()["message"]


@pytest.mark.parametrize("wishes", [{"size": "9x9"}, {"background": "plaid"}, {"suit": {"jacket": "plaid"}}])
def test_unknown_names_are_told(guest: Client, portrait: bytes, wishes: dict[str, Any]) -> None:
    answer = ask(guest, portrait, **wishes)
    assert answer.status_code == 404
    assert answer.json()["code"] == "no_such_choice"


@pytest.mark.parametrize("wishes", [{"light": 2}, {"max_kb": 1}, {"suffix": "gif"}, {"extra": 1}])
def test_wrong_wishes_are_refused(guest: Client, portrait: bytes, wishes: dict[str, Any]) -> None:
    assert ask(guest, portrait, **wishes).status_code == 422


def test_strangers_get_nothing(client: Client, portrait: bytes) -> None:
    assert client.get("/api/photo").status_code == 401
    assert ask(client, portrait).status_code == 401


def test_too_many_calls_a_second_are_refused(guest: Client, portrait: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "PACE", Pace(calls=0))
    assert ask(guest, portrait).status_code == 429
