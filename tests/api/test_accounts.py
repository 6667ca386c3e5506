from __future__ import annotations

from collections.abc import Callable

from httpx import Client
from tests.stores import everything_in

from visavis.accounts.membership import promote
from visavis.accounts.tries import MOST_PER_LOGIN_AND_ADDRESS
from visavis.api.services import Services
from visavis.app import METADATA
from visavis.storage.ownership import OWNER

MINA = {"login": "mina.kim", "password": "correct horse battery", "display_name": "김미나 🙂"}


def join(client: Client, **changes: str) -> None:
    answer = client.post("/api/accounts/join", json=MINA | changes)
    assert answer.status_code == 200, answer.text


def make_interview(client: Client) -> str:
    interviewer = client.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why this job?"], "language": "en"}
    answer = client.post("/api/interviews", json=plan)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def test_joining_signs_in_and_keeps_a_unicode_name(client: Client) -> None:
    join(client)
    me = client.get("/api/accounts/me").json()
    assert (me["login"], me["display_name"], me["is_guest"], me["is_admin"]) == ("mina.kim", "김미나 🙂", False, False)


def test_me_is_null_while_nobody_is_signed_in(client: Client) -> None:
    answer = client.get("/api/accounts/me")
    assert (answer.status_code, answer.json()) == (200, None)


def test_a_visitor_without_sign_in_is_refused_in_the_language_asked_for(client: Client) -> None:
    answer = client.get("/api/progress", headers={"Accept-Language": "ko"})
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_signed_in"
    assert "로그인" in answer.json()["message"]


def test_a_login_is_free_until_somebody_has_it(client: Client) -> None:
    assert client.get("/api/accounts/free", params={"login": "Mina.Kim"}).json() == {"free": True, "reason": None}
    join(client)
    taken = client.get("/api/accounts/free", params={"login": "MINA.kim"}).json()
    assert taken == {"free": False, "reason": "This login is taken."}
    assert not client.get("/api/accounts/free", params={"login": "x"}).json()["free"]


def test_joining_with_a_taken_login_is_a_conflict(browser: Callable[[], Client]) -> None:
    join(browser())
    answer = browser().post("/api/accounts/join", json=MINA)
    assert (answer.status_code, answer.json()["code"]) == (409, "login_taken")


def test_weak_passwords_are_refused(client: Client) -> None:
    for password in ("short", "password123", "aaaaaaaaaaaa", "mina.kim"):
        answer = client.post("/api/accounts/join", json=MINA | {"password": password})
        assert (answer.status_code, answer.json()["code"]) == (422, "password_too_weak"), password


def test_a_validation_error_never_repeats_what_was_sent(client: Client) -> None:
    answer = client.post("/api/accounts/join", json={"login": "mina", "password": ["a secret thing"]})
    assert answer.status_code == 422
    assert "a secret thing" not in answer.text


def test_a_guest_who_joins_keeps_account_and_interviews(guest: Client) -> None:
    before = guest.get("/api/accounts/me").json()["id"]
    interview = make_interview(guest)
    join(guest)
    assert guest.get("/api/accounts/me").json()["id"] == before
    assert [one["id"] for one in guest.get("/api/interviews").json()] == [interview]


def test_a_guest_who_logs_in_brings_the_interviews_along(browser: Callable[[], Client]) -> None:
    join(browser())
    phone = browser()
    phone.post("/api/accounts/guest")
    interview = make_interview(phone)
    phone.post("/api/accounts/login", json={"login": "mina.kim", "password": MINA["password"]})
    assert phone.get("/api/accounts/me").json()["login"] == "mina.kim"
    assert phone.get(f"/api/interviews/{interview}").status_code == 200


def test_the_cookie_is_hidden_from_scripts_and_other_sites(client: Client) -> None:
    cookie = client.post("/api/accounts/guest").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_only_hashes_of_tokens_are_stored(services: Services, guest: Client) -> None:
    token = guest.cookies["visavis_session"]
    dump = everything_in(services.database)
    assert "sign_ins" in dump
    assert token not in dump


def test_logging_out_ends_the_session_on_the_server(guest: Client) -> None:
    token = guest.cookies["visavis_session"]
    assert guest.post("/api/accounts/logout").status_code == 204
    guest.cookies.set("visavis_session", token)
    assert guest.get("/api/accounts/me").json() is None


def test_another_sites_page_can_not_act_for_the_user(guest: Client) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        answer = guest.post("/api/accounts/logout", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin"), headers
    assert guest.get("/api/accounts/me").json()["is_guest"]


def test_guessing_a_password_is_slowed_down(browser: Callable[[], Client]) -> None:
    join(browser())
    guesser = browser()
    for _ in range(MOST_PER_LOGIN_AND_ADDRESS):
        wrong = guesser.post("/api/accounts/login", json={"login": "mina.kim", "password": "wrong"})
        assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong_login_or_password")
    right = guesser.post("/api/accounts/login", json={"login": "mina.kim", "password": MINA["password"]})
    assert (right.status_code, right.json()["code"]) == (429, "too_many_tries")


def test_changing_the_password_signs_other_browsers_out(browser: Callable[[], Client]) -> None:
    here, there = browser(), browser()
    join(here)
    there.post("/api/accounts/login", json={"login": "mina.kim", "password": MINA["password"]})
    asked = {"old": MINA["password"], "new": "another long password"}
    assert here.post("/api/accounts/me/password", json=asked).status_code == 204
    assert here.get("/api/accounts/me").json()["login"] == "mina.kim"
    assert there.get("/api/accounts/me").json() is None


def test_a_recovery_code_works_once(browser: Callable[[], Client]) -> None:
    here = browser()
    join(here)
    codes = here.post("/api/accounts/me/recovery-codes").json()["codes"]
    assert len(set(codes)) == 8
    asked = {
        "login": "mina.kim",
        "recovery_code": codes[3].upper().replace("-", " "),
        "new_password": "brand new words",
    }
    back = browser()
    assert back.post("/api/accounts/recover", json=asked).json()["recovery_codes_left"] == 7
    again = browser().post("/api/accounts/recover", json=asked)
    assert (again.status_code, again.json()["code"]) == (403, "recovery_refused")


def test_an_administrator_invites_and_helps_back_in(browser: Callable[[], Client], services: Services) -> None:
    admin = browser()
    join(admin, login="boss")
    assert admin.post("/api/admin/invitations", json={}).status_code == 403
    with services.database.transaction() as session:
        promote(session, "boss")
    made = admin.post("/api/admin/invitations", json={"note": "for Mina"}).json()
    fresh = browser()
    assert fresh.get(f"/api/invitations/{made['token']}").json() == {"valid": True, "note": "for Mina"}
    join(fresh, invitation=made["token"])
    assert browser().get(f"/api/invitations/{made['token']}").json()["valid"] is False
    link = admin.post("/api/admin/reset-links", json={"login": "mina.kim"}).json()["url"]
    asked = {"reset_token": link.split("token=")[1], "new_password": "brand new words"}
    assert browser().post("/api/accounts/recover", json=asked).json()["login"] == "mina.kim"
    assert browser().post("/api/accounts/recover", json=asked).status_code == 403


def test_deleting_the_account_leaves_no_row_and_no_blob(browser: Callable[[], Client], services: Services) -> None:
    join(browser())
    mine = browser()
    mine.post("/api/accounts/guest")
    record_something(mine)
    mine.post("/api/accounts/login", json={"login": "mina.kim", "password": MINA["password"]})
    record_something(mine)
    assert services.blobs.keys("accounts") != []
    assert mine.request("DELETE", "/api/accounts/me", json={"password": "wrong"}).status_code == 403
    assert mine.request("DELETE", "/api/accounts/me", json={"password": MINA["password"]}).status_code == 204
    assert mine.get("/api/accounts/me").json() is None
    assert services.blobs.keys("accounts") == []
    with services.database.reading() as session:
        owned = {t.name: session.query(t).count() for t in METADATA.sorted_tables if OWNER in t.c or "take_id" in t.c}
        assert owned.pop("audit_entries") == 1  # that an account was deleted, and not whose
        assert set(owned.values()) == {0}, owned
        assert session.query(METADATA.tables["accounts"]).count() == 0
        assert session.query(METADATA.tables["sign_ins"]).count() == 0


def record_something(client: Client) -> None:
    interview = make_interview(client)
    take = client.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"}).json()["take_id"]
    assert client.put(f"/api/takes/{take}/pieces/0", content=b"\x1a\x45\xdf\xa3 first").status_code == 200
