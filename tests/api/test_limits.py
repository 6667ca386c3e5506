"""Nobody can fill the server with accounts or recordings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from httpx import Client
from sqlalchemy import update

from visavis.accounts.brake import TooManyAccounts, count_new_account
from visavis.accounts.tables import Try
from visavis.api.errors import status_of
from visavis.api.services import Services
from visavis.app import build_services
from visavis.interview.recording import DiskFull, Room, find_take, receive_piece
from visavis.kit.clock import now
from visavis.settings import Settings

HEAD = b"\x1a\x45\xdf\xa3"


@pytest.fixture
def services(settings: Settings) -> Iterator[Services]:
    """Room for 1024 bytes an account, two guests and one member an hour."""
    small = {"account_gib": 1 / 2**20, "guests_per_hour": 2, "joins_per_hour": 1}
    made = build_services(settings.model_copy(update=small))
    yield made
    made.database.close()


def start_take(client: Client) -> str:
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why you?"], "language": "en"}
    interview = client.post("/api/interviews", json=plan).json()["id"]
    started = client.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"})
    return str(started.json()["take_id"])


def join(client: Client, login: str) -> tuple[int, str | None]:
    asked = {"login": login, "password": "correct horse battery", "display_name": login}
    answer = client.post("/api/accounts/join", json=asked)
    return answer.status_code, answer.json().get("code")


def test_guests_of_one_address_are_counted_for_an_hour(browser: Callable[[], Client], services: Services) -> None:
    answers = [browser().post("/api/accounts/guest") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].json()["code"] == "too_many_accounts"
    with services.database.transaction() as session:
        session.execute(update(Try).values(at=now() - timedelta(minutes=61)))
    assert browser().post("/api/accounts/guest").status_code == 200


def test_joining_is_counted_apart_from_guests_and_only_when_it_succeeds(browser: Callable[[], Client]) -> None:
    guest = browser()
    assert guest.post("/api/accounts/guest").status_code == 200
    assert join(guest, "!")[0] == 422
    assert join(guest, "mina")[0] == 200
    assert join(browser(), "jisu") == (429, "too_many_accounts")


def test_neighbouring_ipv6_addresses_count_as_one(services: Services) -> None:
    with services.database.transaction() as session:
        count_new_account(session, "guest", "2001:db8:0:1::1", 1)
        count_new_account(session, "guest", "2001:db8:0:2::1", 1)
        with pytest.raises(TooManyAccounts):
            count_new_account(session, "guest", "2001:db8:0:1::2", 1)


def test_an_account_at_its_limit_is_told_and_another_goes_on(browser: Callable[[], Client]) -> None:
    full, other = browser(), browser()
    for client in (full, other):
        assert client.post("/api/accounts/guest").status_code == 200
    take = start_take(full)
    assert full.put(f"/api/takes/{take}/pieces/0", content=HEAD + bytes(1000)).status_code == 200
    refused = full.put(f"/api/takes/{take}/pieces/1", content=bytes(21))
    assert (refused.status_code, refused.json()["code"]) == (403, "account_full")
    assert full.put(f"/api/takes/{take}/pieces/1", content=bytes(20)).status_code == 200
    assert other.put(f"/api/takes/{start_take(other)}/pieces/0", content=HEAD).status_code == 200


def test_a_full_disk_is_told_as_passing_and_keeps_nothing(guest: Client, services: Services) -> None:
    take_id = start_take(guest)
    owner = guest.get("/api/accounts/me").json()["id"]
    room = replace(Room(), free_bytes=2**62)
    with services.database.transaction() as session:
        take = find_take(session, take_id, owner)
        with pytest.raises(DiskFull) as full:
            receive_piece(session, services.blobs, take, 0, HEAD, room=room)
    assert status_of(full.value)[0] == 503  # the browser tries a 5xx again
    assert guest.get(f"/api/takes/{take_id}").json()["received"] == []
