"""The upload page: an administrator brings files, each gets its outcome, and a dataset is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect
from tests.browser.conftest import OpenVisit
from tests.browser.server import Server

from visavis.accounts.membership import promote
from visavis.app import build_services
from visavis.media.image import encode_jpeg
from visavis.people.casting import cast
from visavis.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
DROP = """([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], name));
    const zone = document.querySelector('[data-testid=drop-zone]');
    zone.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""


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


def test_files_are_brought_each_with_its_outcome_and_become_a_dataset(
    visit: OpenVisit, server: Server, tmp_path: Path
) -> None:
    admin = visit()
    admin.page.goto("/lab/upload")
    admin.call("POST", "/accounts/join", {"login": "mina", "password": "correct horse battery", "display_name": "Mina"})
    admin.page.reload()
    expect(admin.page.get_by_role("alert")).to_contain_text("invited collaborators", timeout=60_000)
    services = build_services(Settings(data_dir=server.data_dir))
    with services.database.transaction() as session:
        promote(session, "mina")
    services.database.close()
    admin.page.reload()

    face, wall, words = tmp_path / "face.jpg", tmp_path / "wall.jpg", tmp_path / "words.jpg"
    face.write_bytes(encode_jpeg(cast()[0].portrait()))
    wall.write_bytes(encode_jpeg(np.full((400, 400, 3), 180, np.uint8)))
    words.write_text("no picture at all")
    expect(admin.at("bring-files")).to_be_disabled(timeout=60_000)
    admin.page.get_by_label("Licence", exact=True).fill("CC0-1.0")
    admin.page.get_by_label("Origin", exact=True).fill("drawn for a test")
    admin.page.get_by_role("checkbox").click()
    admin.at("bring-files").set_input_files([face, words, wall])
    expect(admin.at("bring-counts")).to_have_text("2 taken, 1 refused, 0 to go", timeout=60_000)
    expect(admin.at("outcomes").locator("li", has_text="words.jpg")).to_contain_text("not a picture")
    admin.page.evaluate(DROP, ["dropped.png", "neither"])
    expect(admin.at("bring-counts")).to_have_text("2 taken, 2 refused, 0 to go", timeout=60_000)

    admin.press("ingest-now")
    expect(admin.at("dataset-made")).to_contain_text("Version 1: 1 of 2 files kept", timeout=180_000)
    expect(admin.at("rejected")).to_contain_text("wall.jpg")
    expect(admin.at("rejected")).to_contain_text("No face was found")
    assert admin.problems == []
