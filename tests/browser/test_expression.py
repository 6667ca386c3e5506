"""The page that reads expressions: pictures, a table of them, what the model looked at, the camera, in a browser."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.visit import PHONE, Visit
from typer.testing import CliRunner

from visavis.cli import program
from visavis.media.image import encode_jpeg
from visavis.people.casting import cast
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Somebody who smiles and doesn't exist, two people, and what is no picture."""
    folder = tmp_path_factory.mktemp("faces")
    smiling = portray(Recipe.parse("eigen:2:female-east-asian:natural:smile=1"))
    held = {
        "smile.jpg": encode_jpeg(smiling),
        "two.jpg": encode_jpeg(np.hstack([one.portrait() for one in cast()[:2]])),
        "notes.jpg": b"no picture",
    }
    for name, data in held.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in held]


def open_page(person: Visit, consent: int) -> None:
    """As somebody who says whose face it is: 0 mine, 1 somebody who agreed, 2 nobody."""
    person.enter_as_guest()
    person.page.goto("/expression")
    expect(person.at("how-wrong")).to_contain_text("it was wrong in")
    expect(person.at("files")).to_be_disabled()
    person.page.get_by_role("radio").nth(consent).click()
    person.page.get_by_role("checkbox").click()
    expect(person.at("files")).to_be_enabled()


def assert_fits(person: Visit) -> None:
    widths = person.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], person.page.url


def test_pictures_are_answered_mapped_and_taken_along_as_a_table(
    visit: OpenVisit, files: list[Path], tmp_path: Path
) -> None:
    person = visit(candidate=None)
    open_page(person, 2)
    person.at("files").set_input_files(files)
    results = person.at("result")
    expect(results).to_have_count(3)
    expect(results.nth(2)).to_have_attribute("data-state", "failed")
    expect(results.nth(2)).to_contain_text("neither a picture nor a video")
    expect(results.nth(0).get_by_test_id("face")).to_have_attribute("data-label", "happy")
    expect(results.nth(0)).to_contain_text("Looks happy to the model", ignore_case=True)
    expect(results.nth(1).get_by_test_id("face")).to_have_count(2)
    results.nth(0).get_by_role("switch").click()
    expect(results.nth(0).get_by_test_id("legend")).to_contain_text("changed by at most")
    expect(results.nth(0).get_by_test_id("map")).to_have_count(1)
    with person.page.expect_download() as download:
        person.at("csv").click()
    download.value.save_as(tmp_path / "all.csv")
    rows = list(csv.DictReader((tmp_path / "all.csv").read_text("utf-8-sig").splitlines()))
    assert [row["file"] for row in rows] == ["smile.jpg", "two.jpg", "two.jpg", "notes.jpg"]
    assert rows[0]["answer"] == "happy"
    assert rows[3]["kind"] == "unreadable"
    words = ["expression", str(files[0].parent), "--csv", str(tmp_path / "cli.csv"), "--lang", "en"]
    assert CliRunner().invoke(program, words).exception is None
    told = csv.DictReader((tmp_path / "cli.csv").read_text("utf-8-sig").splitlines())
    same = {(row["file"], row["face"]): row for row in ({**one, "file": Path(one["file"]).name} for one in told)}
    assert same == {(row["file"], row["face"]): row for row in rows}
    assert not person.problems


def test_the_camera_is_read_while_it_is_on_and_says_so(visit: OpenVisit) -> None:
    person = visit(size=PHONE)
    open_page(person, 0)
    person.press("use-camera")
    expect(person.at("live")).to_contain_text("frames a second go to this server")
    expect(person.at("live").get_by_test_id("face").first).to_be_visible()
    person.page.get_by_role("switch").click()
    expect(person.at("live")).to_contain_text("Tell the other person first")
    assert_fits(person)
    sent: list[str] = []
    person.press("stop-camera")
    expect(person.at("drop")).to_be_visible()
    person.page.on("request", lambda request: sent.append(request.url))
    person.page.wait_for_timeout(1500)
    assert not [url for url in sent if url.endswith("frames") or "/frames?" in url]
    assert not person.problems
