"""The shop's page in a real Chromium: a model, real files, a run, before and after, painting, downloads."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server
from tests.browser.visit import PHONE, Visit
from tests.unit.shop.test_rights import text_of

from visavis.media.image import decode_image, encode_jpeg, encode_png, load_image, resize
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.shop.replacing import choose_face

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def candidate() -> None:
    """Nobody sits before the camera here."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Without a prepared cast: nobody is interviewed here."""
    started = Server(tmp_path_factory.mktemp("server"))
    started.start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    shirt = portray(Recipe.parse("eigen:41:female-east-asian:business"))
    (folder / "shirt.png").write_bytes(encode_png(shirt))
    pair = np.hstack([resize(cast()[number].portrait(), 512, 512) for number in (0, 2)])
    (folder / "pair.jpg").write_bytes(encode_jpeg(pair))
    (folder / "wall.jpg").write_bytes(encode_jpeg(np.full((400, 300, 3), 180, np.uint8)))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 cut off")
    return folder


def begin(person: Visit, name: str) -> Page:
    person.enter_as_guest()
    page = person.page
    page.goto("/shop")
    page.get_by_role("radio", name="Junho Kang").click()
    person.at("catalogue-name").fill(name)
    expect(person.at("begin-catalogue")).to_be_disabled()
    page.get_by_role("checkbox", name="Everybody in these photos is 20 or older").click()
    person.press("begin-catalogue")
    person.at("photo-drop").wait_for()
    return page


def run(person: Visit, count: int) -> None:
    person.press("start")
    over = person.page.locator("[data-testid=photo][data-state=done], [data-testid=photo][data-state=refused]")
    expect(over).to_have_count(count)
    expect(person.at("start")).to_have_count(0)


def download(person: Visit, testid: str) -> bytes:
    with person.page.expect_download() as coming:
        person.press(testid)
    return Path(coming.value.path()).read_bytes()


def test_a_set_from_the_model_to_the_zip(visit: OpenVisit, photos: Path) -> None:
    person = visit()
    page = begin(person, "Spring")
    expect(page.get_by_role("heading", name="Spring", level=1)).to_be_visible()
    person.at("choose-photos").set_input_files(sorted(photos.iterdir()))
    expect(person.at("photo")).to_have_count(4)
    with page.expect_response(lambda answer: answer.request.method == "PATCH" and answer.ok):
        page.get_by_label("Make-up", exact=True).select_option(label="Evening")
    expect(page.get_by_text("red lips")).to_be_visible()
    look_at_engines(person)
    expect(person.at("estimate")).to_contain_text("after the first photo")
    run(person, 4)
    broken, wall = (person.at("photo").filter(has_text=name) for name in ("broken.jpg", "wall.jpg"))
    expect(broken).to_contain_text("not a picture")
    expect(wall).to_contain_text("No face was found")
    expect(person.at("alike")).to_contain_text("Likeness of the faces")

    person.at("photo").filter(has_text="pair.jpg").click()
    expect(page.get_by_text("2 faces were found")).to_be_visible()
    expect(person.at("made-by")).to_have_text(["mesh", "paint"])
    slider = person.at("before-after").get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("51")
    page.get_by_label("Whose face is replaced").select_option("2")
    page.get_by_label("Make-up", exact=True).select_option(label="None")
    after = person.at("before-after").get_by_role("img").first
    first = after.get_attribute("src")
    person.press("redo")
    expect(after).not_to_have_attribute("src", first or "")
    expect(page.get_by_text("number 2 from the left was replaced")).to_be_visible()
    person.press("accept")
    expect(page.get_by_role("heading", name="shirt.png", level=1)).to_be_visible()

    person.page.get_by_role("link", name="All photos").click()
    files = unzipped(download(person, "download-all"))
    assert set(files) == {"shirt.png", "pair.jpg", "report.csv", "rights.pdf"}
    assert decode_image(files["shirt.png"]).shape == load_image(photos / "shirt.png").shape
    rows = {row["photo"]: row for row in csv.DictReader(io.StringIO(files["report.csv"].decode("utf-8-sig")))}
    assert (rows["pair.jpg"]["face"], rows["wall.jpg"]["faces"]) == ("2", "")
    assert (rows["shirt.png"]["makeup"], rows["pair.jpg"]["makeup"]) == ("evening", "none")
    assert is_redder(decode_image(files["shirt.png"]), load_image(photos / "shirt.png"))
    assert "Junho Kang" in text_of(download(person, "download-rights"))
    page.get_by_role("switch", name="Accepted photos only").click()
    page.get_by_label("Size").select_option("coupang")
    accepted = unzipped(download(person, "download-all"))
    assert set(accepted) == {"pair.jpg", "report.csv", "rights.pdf"}
    assert decode_image(accepted["pair.jpg"]).shape == (1000, 1000, 3)
    assert person.problems == []

    person.press("delete-catalogue")
    page.get_by_role("dialog").get_by_role("button", name="Delete the set").click()
    expect(page.get_by_role("heading", name="Product photos")).to_be_visible()
    expect(person.at("catalogue")).to_have_count(0)


def look_at_engines(person: Visit) -> None:
    """The one that serves is chosen, and all are told of."""
    field = person.at("engine-field")
    expect(field).to_contain_text("Engine for the face mesh")
    field.locator("summary").click()
    expect(field.get_by_role("radio", name="mesh")).to_be_checked()
    expect(field.get_by_role("link", name="All engines")).to_be_visible()


def is_redder(made: RGB, photo: RGB) -> bool:
    """Whether the lips of the result are much redder (CIELAB a)."""
    mouth = choose_face(photo).face.points[[61, 291, 0, 17], :2]
    (x0, y0), (x1, y1) = mouth.min(0).astype(int), mouth.max(0).astype(int)
    after, before = (cv2.cvtColor(one, cv2.COLOR_RGB2LAB)[y0:y1, x0:x1, 1] for one in (made, photo))
    return bool(np.median(after) > np.median(before) + 10)


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_painted_red_stays_as_in_the_photo(visit: OpenVisit, photos: Path) -> None:
    person = visit(size=PHONE)
    page = begin(person, "")
    person.at("choose-photos").set_input_files(photos / "shirt.png")
    run(person, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    person.at("photo").click()
    after = person.at("before-after").get_by_role("img").first
    first = after.get_attribute("src")
    person.press("paint")
    page.get_by_role("radio", name="Leave out").click()
    canvas = person.at("brush-canvas")
    box = canvas.bounding_box()
    assert box is not None
    # two strokes with the pointer, and a dab with the keyboard that is undone
    for height in (0.2, 0.55):
        page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + height * box["height"])
        page.mouse.down()
        page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + height * box["height"], steps=6)
        page.mouse.up()
    canvas.focus()
    page.keyboard.press(" ")
    person.press("undo")
    person.press("apply-painted")
    expect(after).not_to_have_attribute("src", first or "")
    page.get_by_text("Download this photo").click()
    page.get_by_role("switch", name="Visible label").click()
    made, photo = decode_image(download(person, "download-one")), load_image(photos / "shirt.png")
    changed = (made != photo).any(2)
    height = len(photo)
    middle = slice(round(0.54 * height), round(0.56 * height))
    assert not changed[middle, round(0.25 * height) : round(0.75 * height)].any()
    assert changed[round(0.35 * height) : round(0.48 * height)].any()
    assert person.problems == []


def test_a_folder_and_a_zip_can_be_dropped(visit: OpenVisit, photos: Path, tmp_path: Path) -> None:
    person = visit()
    page = begin(person, "Dropped")
    archive = tmp_path / "photos.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(photos / "shirt.png", "summer/셔츠.png")
        packed.write(photos / "wall.jpg", "summer/wall.jpg")
    person.at("choose-photos").set_input_files(archive)
    expect(person.at("photo")).to_have_count(2)
    expect(person.at("photo").filter(has_text="셔츠.png")).to_have_count(1)
    person.at("choose-folder").set_input_files(photos)
    expect(person.at("photo")).to_have_count(6)
    expect(person.at("photo").filter(has_text="wall (2).jpg")).to_have_count(1)
    archive.write_bytes(b"PK no zip")
    person.at("choose-photos").set_input_files(archive)
    expect(page.get_by_text("not a zip file")).to_be_visible()


def test_the_app_can_be_installed_and_keeps_its_shell_alone(visit: OpenVisit) -> None:
    person = visit(installs=True)
    person.enter_as_guest()
    page = person.page
    page.goto("/shop")
    person.at("candidate").first.wait_for()
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "/")
    for icon in manifest["icons"]:
        size = int(icon["sizes"].split("x")[0])
        data = page.request.get(icon["src"]).body()
        assert decode_image(data).shape == (size, size, 3)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.reload()
    person.at("candidate").first.wait_for()
    kept = page.evaluate("caches.open('visavis-shell').then((c) => c.keys()).then((keys) => keys.map((k) => k.url))")
    assert any("/assets/" in url for url in kept)
    assert not any("/api/" in url for url in kept)
    person.context.set_offline(True)
    page.goto("/shop")
    expect(page.get_by_text("cannot be reached")).to_be_visible()
    person.context.set_offline(False)
    page.reload()
    person.at("candidate").first.wait_for()


def test_a_small_face_is_looked_at_and_painted_closely(visit: OpenVisit, tmp_path: Path) -> None:
    photo = np.full((1600, 1200, 3), 205, np.uint8)
    photo[100:500, 400:800] = resize(cast()[0].portrait(), 400, 400)
    (tmp_path / "street.jpg").write_bytes(encode_jpeg(photo))
    person = visit()
    page = begin(person, "Street")
    person.at("choose-photos").set_input_files(tmp_path / "street.jpg")
    expect(person.at("photo")).to_have_count(1)
    run(person, 1)
    person.at("photo").click()
    after = person.at("before-after").get_by_role("img").first
    small = after.bounding_box()
    person.press("closer")
    large = after.bounding_box()
    assert small
    assert large
    assert large["width"] > 2 * small["width"]
    first = after.get_attribute("src")
    person.press("paint")
    frame = person.at("brush-canvas").locator("xpath=ancestor::div[2]").bounding_box()
    assert frame
    # a short stroke in the middle of the frame, where the face now is
    page.get_by_text("Leave out").click()
    page.mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
    page.mouse.down()
    page.mouse.move(frame["x"] + 0.55 * frame["width"], frame["y"] + frame["height"] / 2)
    page.mouse.up()
    person.press("apply-painted")
    expect(after).not_to_have_attribute("src", first or "")
    assert person.problems == []
