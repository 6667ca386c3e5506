"""Recording over HTTP: nothing that was acknowledged is ever lost, and nothing is taken twice."""

from __future__ import annotations

import hashlib

import pytest
from httpx import Client

from visavis.api.services import Services

HEAD = b"\x1a\x45\xdf\xa3"


@pytest.fixture
def interview(guest: Client) -> str:
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["왜 지원했나요?", "Why you?"], "language": "ko"}
    return str(guest.post("/api/interviews", json=plan).json()["id"])


def start_take(client: Client, interview: str, question: int = 0, continues: str | None = None) -> str:
    asked = {"mime": "video/webm;codecs=vp9,opus", "video": True, "continues": continues}
    answer = client.post(f"/api/interviews/{interview}/questions/{question}/takes", json=asked)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["take_id"])


def test_pieces_may_come_in_any_order_and_again(guest: Client, interview: str) -> None:
    take = start_take(guest, interview)
    for number, data in ((2, b"two"), (0, HEAD), (2, b"two")):
        answer = guest.put(f"/api/takes/{take}/pieces/{number}", content=data)
        assert answer.status_code == 200, answer.text
    assert guest.get(f"/api/takes/{take}").json()["received"] == [[0, 0], [2, 2]]
    unfinished = guest.post(f"/api/takes/{take}/finish", json={"pieces": 4})
    assert (unfinished.status_code, unfinished.json()["code"]) == (409, "incomplete")
    assert unfinished.json()["missing"] == [1, 3]
    for number, data in ((1, b"one"), (3, b"three")):
        guest.put(f"/api/takes/{take}/pieces/{number}", content=data)
    assert guest.post(f"/api/takes/{take}/finish", json={"pieces": 4}).json()["state"] == "complete"
    assert guest.post(f"/api/takes/{take}/finish", json={"pieces": 4}).json()["state"] == "complete"


def test_other_bytes_under_a_taken_number_are_a_conflict(guest: Client, interview: str) -> None:
    take = start_take(guest, interview)
    guest.put(f"/api/takes/{take}/pieces/0", content=HEAD)
    answer = guest.put(f"/api/takes/{take}/pieces/0", content=HEAD + b"other")
    assert (answer.status_code, answer.json()["code"]) == (409, "piece_differs")


def test_a_damaged_piece_is_refused_and_can_be_sent_again(guest: Client, interview: str) -> None:
    take = start_take(guest, interview)
    url, right = f"/api/takes/{take}/pieces/0", hashlib.sha256(HEAD).hexdigest()
    damaged = guest.put(url, content=HEAD + b"?", headers={"X-Piece-Sha256": right})
    assert (damaged.status_code, damaged.json()["code"]) == (422, "piece_damaged")
    assert guest.put(url, content=HEAD, headers={"X-Piece-Sha256": right}).status_code == 200


def test_a_first_piece_may_be_a_single_byte(guest: Client, interview: str) -> None:
    take = start_take(guest, interview)
    for number, data in enumerate((HEAD[:1], HEAD[1:] + b"more")):
        assert guest.put(f"/api/takes/{take}/pieces/{number}", content=data).status_code == 200
    wrong = guest.put(f"/api/takes/{start_take(guest, interview)}/pieces/0", content=b"\x1b")
    assert (wrong.status_code, wrong.json()["code"]) == (422, "not_a_recording")


def test_what_is_no_recording_is_refused_by_its_first_bytes(guest: Client, interview: str) -> None:
    take = start_take(guest, interview)
    answer = guest.put(f"/api/takes/{take}/pieces/0", content=b"PK\x03\x04 an archive")
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_recording")
    asked = {"mime": "application/zip"}
    assert guest.post(f"/api/interviews/{interview}/questions/0/takes", json=asked).status_code == 422


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_a_first_piece_of_one_byte_is_taken(guest: Client, interview: str, order: tuple[int, ...]) -> None:
    take, pieces = start_take(guest, interview), (HEAD[:1], HEAD[1:3], HEAD[3:] + b" and the rest")
    for number in order:
        answer = guest.put(f"/api/takes/{take}/pieces/{number}", content=pieces[number])
        assert answer.status_code == 200, answer.text
    assert guest.post(f"/api/takes/{take}/finish", json={"pieces": 3}).json()["state"] == "complete"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_no_recording_is_refused_as_soon_as_its_bytes_tell(
    guest: Client, interview: str, order: tuple[int, int]
) -> None:
    take, pieces = start_take(guest, interview), (HEAD[:1], b"a text file")
    first, second = [guest.put(f"/api/takes/{take}/pieces/{number}", content=pieces[number]) for number in order]
    assert (first.status_code, second.status_code, second.json()["code"]) == (200, 422, "not_a_recording")
    assert guest.get(f"/api/takes/{take}").json()["received"] == [[order[0], order[0]]]


@pytest.mark.parametrize(
    ("number", "size", "status"), [(0, 0, 422), (0, 16 * 1024 * 1024 + 1, 413), (10_800, 4, 422), (-1, 4, 422)]
)
def test_pieces_beyond_the_limits_are_refused(
    guest: Client, interview: str, number: int, size: int, status: int
) -> None:
    take = start_take(guest, interview)
    data = (HEAD + bytes(size))[:size]
    assert guest.put(f"/api/takes/{take}/pieces/{number}", content=data).status_code == status


def test_acknowledged_bytes_lie_in_the_store(guest: Client, interview: str, services: Services) -> None:
    take = start_take(guest, interview)
    guest.put(f"/api/takes/{take}/pieces/0", content=HEAD + b"safe")
    keys = [key for key in services.blobs.keys("accounts") if take in key]
    assert [services.blobs.get(key) for key in keys] == [HEAD + b"safe"]


def test_a_reload_goes_on_in_a_further_take(guest: Client, interview: str) -> None:
    first = start_take(guest, interview)
    guest.put(f"/api/takes/{first}/pieces/0", content=HEAD)
    second = start_take(guest, interview, continues=first)
    takes = guest.get(f"/api/interviews/{interview}").json()["questions"][0]["answer"]["takes"]
    assert [(take["id"], take["continues"]) for take in takes] == [(first, None), (second, first)]
    elsewhere = {"mime": "video/webm", "continues": first}
    assert guest.post(f"/api/interviews/{interview}/questions/1/takes", json=elsewhere).status_code == 404


def test_a_finished_interview_takes_no_new_recording_but_late_pieces(guest: Client, interview: str) -> None:
    take = start_take(guest, interview)
    guest.put(f"/api/takes/{take}/pieces/0", content=HEAD)
    assert guest.post(f"/api/interviews/{interview}/finish").json()["state"] == "reviewing"
    answer = guest.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_possible_now")
    assert guest.put(f"/api/takes/{take}/pieces/1", content=b"late").status_code == 200
