"""The shop over HTTP: a model, photos, a run, results, and everything gone when that is asked for."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import cv2
import numpy as np
import pytest
from httpx import Client, Response
from PIL import Image
from starlette.datastructures import Headers
from tests.unit.media.odd_pictures import heic
from tests.unit.shop.test_refusing import NAVY, SKIN, standing
from tests.unit.shop.test_rights import text_of

from visavis.accounts.tables import Account
from visavis.api import gallery
from visavis.api.security import LARGEST_BODY, largest_body, why_refused
from visavis.api.services import Services
from visavis.app import job_kinds
from visavis.datasets.ingesting import Places
from visavis.interview.recording import Room
from visavis.jobs import Job
from visavis.jobs.kinds import JobTable, ReportProgress
from visavis.kit.text import Text
from visavis.media.image import decode_image, encode_jpeg, encode_png, resize
from visavis.media.provenance import read_mark
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.people.tables import OwnPerson
from visavis.settings import Settings
from visavis.shop.consistency import code_of_model, kept_code
from visavis.shop.replacing import choose_face, read_model
from visavis.shop.tables import Photo

T = TypeVar("T")
MODEL = {"code": "eigen:17:male-white", "name": "Spring shirts", "declared": True}
NOTHING = np.full((200, 300, 3), 180, np.uint8)


class AtOnce:
    """Runs a job's steps here and now."""

    def __init__(self, job: Job) -> None:
        self.job_id, self.owner_id, self.args = job.id, job.owner_id, job.args

    def step(self, name: str, title: Text, work: Callable[[ReportProgress], T], until: float) -> T:
        return work(lambda share: None)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery.HEAVY, "_calls", 1000)


@pytest.fixture
def kinds(services: Services, settings: Settings) -> JobTable:
    return job_kinds(services.database, services.blobs, Places(settings.data_dir), Room())


@pytest.fixture
def run(services: Services, kinds: JobTable) -> Callable[[], None]:
    """Does every job that waits."""

    def run_all() -> None:
        with services.database.reading() as session:
            waiting = session.query(Job).filter(Job.state == "waiting", Job.kind.like("replace_face%")).all()
        for job in waiting:
            kinds[job.kind].function(AtOnce(job))
            with services.database.transaction() as session:
                session.get_one(Job, job.id).state = "done"

    return run_all


@pytest.fixture(scope="module")
def face() -> RGB:
    return resize(cast()[0].portrait(), 512, 512)


@pytest.fixture
def catalogue(guest: Client) -> str:
    made = guest.post("/api/shop/catalogues", json=MODEL)
    assert made.status_code == 201, made.text
    return f"/api/shop/catalogues/{made.json()['id']}"


def bring(client: Client, catalogue: str, name: str, data: bytes) -> dict[str, Any]:
    answer = client.post(f"{catalogue}/photos", files={"photo": (name, data, "image/jpeg")})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def send_zip(client: Client, catalogue: str, data: bytes) -> Response:
    return client.post(f"{catalogue}/zip", content=data, headers={"Content-Type": "application/zip"})


def photos(client: Client, catalogue: str) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in client.get(catalogue).json()["photos"]}


def results(client: Client, catalogue: str, **how: str) -> dict[str, bytes]:
    answer = client.get(f"{catalogue}/results.zip", params=how)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def report(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    text = files["report.csv"].decode("utf-8-sig")
    return {row["photo"]: row for row in csv.DictReader(io.StringIO(text))}


def test_photos_become_results_and_what_cannot_is_told(
    guest: Client, catalogue: str, run: Callable[[], None], face: RGB, tmp_path: Any
) -> None:
    bring(guest, catalogue, "shirt.png", encode_png(face))
    bring(guest, catalogue, "pair.jpg", encode_jpeg(np.hstack([face, resize(cast()[1].portrait(), 512, 512)])))
    bring(guest, catalogue, "wall.jpg", encode_jpeg(NOTHING))
    bring(guest, catalogue, "broken.jpg", b"\xff\xd8\xff\xe0 cut off")
    before = guest.get(catalogue).json()
    assert (before["counts"]["waiting"], before["seconds_each"]) == (4, None)
    assert guest.post(f"{catalogue}/start").json()["state"] == "waiting"
    run()
    after = guest.get(catalogue).json()
    assert after["counts"] == {"waiting": 0, "working": 0, "done": 2, "refused": 2}
    assert after["seconds_each"] > 0
    found = photos(guest, catalogue)
    assert (found["wall.jpg"]["why_code"], found["broken.jpg"]["why_code"]) == ("no_face_there", "not_a_picture")
    assert "48 px" in found["wall.jpg"]["why"]
    assert (found["pair.jpg"]["faces"], found["shirt.png"]["faces"]) == (2, 1)
    for name in ("small_url", "before_url", "after_url", "area_url"):
        assert guest.get(found["shirt.png"][name]).status_code == 200, name
    assert guest.get(found["wall.jpg"]["small_url"]).status_code == 200
    assert found["broken.jpg"]["small_url"] is None

    files = results(guest, catalogue, label="false")
    assert set(files) == {"shirt.png", "pair.jpg", "report.csv", "rights.pdf"}
    made = decode_image(files["shirt.png"])
    changed = (made != face).any(2)
    assert 0.02 < changed.mean() < 0.5
    area = cv2.resize(decode_alpha(guest, found["shirt.png"]), (512, 512))
    assert not changed[area == 0].any()
    told = report(files)
    assert told["wall.jpg"]["why"].startswith("No face was found")
    assert told["shirt.png"]["made"] == "shirt.png"
    (tmp_path / "shirt.png").write_bytes(results(guest, catalogue)["shirt.png"])
    mark = read_mark(tmp_path / "shirt.png")
    assert mark is not None
    assert mark.intact


def decode_alpha(client: Client, photo: dict[str, Any]) -> Any:
    data = np.frombuffer(client.get(photo["area_url"]).content, np.uint8)
    return cv2.imdecode(data, cv2.IMREAD_UNCHANGED)[..., 3]


def test_without_the_declaration_nothing_is_begun(guest: Client) -> None:
    refused = guest.post("/api/shop/catalogues", json={"code": MODEL["code"]})
    assert (refused.status_code, refused.json()["code"]) == (403, "declaration_missing")
    assert guest.get("/api/shop/catalogues").json() == []
    statement = guest.get("/api/shop/declaration").json()["statement"]
    assert "20 or older" in statement
    made = guest.post("/api/shop/catalogues", json=MODEL).json()
    assert made["declaration"] == statement
    assert datetime.now(UTC) - datetime.fromisoformat(made["attested_at"]) < timedelta(minutes=5)


def test_photos_as_sellers_have_them(
    guest: Client, catalogue: str, run: Callable[[], None], face: RGB, tmp_path: Path
) -> None:
    person = Image.fromarray(face)
    clear = np.tile(np.linspace(0, 255, 512).astype(np.uint8)[:, None], (1, 512))
    for name, picture, how in (
        ("print.jpg", person.convert("CMYK"), {"quality": 95}),
        ("cut.webp", Image.fromarray(np.dstack([face, clear])), {"lossless": True, "exact": True}),
        ("wave.gif", person.quantize(64), {"save_all": True, "append_images": [person.rotate(9).quantize(64)]}),
    ):
        data = io.BytesIO()
        picture.save(data, {"jpg": "JPEG", "webp": "WEBP", "gif": "GIF"}[name.rsplit(".", 1)[1]], **how)
        bring(guest, catalogue, name, data.getvalue())
    bring(guest, catalogue, "phone.HEIC", heic(face, tmp_path))
    deep = cv2.imencode(".png", face[..., ::-1].astype(np.uint16) * 257)[1].tobytes()
    bring(guest, catalogue, "deep.png", deep)
    guest.post(f"{catalogue}/start")
    run()
    assert "animation of 2 pictures" in photos(guest, catalogue)["wave.gif"]["why"]
    files = results(guest, catalogue, label="false")
    assert set(files) == {"print.jpg", "cut.png", "phone.jpg", "deep.png", "report.csv", "rights.pdf"}
    after = np.asarray(Image.open(io.BytesIO(files["cut.png"])))
    assert (after[..., 3] == clear).all()
    same = (after[..., :3] == face).all(axis=2)
    assert 0.4 < same.mean() < 0.95
    assert decode_image(results(guest, catalogue, market="coupang")["cut.jpg"]).shape == (1000, 1000, 3)


def test_undressed_people_are_left_out_with_the_reason(guest: Client, catalogue: str, run: Callable[[], None]) -> None:
    bring(guest, catalogue, "bare.png", encode_png(standing(0, SKIN)))
    bring(guest, catalogue, "dressed.png", encode_png(standing(0, NAVY)))
    guest.post(f"{catalogue}/start")
    run()
    found = photos(guest, catalogue)
    assert (found["bare.png"]["why_code"], found["bare.png"]["has_result"]) == ("undressed", False)
    assert "looks bare" in found["bare.png"]["why"]
    assert found["dressed.png"]["state"] == "done"


def test_results_wear_a_look_and_a_photo_another(
    guest: Client, catalogue: str, run: Callable[[], None], face: RGB
) -> None:
    looks = {one["id"]: one["title"] for one in guest.get("/api/shop/makeups").json()}
    assert (looks["none"], looks["evening"]) == ("None", "Evening")
    assert guest.patch(catalogue, json={"makeup": "clown"}).json()["code"] == "no_such_makeup"
    assert guest.post("/api/shop/catalogues", json=MODEL | {"shares": {"lips": 2}}).status_code == 422
    photo = bring(guest, catalogue, "shirt.png", encode_png(face))["id"]

    def done(**wishes: Any) -> RGB:
        guest.post(f"{catalogue}/photos/{photo}/redo", data=wishes)
        run()
        assert photos(guest, catalogue)["shirt.png"]["state"] == "done"
        return decode_image(results(guest, catalogue, label="false")["shirt.png"])

    bare = done()
    kept = guest.patch(catalogue, json={"makeup": "evening", "shares": {"skin": 0}, "detail": 0.4}).json()
    assert (kept["makeup"], kept["shares"]["skin"], kept["shares"]["lips"], kept["detail"]) == ("evening", 0, 1, 0.4)
    evening = done()
    area = cv2.resize(decode_alpha(guest, photos(guest, catalogue)["shirt.png"]), (512, 512))
    assert not (evening != face).any(2)[area == 0].any()
    lips = redness(evening) - redness(bare)
    assert lips > 10
    assert report(results(guest, catalogue))["shirt.png"]["makeup"] == "evening"
    plain = done(makeup="none", detail="0")
    assert (plain == bare).all()
    half = done(makeup="evening", lips="0.3", detail="0")
    assert 0.1 * lips < redness(half) - redness(bare) < 0.7 * lips
    now = photos(guest, catalogue)["shirt.png"]
    assert (now["makeup"], now["worn"], now["shares"]["lips"], now["shares"]["eyes"]) == ("evening", "evening", 0.3, 1)


def redness(image: RGB) -> float:
    """Of the lips, in CIELAB."""
    mouth = choose_face(image).face.points[[61, 291, 0, 17], :2]
    (x0, y0), (x1, y1) = mouth.min(0).astype(int), mouth.max(0).astype(int)
    return float(np.median(cv2.cvtColor(image, cv2.COLOR_RGB2LAB)[y0:y1, x0:x1, 1]))


def test_what_is_painted_red_gets_no_make_up_either(
    guest: Client, catalogue: str, run: Callable[[], None], face: RGB
) -> None:
    photo = bring(guest, catalogue, "shirt.png", encode_png(face))["id"]
    painted = np.zeros((512, 512, 4), np.uint8)
    painted[:, :256] = (0, 0, 255, 255)
    files = {"painted": ("painted.png", cv2.imencode(".png", painted)[1].tobytes(), "image/png")}
    guest.post(f"{catalogue}/photos/{photo}/redo", data={"makeup": "evening", "detail": "1"}, files=files)
    run()
    made = decode_image(results(guest, catalogue, label="false")["shirt.png"])
    assert (made[:, :250] == face[:, :250]).all()
    assert (made[:, 262:] != face[:, 262:]).any()


def test_the_set_says_how_alike_its_faces_are(
    guest: Client, catalogue: str, services: Services, run: Callable[[], None]
) -> None:
    for number in range(4):
        bring(guest, catalogue, f"{number}.png", encode_png(resize(cast()[number].portrait(), 384, 384)))
    guest.post(f"{catalogue}/start")
    run()
    told = guest.get(catalogue).json()
    assert 0.5 < told["consistency"] < 1
    found = photos(guest, catalogue)
    assert all(one["like_model"] > 0.4 for one in found.values())
    assert np.isclose(np.mean([one["like_others"] for one in found.values()]), told["consistency"], atol=1e-3)
    assert [one["outlier"] for one in found.values()] == [False] * 4
    with services.database.transaction() as session:  # as if somebody else had been put into one of them
        odd = session.query(Photo).filter_by(name="2.png").one()
        odd.face_code = kept_code(code_of_model(read_model(cast()[1].portrait())))
    assert {name for name, one in photos(guest, catalogue).items() if one["outlier"]} == {"2.png"}
    rows = report(results(guest, catalogue))
    assert [rows[f"{number}.png"]["outlier"] for number in range(4)] == ["False", "False", "True", "False"]
    assert all(0.4 < float(row["like_model"]) <= 1 and row["like_others"] for row in rows.values())


def test_the_rights_sheet_goes_along(guest: Client, catalogue: str, run: Callable[[], None], face: RGB) -> None:
    bring(guest, catalogue, "shirt.png", encode_png(face))
    bring(guest, catalogue, "wall.png", encode_png(NOTHING))
    guest.patch(catalogue, json={"makeup": "spring"})
    guest.post(f"{catalogue}/start")
    run()
    answer = guest.get(f"{catalogue}/rights.pdf")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert "rights.pdf" in answer.headers["content-disposition"]
    told = text_of(answer.content)
    for said in (
        str(MODEL["code"]),
        "Photos changed: 1. Photos left as they were: 1.",
        "Make-up: spring",
        "It is nobody's",
    ):
        assert said in told, told
    assert text_of(results(guest, catalogue)["rights.pdf"]) == told


def test_a_photo_is_done_anew_with_wishes_of_its_own(
    guest: Client, catalogue: str, run: Callable[[], None], face: RGB
) -> None:
    photo = bring(guest, catalogue, "shirt.png", encode_png(face))["id"]
    guest.post(f"{catalogue}/start")
    run()
    first = decode_image(results(guest, catalogue, label="false")["shirt.png"])
    assert guest.patch(f"{catalogue}/photos/{photo}", json={"accepted": True}).json()["accepted"] is True

    painted = np.zeros((512, 512, 4), np.uint8)
    painted[:, :256] = (255, 0, 0, 255)  # the left half is to stay
    _, png = cv2.imencode(".png", cv2.cvtColor(painted, cv2.COLOR_RGBA2BGRA))
    files = {"painted": ("painted.png", png.tobytes(), "image/png")}
    asked = guest.post(f"{catalogue}/photos/{photo}/redo", data={"strength": "0.2", "glasses": "keep"}, files=files)
    assert asked.status_code == 202, asked.text
    assert (asked.json()["state"], asked.json()["accepted"], asked.json()["has_result"]) == ("waiting", False, True)
    run()
    second = decode_image(results(guest, catalogue, label="false")["shirt.png"])
    assert (second[:, :250] == face[:, :250]).all()
    assert (second[:, 262:] != face[:, 262:]).any()
    assert (first[:, :250] != face[:, :250]).any()
    now = photos(guest, catalogue)["shirt.png"]
    assert (now["state"], now["strength"], now["glasses_kept"]) == ("done", 0.2, True)
    assert guest.get(now["painted_url"]).content == png.tobytes()
    assert guest.post(f"{catalogue}/photos/{photo}/redo", data={"face": "3"}).status_code == 202
    run()
    assert photos(guest, catalogue)["shirt.png"]["why_code"] == "no_face_there"
    assert set(results(guest, catalogue)) == {"report.csv", "rights.pdf"}


def test_what_is_painted_has_to_be_a_picture(guest: Client, catalogue: str, face: RGB) -> None:
    photo = bring(guest, catalogue, "shirt.png", encode_png(face))["id"]
    files = {"painted": ("painted.png", b"nothing", "image/png")}
    assert guest.post(f"{catalogue}/photos/{photo}/redo", files=files).json()["code"] == "not_painted"


def test_a_zip_brings_photos_under_their_names(
    guest: Client, catalogue: str, run: Callable[[], None], face: RGB
) -> None:
    jpeg = encode_jpeg(face)
    names = {"spring/셔츠.jpg": jpeg, "summer/셔츠.jpg": jpeg, "__MACOSX/._셔츠.jpg": b"x", "notes.txt": b"to do"}
    assert send_zip(guest, catalogue, packed(**names)).json() == {"taken": 3}
    assert set(photos(guest, catalogue)) == {"셔츠.jpg", "셔츠 (2).jpg", "notes.txt"}
    guest.post(f"{catalogue}/start")
    run()
    files = results(guest, catalogue, market="coupang")
    assert set(files) == {"셔츠.jpg", "셔츠 (2).jpg", "report.csv", "rights.pdf"}
    assert decode_image(files["셔츠.jpg"]).shape == (1000, 1000, 3)
    assert "wasn't enlarged" in report(files)["셔츠.jpg"]["note"]
    assert guest.get(f"{catalogue}/results.zip", params={"market": "bazaar"}).status_code == 404


def test_zips_that_are_dangerous_are_refused(guest: Client, catalogue: str) -> None:
    squeezed = io.BytesIO()
    with zipfile.ZipFile(squeezed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.png", bytes(20_000_000))
    for data, code in (
        (squeezed.getvalue(), "zip_refused"),
        (packed(**{"../../evil.jpg": b"x"}), "zip_refused"),
        (packed(**{"C:\\evil.jpg": b"x"}), "zip_refused"),
        (b"PK\x03\x04 no zip", "not_a_zip"),
    ):
        assert send_zip(guest, catalogue, data).json()["code"] == code
    assert photos(guest, catalogue) == {}


def test_deleting_leaves_nothing(guest: Client, catalogue: str, services: Services, run: Any, face: RGB) -> None:
    bring(guest, catalogue, "a.jpg", encode_jpeg(face))
    second = bring(guest, catalogue, "b.jpg", encode_jpeg(face))["id"]
    guest.post(f"{catalogue}/start")
    run()
    assert shop_keys(services)
    assert guest.delete(f"{catalogue}/photos/{second}").status_code == 204
    assert not [key for key in shop_keys(services) if second in key]
    assert guest.delete(catalogue).status_code == 204
    assert shop_keys(services) == []
    assert guest.get(catalogue).json()["code"] == "catalogue_not_found"


def shop_keys(services: Services) -> list[str]:
    return [key for key in services.blobs.keys("accounts") if "/shop/" in key]


def test_a_real_model_needs_consent_and_withdrawing_it_deletes_what_shows_them(
    guest: Client, services: Services, run: Callable[[], None], face: RGB
) -> None:
    with services.database.transaction() as session:
        me = session.query(Account).one()
        key = f"accounts/{me.id}/people/per_real/portrait.jpg"
        services.blobs.put(key, encode_jpeg(cast()[2].portrait()))
        row = {"name": "Real", "voice": "", "consent": "own_face", "consent_text": "I agree."}
        session.add(OwnPerson(id="per_real", owner_id=me.id, portrait_key=key, **row))
    asked = {"person_id": "per_real", "declared": True}
    assert guest.post("/api/shop/catalogues", json=asked).json()["code"] == "consent_missing"
    attested = asked | {"consent": "permission", "attestation": True}
    made = guest.post("/api/shop/catalogues", json=attested).json()
    assert (made["consent"], made["photos"]) == ("permission", [])
    statements = {one["consent"]: one["statement"] for one in guest.get("/api/shop/consent-statements").json()}
    assert made["consent_text"] == statements["permission"]
    catalogue = f"/api/shop/catalogues/{made['id']}"
    bring(guest, catalogue, "a.jpg", encode_jpeg(face))
    guest.post(f"{catalogue}/start")
    run()
    assert photos(guest, catalogue)["a.jpg"]["has_result"]
    assert guest.delete("/api/interviewers/per_real").status_code == 204
    after = guest.get(catalogue).json()
    assert (after["consent"], after["model_url"], after["photos"][0]["has_result"]) == ("withdrawn", None, False)
    assert [key.rsplit("/", 1)[1] for key in shop_keys(services)] == ["original"]
    for answer in (guest.post(f"{catalogue}/start"), guest.get(f"{catalogue}/rights.pdf")):
        assert answer.json()["code"] == "consent_withdrawn"
    assert set(results(guest, catalogue)) == {"report.csv"}
    with services.database.reading() as session:
        photo = session.query(Photo).one()
        assert (photo.face_code, photo.catalogue.making) == (None, None)


def test_an_account_that_goes_takes_its_catalogues_along(
    guest: Client, catalogue: str, services: Services, face: RGB
) -> None:
    bring(guest, catalogue, "a.jpg", encode_jpeg(face))
    assert guest.delete("/api/accounts/me").status_code == 204
    assert shop_keys(services) == []


def test_photos_count_for_the_accounts_room(
    guest: Client, catalogue: str, services: Services, run: Callable[[], None], face: RGB
) -> None:
    def used() -> int:
        return int(guest.get("/api/accounts/me/room").json()["used_bytes"])

    before = used()
    data = encode_jpeg(face)
    bring(guest, catalogue, "a.jpg", data)
    assert used() == before + len(data)
    guest.post(f"{catalogue}/start")
    run()
    held = sum(services.blobs.info(key).size_bytes for key in shop_keys(services))
    assert used() == held


def test_a_zip_may_be_larger_than_other_bodies(guest: Client, catalogue: str) -> None:
    noise = np.random.default_rng(1).bytes(20 * 2**20)
    large = packed(**{"a.bin": noise, "b.bin": noise})
    assert len(large) > LARGEST_BODY
    assert send_zip(guest, catalogue, large).json() == {"taken": 2}
    assert why_refused("POST", Headers({"content-length": str(len(large))}), largest_body(f"{catalogue}/photos"))
