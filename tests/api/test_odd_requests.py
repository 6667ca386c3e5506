"""Whatever a stranger sends, the answer says what is wrong; it is never our own fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Client, Response
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from visavis.api.services import Services
from visavis.app import create_app

HUGE = "9" * 5000
ODD = ["x", "%00", "a" * 300, "-1", "10000000000000000000", HUGE, "%ff", "%F0%9F%92%A9", "..%2f..", "'--"]
ODD_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**20), max_value=10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=400),
    st.sampled_from(["\x00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "Infinity", "NaN"]),
    st.lists(st.one_of(st.integers(), st.text(max_size=20)), max_size=3),
)


@pytest.fixture
def take(guest: Client) -> str:
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why you?"], "language": "en"}
    interview = guest.post("/api/interviews", json=plan).json()["id"]
    started = guest.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"})
    return str(started.json()["take_id"])


def _assert_refused(answer: Response, *statuses: int) -> None:
    assert answer.status_code in statuses, (answer.status_code, answer.text[:200])
    assert {"kind", "code", "message"} <= set(answer.json())


def _operations(services: Services) -> Iterator[tuple[str, str, dict[str, Any]]]:
    schema = create_app(services).openapi()
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            yield method.upper(), path, _body(schema, operation)


def _body(schema: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = content.get("$ref", content.get("anyOf", [{}])[0].get("$ref", "")).rsplit("/", 1)[-1]
    return dict(schema["components"]["schemas"].get(name, {}).get("properties", {}))


def _is_ending(method: str, path: str) -> bool:
    return (method, path) == ("DELETE", "/api/accounts/me") or path.endswith("/logout")


@pytest.mark.parametrize("path", ["/%00", "/" + "a" * 300, "/assets/%00.js"])
def test_a_name_that_no_file_can_have_is_not_found(client: Client, path: str) -> None:
    _assert_refused(client.get(path), 404)


@pytest.mark.parametrize("number", ["10000000000000000000", "-1", HUGE, "100000"])
def test_a_pieces_number_beyond_all_recordings_is_refused(guest: Client, take: str, number: str) -> None:
    _assert_refused(guest.put(f"/api/takes/{take}/pieces/{number}", content=b"\x1a\x45\xdf\xa3"), 422)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_take_that_began_before_or_after_all_clocks_is_refused(guest: Client, take: str, at: str) -> None:
    guest.put(f"/api/takes/{take}/pieces/0", content=b"\x1a\x45\xdf\xa3")
    _assert_refused(guest.post(f"/api/takes/{take}/finish", json={"pieces": 1, "started_at": at}), 422)


def test_an_origin_that_is_no_address_is_foreign(guest: Client) -> None:
    _assert_refused(guest.post("/api/accounts/guest", headers={"Origin": "http://[::"}), 403)


def test_control_characters_never_reach_an_own_question(guest: Client) -> None:
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["Why\x00\x1b you?"], "language": "en"}
    made = guest.post("/api/interviews", json=plan)
    assert [one["text"] for one in made.json()["questions"]][-1] == "Why you?"


def test_no_odd_path_breaks_a_route(guest: Client, services: Services) -> None:
    for method, path, _ in _operations(services):
        if _is_ending(method, path):
            continue
        for odd in ODD:
            url = re.sub(r"\{\w+\}", odd, path) + f"?language={odd}&login={odd}"
            answer = guest.request(method, url, headers={"Range": f"bytes={HUGE}-", "Accept-Language": odd})
            assert answer.status_code < 500, (method, url[:200], answer.text[:200])


def test_no_odd_body_breaks_a_route(guest: Client, services: Services, take: str) -> None:
    interview = guest.get("/api/interviews").json()[0]["id"]
    known = {"interview_id": interview, "take_id": take, "index": "0", "number": "0"}
    routes = [one for one in _operations(services) if one[2] and not _is_ending(*one[:2])]
    assert len(routes) > 10

    @examples(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def fire(data: st.DataObject) -> None:
        for method, path, fields in routes:
            body = {name: data.draw(ODD_VALUES) for name in fields}
            url = re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], "x"), path)
            answer = guest.request(method, url, json=body)
            assert answer.status_code < 500, (method, url, body, answer.text[:200])

    fire()


@pytest.mark.parametrize("login", [r"\ud800", r"\u0000", "[" * 3000, "1" * 5000])
def test_text_that_is_no_text_is_refused(guest: Client, login: str) -> None:
    secret = '{"login": "%s", "password": "%s", "new_password": "xx", "recovery_code": "%s"}'
    for route in ("login", "recover"):
        sent = (secret % (login, login, login)).encode()
        answer = guest.post(f"/api/accounts/{route}", content=sent, headers={"Content-Type": "application/json"})
        _assert_refused(answer, 400, 403, 422)


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"login":' * 20_000, b"1" * 5000, b"\xff\xfe", b""])
def test_a_body_that_cant_be_read_is_refused(guest: Client, body: bytes) -> None:
    answer = guest.post("/api/accounts/login", content=body, headers={"Content-Type": "application/json"})
    _assert_refused(answer, 400, 422)
