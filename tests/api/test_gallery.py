"""The gallery over HTTP: faces to look through, to steer, to mix, to keep, to make people of and to take along."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Client, ReadTimeout, Response
from PIL import Image
from sqlalchemy import select

from visavis.api import gallery
from visavis.api.pace import Pace
from visavis.api.services import Services
from visavis.media.image import decode_image, encode_jpeg
from visavis.media.provenance import read_mark
from visavis.people.casting import cast
from visavis.people.recipes import Recipe, latent_of
from visavis.people.tables import FavouriteFace, OwnPerson
from visavis.people.thumbnails import SLOTS, face_jpeg
from visavis.studio.generate import GENERATE

CODE = "eigen:21:male-east-asian:business:age=45"
UNSEEN = "eigen:987654:male-white:strict"
WISH = {"code": CODE, "name": "Minjae", "voice": "m1", "persona": "Asks calmly."}


def picture(client: Client, code: str, size: int = 256, etag: str = "") -> Response:
    path = f"/api/gallery/faces/{quote(code, safe='')}.jpg"
    return client.get(path, params={"size": size}, headers={"If-None-Match": etag})


def invert(client: Client, **changes: str) -> Response:
    form = {"consent": "own_face", "attestation": "true"} | changes
    data = encode_jpeg(cast()[1].portrait())
    return client.post("/api/gallery/invert", data=form, files={"photo": ("me.jpg", data, "image/jpeg")})


def test_the_gallery_tells_kinds_looks_and_sliders(guest: Client) -> None:
    told = guest.get("/api/gallery").json()
    assert "female-east-asian" in [kind["name"] for kind in told["kinds"]]
    assert {"elegant", "strict"} <= {look["id"] for look in told["looks"]}
    (age,) = [slider for slider in told["sliders"] if slider["name"] == "age"]
    assert age["low"] == 20


def test_pages_follow_each_other_without_repeating(guest: Client) -> None:
    first = guest.get("/api/gallery/faces", params={"start": 5}).json()
    second = guest.get("/api/gallery/faces", params={"start": first["next"]}).json()
    codes = [face["code"] for face in first["faces"] + second["faces"]]
    assert len(set(codes)) == 24
    assert first == guest.get("/api/gallery/faces", params={"start": 5}).json()


def test_a_filter_chooses_kind_and_look_and_a_keyword_chooses_looks(guest: Client) -> None:
    chosen = guest.get("/api/gallery/faces", params={"kind": "male-black", "look": "warm"}).json()["faces"]
    assert {tuple(face["code"].split(":")[2:4]) for face in chosen} == {("male-black", "warm")}
    called = guest.get("/api/gallery/faces", params={"keyword": "청량함"}).json()
    assert called["looks"][0] == "fresh"
    assert {face["look"] for face in called["faces"]} == set(called["looks"])
    assert called["denied"] == []
    told = guest.get("/api/gallery/faces", params={"keyword": "우아하지 않은 겨울"}).json()
    assert (told["looks"], told["denied"]) == (["warm"], ["우아하지"])


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"keyword": "xyzzy"}, 404, "nothing_fits"),
        ({"keyword": "not elegant"}, 404, "nothing_fits"),
        ({"look": "warm", "keyword": "winter"}, 422, "look_and_keyword"),
        ({"look": "dazzling"}, 404, "no_such_look"),
        ({"kind": "martian"}, 404, "not_found"),
        ({"start": "-1"}, 422, "bad_request"),
        ({"start": str(2**32)}, 422, "bad_request"),
    ],
)
def test_what_the_gallery_has_not_is_told(guest: Client, asked: dict[str, str], status: int, code: str) -> None:
    answer = guest.get("/api/gallery/faces", params=asked)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_last_page_says_that_it_is_the_last(guest: Client) -> None:
    told = guest.get("/api/gallery/faces", params={"start": 2**32 - 2}).json()
    assert (len(told["faces"]), told["next"]) == (2, None)


def test_a_picture_is_made_when_asked_for_and_not_sent_twice(guest: Client) -> None:
    first = picture(guest, CODE)
    assert decode_image(first.content).shape == (256, 256, 3)
    assert picture(guest, CODE).content == first.content
    assert decode_image(picture(guest, CODE, 512).content).shape == (512, 512, 3)
    again = picture(guest, CODE, etag=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("eigen:7:male-white:natural:age=19", 403),
        ("eigen:7:male-white:natural:age=99", 422),
        ("eigen:7:male-white:natural:wings=1", 422),
        ("nonsense", 422),
        ("eigen:pAAAA:male-white", 422),
        ("nosuch:7:male-white", 404),
        ("eigen:7:martian", 404),
    ],
)
def test_codes_that_cannot_be_drawn_are_refused(guest: Client, code: str, status: int) -> None:
    assert picture(guest, code).status_code == status
    assert guest.get(f"/api/gallery/faces/{quote(code, safe='')}").status_code == status
    assert guest.put("/api/gallery/favourites", json={"code": code}).status_code == status
    assert guest.get("/api/gallery/favourites").json() == []


def test_a_favourite_of_a_look_that_is_gone_hides_no_other(guest: Client, services: Services) -> None:
    guest.put("/api/gallery/favourites", json={"code": CODE})
    me = guest.get("/api/accounts/me").json()["id"]
    with services.database.transaction() as session:
        session.add(FavouriteFace(owner_id=me, code="eigen:7:male-white:gone"))
    assert [face["code"] for face in guest.get("/api/gallery/favourites").json()] == [CODE]


def test_a_face_tells_where_its_sliders_stand_and_its_variants(guest: Client) -> None:
    told = guest.get(f"/api/gallery/faces/{quote(CODE, safe='')}").json()
    assert told["sliders"]["age"] == {"value": pytest.approx(45, abs=0.1), "low": 20, "high": 75}
    assert (told["look"]["id"], told["from_photo"], told["favourite"]) == ("business", False, False)
    assert {"neutral", "smile", "left", "right"} <= {one["name"] for one in told["variants"]}


def test_somebody_beyond_a_slider_stands_where_they_stand_and_moves_by_one_step(guest: Client) -> None:
    with GENERATE.lease() as engine:
        (eyes,) = [slider for slider in engine.sliders if slider.name == "eyes"]
        far = next(
            recipe
            for recipe in (Recipe("eigen", str(seed), kind.name) for seed in range(2000) for kind in engine.kinds)
            if engine.read(latent_of(recipe, engine))["eyes"] > eyes.high + 1
        )
        stands = engine.read(latent_of(far, engine))["eyes"]
    told = guest.get(f"/api/gallery/faces/{quote(str(far), safe='')}").json()["sliders"]["eyes"]
    assert told["value"] == pytest.approx(stands, abs=0.01)
    assert told["low"] <= told["value"] <= told["high"] < told["value"] + eyes.step
    for value, status in ((told["high"], 200), (told["value"] - eyes.step, 200), (told["high"] + eyes.step, 422)):
        moved = quote(str(far.with_sliders({"eyes": value})), safe="")
        assert guest.get(f"/api/gallery/faces/{moved}").status_code == status


def test_two_people_are_mixed(guest: Client) -> None:
    wish = {"one": CODE, "other": "eigen:3:male-white", "share": 0.4}
    mixed = guest.post("/api/gallery/mix", json=wish).json()
    assert mixed["look"] == "business"
    assert picture(guest, mixed["code"]).status_code == 200
    assert guest.post("/api/gallery/mix", json=wish | {"share": 2}).status_code == 422


def test_a_photo_is_used_only_with_consent_and_stays_a_photo(
    guest: Client, browser: Callable[[], Client], services: Services
) -> None:
    refused = invert(guest, attestation="false")
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_missing")
    code = invert(guest).json()["code"]
    assert picture(guest, code).headers["Cache-Control"] == "no-store"
    face = guest.get(f"/api/gallery/faces/{quote(code, safe='')}").json()
    assert (face["from_photo"], "my own face" in face["consent"]) == (True, True)
    assert face["kind_title"] == "From a photo"
    assert services.blobs.keys("accounts") == []
    refusals = [guest.get("/api/gallery/portrait", params={"code": code})]
    refusals.append(guest.put("/api/gallery/favourites", json={"code": code}))
    assert [one.status_code for one in refusals] == [403, 403]
    stranger = browser()
    stranger.post("/api/accounts/guest")
    assert picture(stranger, code).status_code == 404
    made = guest.post("/api/gallery/people", json=WISH | {"code": code}).json()
    (person,) = [one for one in guest.get("/api/gallery/people").json() if one["id"] == made["interviewer"]["id"]]
    assert (person["origin"], "my own face" in person["consent"]) == ("photo", True)
    assert picture(guest, person["code"]).content == picture(guest, code).content


def test_what_is_known_of_a_real_face_is_in_no_code_that_leaves(guest: Client, services: Services) -> None:
    code = invert(guest).json()["code"]
    guest.post("/api/gallery/people", json=WISH | {"code": code})
    with services.database.reading() as session:
        latent = str(session.scalar(select(OwnPerson.code))).split(":")[1]
    assert len(latent) > 200
    mixed = guest.post("/api/gallery/mix", json={"one": code, "other": CODE, "share": 0.1}).json()
    told = [guest.get(f"/api/gallery/faces/{quote(one, safe='')}").text for one in (code, mixed["code"])]
    told += [guest.get("/api/gallery/people").text, str(mixed)]
    assert [text for text in told if latent in text or "eigen:p" in text] == []
    assert picture(guest, f"eigen:{latent}:male-white").status_code == 422


def test_a_face_becomes_a_person_who_can_interview(guest: Client) -> None:
    answer = guest.post("/api/gallery/people", json=WISH)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["job"]["state"] == "waiting"
    person_id = made["interviewer"]["id"]
    assert person_id in [one["id"] for one in guest.get("/api/interviewers").json()]
    (person,) = [one for one in guest.get("/api/gallery/people").json() if one["own"]]
    assert (person["code"], person["seed"], person["origin"]) == (CODE, 21, "generated")
    plan = {"interviewer_id": person_id, "own_questions": ["Why?"], "language": "en"}
    assert guest.post("/api/interviews", json=plan).status_code == 201


def test_a_person_is_renamed_favoured_and_deleted(guest: Client, services: Services) -> None:
    person_id = guest.post("/api/gallery/people", json=WISH).json()["interviewer"]["id"]
    changed = guest.patch(f"/api/gallery/people/{person_id}", json={"name": "Jiho", "favourite": True}).json()
    assert (changed["name"], changed["favourite"], changed["persona"]) == ("Jiho", True, "Asks calmly.")
    assert guest.delete(f"/api/interviewers/{person_id}").status_code == 204
    assert services.blobs.keys("accounts") == []
    assert guest.patch(f"/api/gallery/people/{person_id}", json={"name": "Jiho"}).status_code == 404


def test_favourites_belong_to_an_account(guest: Client, browser: Callable[[], Client]) -> None:
    assert guest.put("/api/gallery/favourites", json={"code": CODE}).status_code == 204
    assert [face["code"] for face in guest.get("/api/gallery/favourites").json()] == [CODE]
    stranger = browser()
    stranger.post("/api/accounts/guest")
    assert stranger.get("/api/gallery/favourites").json() == []
    assert guest.delete("/api/gallery/favourites", params={"code": CODE}).status_code == 204
    assert guest.get("/api/gallery/favourites").json() == []


def test_a_download_bears_the_name_of_the_person(guest: Client) -> None:
    wish = WISH | {"name": '민재 "../Park"'}
    person_id = guest.post("/api/gallery/people", json=wish).json()["interviewer"]["id"]
    told = guest.get(f"/api/gallery/people/{person_id}/portrait").headers["Content-Disposition"]
    assert told == f"attachment; filename=\"Park.png\"; filename*=UTF-8''{quote('민재 Park.png')}"
    told = guest.get("/api/gallery/portrait", params={"code": CODE, "suffix": "jpg"}).headers["Content-Disposition"]
    name = guest.get(f"/api/gallery/faces/{quote(CODE, safe='')}").json()["face"]["name"]
    assert told == f'attachment; filename="{name}.jpg"'


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_what_is_taken_along_says_that_it_was_generated(guest: Client, tmp_path: Path, suffix: str) -> None:
    person_id = guest.post("/api/gallery/people", json=WISH).json()["interviewer"]["id"]
    own, face = f"/api/gallery/people/{person_id}/portrait", "/api/gallery/portrait"
    for path, asked in ((own, {}), (face, {"code": CODE}), (face, {"code": CODE, "label": "false"})):
        answer = guest.get(path, params=asked | {"suffix": suffix})
        assert answer.status_code == 200, answer.text
        file = tmp_path / f"p.{suffix}"
        file.write_bytes(answer.content)
        mark = read_mark(file)
        assert mark is not None
        assert (mark.source_type, mark.intact) == ("trainedAlgorithmicMedia", True)


def test_every_generated_picture_that_is_shown_says_so_to_programs(guest: Client) -> None:
    made = guest.post("/api/gallery/people", json=WISH).json()["interviewer"]
    cast_portrait = "/api/interviewers/junho/portrait.jpg"
    shown = [picture(guest, CODE), picture(guest, CODE, 512), guest.get(made["portrait_url"]), guest.get(cast_portrait)]
    for answer in shown:
        xmp = Image.open(io.BytesIO(answer.content)).info["xmp"]
        assert b"digitalsourcetype/trainedAlgorithmicMedia" in xmp


def test_a_picture_that_nobody_waits_for_takes_no_turn(guest: Client) -> None:
    slot = SLOTS[256]
    held = [slot.acquire(), slot.acquire()]
    try:
        with pytest.raises(ReadTimeout):
            guest.get(f"/api/gallery/faces/{quote(UNSEEN, safe='')}.jpg", timeout=2)
        made_before = face_jpeg.cache_info().misses
    finally:
        slot.release(len(held))
    assert picture(guest, CODE).status_code == 200
    assert face_jpeg.cache_info().misses <= made_before + 1


def test_pictures_come_in_the_order_in_which_they_were_asked_for(guest: Client) -> None:
    slot, line = SLOTS[256], gallery.LINES[256]
    held = [slot.acquire(), slot.acquire()]
    came: list[int] = []
    people = [Recipe("eigen", str(number), "male-white") for number in range(3)]
    for one in people:
        face_jpeg(one, 256)

    def ask(number: int) -> None:
        url = f"/api/gallery/faces/{quote(str(people[number]), safe='')}.jpg"
        assert guest.get(url, timeout=None).status_code == 200
        came.append(number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(3)]
    try:
        for number, thread in enumerate(threads, start=1):
            thread.start()
            while len(line) < number:
                time.sleep(0.01)
    finally:
        slot.release()  # one of two: they come one after the other
        for thread in threads:
            thread.join()
        slot.release(len(held) - 1)
    assert came == [0, 1, 2]


def test_pictures_are_paced(guest: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "PACE", Pace(calls=0))
    answer = picture(guest, CODE)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_fast")
