"""The machine dies in the middle of a catalogue: started again, it goes on, and each photo is done once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from typing import Any

import obstore
import pytest
from httpx import Client
from sqlalchemy import select
from tests.browser.server import Server

from visavis.api.services import Services
from visavis.media.image import encode_jpeg, resize
from visavis.people.casting import cast
from visavis.settings import Settings
from visavis.shop.tables import Photo

COUNT = 8
STORES = ("VISAVIS_DATABASE_URL", "VISAVIS_BLOBS", "VISAVIS_SECRET")


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    stores = {
        name: value
        for name, value in os.environ.items()
        if name in ("VISAVIS_DATABASE_URL", "VISAVIS_BLOBS", "VISAVIS_SECRET")
    }
    started = Server(settings.data_dir, stores)
    started.start()
    yield started
    started.stop()


def look(client: Client, catalogue: str) -> dict[str, Any]:
    return dict(client.get(catalogue).raise_for_status().json())


def wait_for_done(client: Client, catalogue: str, count: int) -> dict[str, Any]:
    ends = time.monotonic() + 200
    while True:
        found = look(client, catalogue)
        if found["counts"]["done"] >= count:
            return found
        assert time.monotonic() < ends, found["counts"]
        time.sleep(0.05)


def made_at(services: Services) -> dict[str, datetime]:
    """When each photo's result was written."""
    written = [entry for page in obstore.list(services.blobs._store, prefix="accounts") for entry in page]
    return {
        entry["path"].split("/")[-3]: entry["last_modified"]
        for entry in written
        if fnmatch(entry["path"], "accounts/*/shop/*/*/made/*-patch.png")
    }


def kill_all(server: Server) -> None:
    workers = server.workers()
    server.kill()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)


def test_a_killed_run_goes_on_by_itself_and_does_no_photo_twice(server: Server, services: Services) -> None:
    origin = server.address
    with Client(base_url=origin, headers={"Origin": origin, "Accept-Language": "en"}, timeout=60) as client:
        client.post("/api/accounts/guest").raise_for_status()
        made = (
            client.post("/api/shop/catalogues", json={"person_id": "junho", "declared": True}).raise_for_status().json()
        )
        catalogue = f"/api/shop/catalogues/{made['id']}"
        face = encode_jpeg(resize(cast()[0].portrait(), 512, 512))
        for number in range(COUNT):
            files = {"photo": (f"{number}.jpg", face if number != 5 else b"no picture", "image/jpeg")}
            client.post(f"{catalogue}/photos", files=files).raise_for_status()
        client.post(f"{catalogue}/start").raise_for_status()
        wait_for_done(client, catalogue, 3)
        kill_all(server)
        first = done_in(services, made["id"])
        assert 3 <= len(first) < COUNT - 1
        at_first = made_at(services)

        server.start()
        found = wait_for_done(client, catalogue, COUNT - 1)
        assert found["counts"] == {"waiting": 0, "working": 0, "done": COUNT - 1, "refused": 1}
        at_last = made_at(services)
        assert len(at_last) == COUNT - 1
        assert all(at_last[photo_id] == at_first[photo_id] for photo_id in first)
        assert len(found["photos"]) == COUNT


def done_in(services: Services, catalogue_id: str) -> set[str]:
    """What the dead server had noted as done."""
    with services.database.reading() as session:
        return set(session.scalars(select(Photo.id).where(Photo.catalogue_id == catalogue_id, Photo.state == "done")))
