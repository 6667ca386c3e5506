"""Nobody can fill the server with accounts or recordings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from httpx import Client
from sqlalchemy import select, update

from visavis.accounts.brake import TooManyAccounts, count_new_account
from visavis.accounts.tables import Try
from visavis.api import career
from visavis.api.errors import TooFast, status_of
from visavis.api.services import Services
from visavis.app import build_services, tidy
from visavis.interview.belongings import Belongings
from visavis.interview.recording import DiskFull, Room, find_take, receive_piece
from visavis.interview.tables import Interview
from visavis.jobs.keeping import JobBlobs
from visavis.kit.clock import now
from visavis.people.tables import OwnPerson
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


def room_of(client: Client) -> tuple[int, int]:
    told = client.get("/api/accounts/me/room").json()
    return told["used_bytes"], told["most_bytes"]


def test_everything_that_an_account_holds_counts_until_it_is_deleted(
    guest: Client, services: Services, settings: Settings
) -> None:
    take = start_take(guest)
    guest.put(f"/api/takes/{take}/pieces/0", content=HEAD + bytes(296))
    with services.database.reading() as session:
        interview = session.scalars(select(Interview)).one()
        owner = interview.owner_id
    made = JobBlobs(services.blobs, services.database, Belongings(services.blobs, services.options.room))
    made.put(f"{interview.space}/replay/00.webm", bytes(300))
    made.put(f"{interview.space}/report/report.json", bytes(100))
    made.put(f"{interview.space}/clips/junho/clip.mp4", bytes(50))
    with services.database.transaction() as session:
        key = f"accounts/{owner}/people/per_me/portrait.jpg"
        services.blobs.put(key, bytes(10))
        text = {"name": "나", "voice": "f1", "consent": "own_face", "consent_text": "네"}
        session.add(OwnPerson(id="per_me", owner_id=owner, portrait_key=key, made_bytes=10, **text))
    made.put(f"accounts/{owner}/people/per_me/hello.mp4", bytes(90))
    assert room_of(guest) == (850, 1024)
    refused = guest.put(f"/api/takes/{take}/pieces/1", content=bytes(175))
    assert (refused.status_code, refused.json()["code"]) == (403, "account_full")

    guest.delete("/api/interviewers/per_me")
    assert room_of(guest)[0] == 750
    with services.database.transaction() as session:
        session.get_one(Interview, interview.id).recordings_kept_from = now() - timedelta(days=2)
    tidy(settings.model_copy(update={"keep_recordings_days": 1}), services)
    assert room_of(guest)[0] == 150
    guest.delete(f"/api/interviews/{interview.id}")
    assert room_of(guest)[0] == 0


def test_what_was_made_before_sizes_were_noted_is_weighed_later(
    guest: Client, services: Services, settings: Settings
) -> None:
    start_take(guest)
    with services.database.reading() as session:
        space = session.scalars(select(Interview)).one().space
    services.blobs.put(f"{space}/report/report.json", bytes(70))
    assert room_of(guest)[0] == 0
    tidy(settings, services)
    assert room_of(guest)[0] == 70


def test_a_full_account_is_told_before_an_interview_or_an_interviewer_is_made(
    guest: Client, services: Services
) -> None:
    take = start_take(guest)
    guest.put(f"/api/takes/{take}/pieces/0", content=HEAD + bytes(1020))
    before = services.blobs.keys("accounts")
    interviewer = guest.get("/api/interviewers").json()[0]
    plan = {"interviewer_id": interviewer["id"], "own_questions": ["Why you?"], "language": "en"}
    form = {"name": "Me", "voice": "f1", "consent": "own_face", "attestation": "true"}
    portrait = {"portrait": ("me.jpg", guest.get(interviewer["portrait_url"]).content, "image/jpeg")}
    answers = [
        guest.post("/api/interviews", json=plan),
        guest.post("/api/interviewers", data=form, files=portrait),
    ]
    assert [(one.status_code, one.json()["code"]) for one in answers] == [(403, "account_full")] * 2
    assert (
        answers[0]
        .json()["message"]
        .endswith("Delete earlier interviews, drawings, product photos or interviewers of your own, then try again.")
    )
    assert services.blobs.keys("accounts") == before
    assert len(guest.get("/api/interviews").json()) == 1


def test_a_full_disk_is_told_as_passing_and_keeps_nothing(guest: Client, services: Services) -> None:
    if services.blobs.free_bytes() is None:
        pytest.skip("a store in the network tells no free room")
    take_id = start_take(guest)
    owner = guest.get("/api/accounts/me").json()["id"]
    room = replace(Room(), free_bytes=2**62)
    with services.database.transaction() as session:
        take = find_take(session, take_id, owner)
        with pytest.raises(DiskFull) as full:
            receive_piece(session, services.blobs, take, 0, HEAD, room=room)
    assert status_of(full.value)[0] == 503  # the browser tries a 5xx again
    assert guest.get(f"/api/takes/{take_id}").json()["received"] == []


def test_a_folder_of_documents_may_be_brought_at_once_but_not_without_end() -> None:
    for _ in range(20):
        career.PACE.take("acc_folder")
    with pytest.raises(TooFast):
        any(career.PACE.take("acc_folder") for _ in range(1000))  # type: ignore[func-returns-value]
