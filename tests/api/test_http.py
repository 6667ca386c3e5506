"""What every answer has in common: guards, headers, errors, ranges, the web app's files."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx import Client

from visavis.api.services import Services
from visavis.app import build_services
from visavis.settings import Settings


@pytest.fixture
def services(settings: Settings, tmp_path: Path) -> Iterator[Services]:
    """Services with a small web app of its own."""
    web = tmp_path / "web"
    (web / "assets").mkdir(parents=True)
    (web / "index.html").write_text("<title>the app</title>")
    (web / "assets" / "app-1a2b.js").write_text("app()")
    (tmp_path / "secret.txt").write_text("outside")
    made = build_services(settings.model_copy(update={"web_dir": web}))
    yield made
    made.database.close()


def test_every_path_of_the_app_gets_its_page_uncached(client: Client) -> None:
    for path in ("/", "/interviews/int_1/report", "/join"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
        assert "the app" in answer.text


def test_hashed_assets_are_cached_for_ever_and_missing_ones_are_missing(client: Client) -> None:
    found = client.get("/assets/app-1a2b.js")
    assert (found.text, "immutable" in found.headers["cache-control"]) == ("app()", True)
    assert "etag" in found.headers
    assert client.get("/assets/app-gone.js").status_code == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd"]
)
def test_no_path_leaves_the_apps_folder(client: Client, path: str) -> None:
    assert "outside" not in client.get(path).text
    assert "root:" not in client.get(path).text


def test_an_unbuilt_app_says_how_to_build_it(
    settings: Settings, tmp_path: Path, client: Client, services: Services
) -> None:
    (services.options.web_dir / "index.html").unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make web" in answer.text


def test_unknown_addresses_of_the_interface_answer_as_errors(client: Client) -> None:
    answer = client.get("/api/nothing/here")
    assert (answer.status_code, answer.json()["kind"]) == (404, "not_found")
    wrong_method = client.request("PUT", "/api/meta")
    assert (wrong_method.status_code, wrong_method.json()["kind"]) == (405, "invalid")


def test_browsers_are_told_to_guard_the_page(client: Client) -> None:
    for path in ("/", "/api/meta", "/api/nothing", "/assets/app-1a2b.js"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["permissions-policy"].startswith("camera=(self), microphone=(self)"), path
        assert headers["x-content-type-options"] == "nosniff", path


def test_a_page_and_its_policy_share_a_nonce_that_no_other_has(client: Client, services: Services) -> None:
    (services.options.web_dir / "index.html").write_text('<meta property="csp-nonce" nonce="CSP_NONCE">')
    nonces = set()
    for _ in range(2):
        answer = client.get("/join")
        (policy,) = re.findall(r"style-src 'self' 'nonce-([\w-]{20,})'", answer.headers["content-security-policy"])
        assert answer.text == f'<meta property="csp-nonce" nonce="{policy}">'
        nonces.add(policy)
    assert len(nonces) == 2
    for path in ("/join", "/api/meta"):
        assert "unsafe-inline" not in client.get(path).headers["content-security-policy"]


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(address: str) -> None:
    connection = http.client.HTTPConnection(address.removeprefix("http://"))
    connection.putrequest("POST", "/api/accounts/join")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    answer = connection.getresponse()
    assert (answer.status, json.loads(answer.read())["code"]) == (413, "upload_too_large")
    connection.close()


def test_a_body_of_unknown_length_is_cut_off_at_the_limit(client: Client) -> None:
    megabytes = (b" " * 2**20 for _ in range(40))
    answer = client.post("/api/accounts/join", content=megabytes, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["kind"]) == (422, "invalid")


def test_a_body_that_is_no_json_is_an_error_of_ours(client: Client) -> None:
    answer = client.post("/api/accounts/join", content=b"\xff\xfe{", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_request")


@pytest.fixture
def clip(guest: Client, services: Services) -> tuple[str, bytes]:
    """The address of a question's clip, and what is behind it."""
    from visavis.interview.tables import Interview

    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    made = guest.post("/api/interviews", json={"interviewer_id": interviewer, "own_questions": ["왜요?"]}).json()
    data = bytes(range(256)) * 9_000
    with services.database.transaction() as session:
        interview = session.get_one(Interview, made["id"])
        question = interview.questions[0]
        question.clip_state, question.clip_key = "ready", f"{interview.space}/clip.mp4"
        services.blobs.put(f"{interview.space}/clip.mp4", data)
    return f"/api/interviews/{made['id']}/questions/0/clip.mp4", data


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=1000000-", 1_000_000, 2_304_000),
        ("bytes=-10", 2_303_990, 2_304_000),
        ("bytes=2303999-9999999", 2_303_999, 2_304_000),
    ],
)
def test_a_range_gets_exactly_its_bytes(
    guest: Client, clip: tuple[str, bytes], asked: str, start: int, stop: int
) -> None:
    url, data = clip
    answer = guest.get(url, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == data[start:stop]
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{len(data)}"


@pytest.mark.parametrize("asked", ["bytes=9999999-", "bytes=-0", f"bytes={'9' * 5000}-"])
def test_a_range_outside_the_file_is_refused(guest: Client, clip: tuple[str, bytes], asked: str) -> None:
    assert guest.get(clip[0], headers={"Range": asked}).status_code == 416


@pytest.mark.parametrize("asked", ["items=1-2", "bytes=5-3", "bytes=", "bytes=a-b", "bytes=0-1,5-6"])
def test_an_unknown_range_gets_the_whole(guest: Client, clip: tuple[str, bytes], asked: str) -> None:
    answer = guest.get(clip[0], headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, clip[1])


def test_an_unchanged_clip_is_not_sent_again(guest: Client, clip: tuple[str, bytes]) -> None:
    etag = guest.get(clip[0]).headers["etag"]
    answer = guest.get(clip[0], headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    stale = guest.get(clip[0], headers={"Range": "bytes=0-3", "If-Range": '"older"'})
    assert (stale.status_code, stale.content) == (200, clip[1])


def test_two_browsers_are_different_people(browser: Callable[[], Client]) -> None:
    ids = {browser().post("/api/accounts/guest").json()["id"] for _ in range(2)}
    assert len(ids) == 2


def test_the_schema_is_printed_the_same_each_time_with_tidy_names() -> None:
    runs = [
        subprocess.run([sys.executable, "-m", "visavis.cli", "openapi"], capture_output=True, check=True).stdout
        for _ in range(2)
    ]
    assert runs[0] == runs[1]
    operations = [
        operation["operationId"] for methods in json.loads(runs[0])["paths"].values() for operation in methods.values()
    ]
    assert len(operations) == len(set(operations))
    assert all(name.replace("_", "").isalpha() for name in operations)
