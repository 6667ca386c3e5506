"""What only shows on PostgreSQL and S3: requests at the same time, and stores that go away."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from httpx import Client
from tests.api.practised import FILLERS, practise
from tests.stores import Postgres

from visavis.api.services import Services
from visavis.interview.sharing.comments import MOST_AN_HOUR
from visavis.settings import Settings
from visavis.storage.blobs import open_blobs

START = b"\x1a\x45\xdf\xa3"


@pytest.fixture
def settings(scaled: Settings) -> Settings:
    return scaled


def start_take(client: Client) -> str:
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why?"], "language": "en"}
    interview = client.post("/api/interviews", json=plan).raise_for_status().json()["id"]
    asked = {"mime": "video/webm", "continues": None}
    return str(client.post(f"/api/interviews/{interview}/questions/0/takes", json=asked).json()["take_id"])


def at_once(work: Callable[[int], int], count: int) -> list[int]:
    with ThreadPoolExecutor(count) as threads:
        return sorted(threads.map(work, range(count)))


def test_a_piece_that_comes_many_times_at_once_is_kept_once(guest: Client, services: Services, s3: str) -> None:
    take = start_take(guest)
    piece = START + b"piece" * 1000
    assert at_once(lambda _n: guest.put(f"/api/takes/{take}/pieces/0", content=piece).status_code, 6) == [200] * 6
    others = at_once(lambda n: guest.put(f"/api/takes/{take}/pieces/1", content=b"%d" % n).status_code, 6)
    assert others == [200] + [409] * 5
    kept = [key for key in services.blobs.keys("accounts") if f"/takes/{take}/" in key]
    assert [key.rsplit("/", 1)[1] for key in kept] == ["000000.webm", "000001.webm"]
    assert open_blobs(s3).get(kept[0]) == piece


def test_coaches_who_comment_at_once_dont_write_more_than_a_link_takes(
    guest: Client, services: Services, browser: Callable[[], Client]
) -> None:
    guest.post(
        "/api/accounts/join",
        json={"login": "practised", "password": "a long enough password", "display_name": "P"},
    ).raise_for_status()
    interview = practise(guest, services, {FILLERS: 1.0}, ())
    wish = {"label": "coach", "days": 7, "with_replay": False, "with_transcript": False}
    link = guest.post(f"/api/interviews/{interview}/shares", json=wish).raise_for_status().json()
    token = link["url"].rsplit("/", 1)[1].split("#")[-1]
    coaches = [browser() for _ in range(8)]
    remark = {"answer_index": 0, "at_s": 1, "name": "Coach", "text": "Good."}

    def comment(number: int) -> int:
        return coaches[number % 8].post(f"/api/shared/{token}/comments", json=remark).status_code

    came = at_once(comment, MOST_AN_HOUR + 6)
    assert (came.count(201), came.count(429)) == (MOST_AN_HOUR, 6)


def test_a_database_that_is_away_is_told_and_serves_again_when_it_is_back(
    guest: Client, settings: Settings, postgres: Postgres
) -> None:
    name = settings.database().rsplit("/", 1)[1]
    postgres.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    postgres.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608
    away = guest.get("/api/interviews")
    assert (away.status_code, away.json()["kind"]) == (503, "unavailable")
    assert "database" in away.json()["message"]
    postgres.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    assert guest.get("/api/interviews").status_code == 200


def test_a_value_that_the_database_doesnt_take_is_refused_not_broken(guest: Client) -> None:
    answer = guest.patch("/api/accounts/me", json={"display_name": "a\0b"})
    assert answer.status_code in (200, 422)
    assert guest.get("/api/accounts/me").status_code == 200
