"""A report shared with a coach: what they see, what they write, and when it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx import Client
from tests.api.practised import FILLERS, PACE, WORDS, practise

from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.interview.sharing import comments
from visavis.interview.sharing.tables import Comment, Share
from visavis.kit.clock import now

REMARK = {"answer_index": 0, "at_s": 12.34, "name": "Coach Kim", "text": "Slow down here."}


@pytest.fixture
def interview(guest: Client, services: Services) -> str:
    return practise(guest, services, {FILLERS: 8.0, PACE: 150.0}, (FILLERS, PACE))


@pytest.fixture
def coach(browser: Callable[[], Client]) -> Client:
    return browser()


def share(owner: Client, interview: str, **asked: Any) -> Any:
    wish = {"label": "Coach Kim", "days": 7, "with_replay": True, "with_transcript": True}
    return owner.post(f"/api/interviews/{interview}/shares", json={**wish, **asked})


def open_link(coach: Client, token: str, passphrase: str | None = None) -> Any:
    return coach.post(f"/api/shared/{token}/open", json={"passphrase": passphrase})


def test_a_coach_reads_and_comments_and_the_owner_answers(guest: Client, coach: Client, interview: str) -> None:
    made = share(guest, interview).json()
    token = made["token"]
    assert made["url"].endswith(f"/shared/{token}")
    shown = open_link(coach, token).json()
    assert shown["report"]["answers"][0]["transcript"]["text"] == WORDS
    assert shown["report"]["interview"]["id"] is None
    assert coach.get(f"/api/shared/{token}/questions/0/replay").content.endswith(b"recorded")
    written = coach.post(f"/api/shared/{token}/comments", json=REMARK)
    assert written.status_code == 201
    (seen,) = guest.get(f"/api/interviews/{interview}/comments").json()
    assert (seen["at_s"], seen["name"], seen["text"]) == (12.34, "Coach Kim", "Slow down here.")
    replied = guest.post(f"/api/comments/{seen['id']}/replies", json={"text": "Thank you"})
    assert (replied.json()["author"], replied.json()["replies_to"]) == ("owner", seen["id"])
    assert [one["text"] for one in coach.get(f"/api/shared/{token}/comments").json()] == [seen["text"], "Thank you"]
    (listed,) = guest.get(f"/api/interviews/{interview}/shares").json()
    assert (listed["opened_count"], listed["has_passphrase"]) == (1, False)
    assert guest.delete(f"/api/comments/{seen['id']}").status_code == 204
    assert guest.get(f"/api/interviews/{interview}/comments").json() == []


def test_what_is_not_shared_is_not_sent(guest: Client, coach: Client, interview: str) -> None:
    token = share(guest, interview, with_replay=False, with_transcript=False).json()["token"]
    told = open_link(coach, token)
    assert WORDS not in told.text
    assert "You said 'um'" in told.text  # of the suggestion about the pace
    assert [one["family"] for one in told.json()["report"]["suggestions"]] == ["voice"]
    assert [one["family"] for one in told.json()["report"]["strengths"]] == ["voice"]
    assert told.json()["replays"] == []
    assert coach.get(f"/api/shared/{token}/questions/0/replay").status_code == 404
    assert told.headers["cache-control"] == "no-store"


def test_a_revoked_link_says_so_and_the_comments_stay_with_the_owner(
    guest: Client, coach: Client, interview: str
) -> None:
    made = share(guest, interview).json()
    coach.post(f"/api/shared/{made['token']}/comments", json=REMARK)
    assert guest.post(f"/api/shares/{made['share']['id']}/revoke").json()["revoked_at"] is not None
    for answer in (
        open_link(coach, made["token"]),
        coach.get(f"/api/shared/{made['token']}/comments"),
        coach.post(f"/api/shared/{made['token']}/comments", json=REMARK),
        coach.get(f"/api/shared/{made['token']}/questions/0/replay"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "share_revoked")
    assert len(guest.get(f"/api/interviews/{interview}/comments").json()) == 1
    assert guest.delete(f"/api/shares/{made['share']['id']}").status_code == 204
    assert guest.get(f"/api/interviews/{interview}/comments").json() == []
    assert open_link(coach, made["token"]).json()["code"] == "share_not_found"


def test_a_link_ends_with_its_day(guest: Client, coach: Client, interview: str, services: Services) -> None:
    token = share(guest, interview, days=1).json()["token"]
    assert open_link(coach, token).status_code == 200
    with services.database.transaction() as session:
        session.query(Share).one().expires_at = now() - timedelta(seconds=1)
    assert open_link(coach, token).json()["code"] == "share_expired"
    for days in (0, 91):
        assert share(guest, interview, days=days).json()["code"] == "share_refused"


def test_the_passphrase_opens_this_browser_and_guessing_is_slowed_down(
    guest: Client, browser: Callable[[], Client], interview: str
) -> None:
    made = share(guest, interview, passphrase="green tea").json()
    coach, thief = browser(), browser()
    assert coach.get(f"/api/shared/{made['token']}/comments").json()["code"] == "passphrase_needed"
    assert open_link(coach, made["token"]).json()["code"] == "passphrase_needed"
    assert open_link(coach, made["token"], " green tea ").status_code == 200
    assert open_link(coach, made["token"]).status_code == 200
    assert coach.get(f"/api/shared/{made['token']}/questions/0/replay").status_code == 200
    guesses = [open_link(thief, made["token"], f"guess {n}") for n in range(9)]
    assert [one.status_code for one in guesses] == [403] * 8 + [429]
    assert {one.json()["code"] for one in guesses[:8]} == {"passphrase_wrong"}
    assert guest.get(f"/api/interviews/{interview}/shares").json()[0]["opened_count"] == 2


def test_the_owners_own_look_is_not_counted(guest: Client, interview: str) -> None:
    token = share(guest, interview).json()["token"]
    assert open_link(guest, token).status_code == 200
    assert guest.get(f"/api/interviews/{interview}/shares").json()[0]["opened_count"] == 0


def test_only_hashes_of_the_link_are_kept(guest: Client, interview: str, services: Services) -> None:
    token = share(guest, interview, passphrase="green tea").json()["token"]
    with services.database.reading() as session:
        kept = session.query(Share).one()
        assert token not in kept.token_hash
        assert (kept.passphrase_hash or "").startswith("$argon2id$")


@pytest.mark.parametrize(
    "wrong",
    [{"text": " "}, {"text": "x" * 1001}, {"name": ""}, {"at_s": -1}, {"at_s": 1e9}, {"name": "\u202e"}],
)
def test_a_comment_that_cannot_be_is_refused(guest: Client, coach: Client, interview: str, wrong: Any) -> None:
    token = share(guest, interview).json()["token"]
    answer = coach.post(f"/api/shared/{token}/comments", json={**REMARK, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "comment_refused")


def test_a_comment_is_kept_as_text_and_not_beyond_the_questions(guest: Client, coach: Client, interview: str) -> None:
    token = share(guest, interview).json()["token"]
    markup = "<img src=x onerror=alert(1)>\u202e\x00 & more"
    kept = coach.post(f"/api/shared/{token}/comments", json={**REMARK, "text": markup}).json()
    assert kept["text"] == "<img src=x onerror=alert(1)> & more"
    assert coach.post(f"/api/shared/{token}/comments", json={**REMARK, "answer_index": 1}).status_code == 404


def test_a_link_takes_so_many_comments_an_hour(
    guest: Client, coach: Client, interview: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comments, "MOST_AN_HOUR", 2)
    token = share(guest, interview).json()["token"]
    codes = [coach.post(f"/api/shared/{token}/comments", json=REMARK).status_code for _ in range(3)]
    assert codes == [201, 201, 429]


def test_the_owners_answers_take_none_of_the_coachs_comments(
    guest: Client, coach: Client, interview: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comments, "MOST_AN_HOUR", 2)
    token = share(guest, interview).json()["token"]
    first = coach.post(f"/api/shared/{token}/comments", json=REMARK).json()["id"]
    replies = [guest.post(f"/api/comments/{first}/replies", json={"text": "Thanks."}).status_code for _ in range(3)]
    assert replies == [201] * 3
    codes = [coach.post(f"/api/shared/{token}/comments", json=REMARK).status_code for _ in range(2)]
    assert codes == [201, 429]


def test_a_report_has_so_many_links(guest: Client, interview: str) -> None:
    codes = [share(guest, interview).status_code for _ in range(21)]
    assert codes == [201] * 20 + [409]


def test_links_and_comments_go_with_the_interview_and_with_the_account(
    guest: Client, coach: Client, interview: str, services: Services
) -> None:
    other = practise(guest, services, {PACE: 1.0}, ())
    for one in (interview, other):
        token = share(guest, one).json()["token"]
        coach.post(f"/api/shared/{token}/comments", json=REMARK)
    assert guest.delete(f"/api/interviews/{interview}").status_code == 204
    with services.database.reading() as session:
        assert (session.query(Share).count(), session.query(Comment).count()) == (1, 1)
    assert guest.delete("/api/accounts/me").status_code == 204
    with services.database.reading() as session:
        assert (session.query(Share).count(), session.query(Comment).count()) == (0, 0)
        assert session.query(Account).count() == 0
