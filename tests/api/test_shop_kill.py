"""The machine dies in the middle of a catalogue: started again, it goes on, and each photo is done once."""

from __future__ import annotations

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Client
from tests.browser.server import Server

from visavis.media.image import encode_jpeg, resize
from visavis.people.casting import cast
from visavis.settings import Settings

COUNT = 8


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    started = Server(settings.data_dir)
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


def made_at(server: Server) -> dict[str, int]:
    patches = (server.data_dir / "blobs").glob("accounts/*/shop/*/*/made/*-patch.png")
    return {path.parts[-3]: path.stat().st_mtime_ns for path in patches}


def kill_all(server: Server) -> None:
    workers = server.workers()
    server.kill()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)


def test_a_killed_run_goes_on_by_itself_and_does_no_photo_twice(server: Server) -> None:
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
        first = done_in(server, made["id"])
        assert 3 <= len(first) < COUNT - 1
        at_first = made_at(server)

        server.start()
        found = wait_for_done(client, catalogue, COUNT - 1)
        assert found["counts"] == {"waiting": 0, "working": 0, "done": COUNT - 1, "refused": 1}
        at_last = made_at(server)
        assert len(at_last) == COUNT - 1
        assert all(at_last[photo_id] == at_first[photo_id] for photo_id in first)
        assert len(found["photos"]) == COUNT


def done_in(server: Server, catalogue_id: str) -> set[str]:
    """What the dead server had noted as done."""
    with sqlite3.connect(server.data_dir / "visavis.db") as database:
        asked = "SELECT id FROM catalogue_photos WHERE catalogue_id = ? AND state = 'done'"
        return {row[0] for row in database.execute(asked, (catalogue_id,))}
