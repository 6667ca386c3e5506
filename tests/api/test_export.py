"""All of one's data as a zip: every table, every file, no secret."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from httpx import Client
from sqlalchemy import LargeBinary, inspect
from tests.api.practised import PACE, WORDS, practise

from visavis.accounts.exporting import is_secret, owned_tables, stream_export
from visavis.accounts.moving import absorb_guest
from visavis.accounts.tables import Account
from visavis.api.services import Services
from visavis.app import METADATA
from visavis.storage.ownership import OWNER

_NOT_SECRET = {"face_code"}
"""Binary columns that hold no secret."""


def download(client: Client) -> zipfile.ZipFile:
    answer = client.get("/api/me/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    assert "visavis-my-data-" in answer.headers["content-disposition"]
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return archive


def test_every_owned_table_is_in_it_and_so_is_what_hangs_on_them(guest: Client) -> None:
    names = set(download(guest).namelist())
    owned = {table.name for table in METADATA.sorted_tables if OWNER in table.c}
    hanging = {"interview_questions", "takes", "pieces", "share_comments", "catalogue_photos", "sign_ins", "accounts"}
    assert len(owned) > 12
    assert {f"data/{name}.json" for name in owned | hanging} <= names
    assert {"README.ko.txt", "README.en.txt"} <= names


def test_rows_and_files_of_the_account_are_in_it_and_nobody_elses(
    browser: Callable[[], Client], services: Services
) -> None:
    mina, other = browser(), browser()
    for client in (mina, other):
        client.post("/api/accounts/guest")
    interview = practise(mina, services, {PACE: 140.0}, (PACE,))
    others = practise(other, services, {PACE: 140.0}, (PACE,))
    asked = {"label": "coach", "days": 3, "passphrase": "green tea"}
    token = mina.post(f"/api/interviews/{interview}/shares", json=asked).json()["token"]
    remark = {"answer_index": 0, "at_s": 1, "name": "Kim", "text": "더 천천히"}
    other.post(f"/api/shared/{token}/open", json={"passphrase": "green tea"})
    other.post(f"/api/shared/{token}/comments", json=remark)
    archive = download(mina)
    rows = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("data/")}
    assert [one["id"] for one in rows["data/interviews.json"]] == [interview]
    assert [one["transcript"] for one in rows["data/interview_questions.json"]] == [WORDS]
    assert [one["text"] for one in rows["data/share_comments.json"]] == ["더 천천히"]
    assert rows["data/interviews.json"][0]["created_at"].startswith("20")
    files = [name for name in archive.namelist() if name.startswith("files/")]
    assert any(name.endswith("replay/0.webm") for name in files)
    assert archive.read(next(name for name in files if "replay" in name)).endswith(b"recorded")
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert others.encode() not in everything
    assert b"argon2" not in everything
    assert all("token_hash" not in one for name in rows for one in rows[name])


def test_what_an_absorbed_guest_recorded_comes_along(browser: Callable[[], Client], services: Services) -> None:
    wanderer, joined = browser(), browser()
    wanderer.post("/api/accounts/guest")
    practise(wanderer, services, {PACE: 140.0}, ())
    guest_id = wanderer.get("/api/accounts/me").json()["id"]
    asked = {"login": "mina", "password": "correct horse battery", "display_name": "Mina"}
    me = joined.post("/api/accounts/join", json=asked).json()["id"]
    with services.database.transaction() as session:
        absorb_guest(session, session.get_one(Account, guest_id), session.get_one(Account, me))
    assert any(f"files/{guest_id}/" in name and name.endswith(".webm") for name in download(joined).namelist())


def test_more_rows_than_fit_one_page_all_come(guest: Client, services: Services) -> None:
    me = guest.get("/api/accounts/me").json()["id"]
    with services.database.transaction() as session:
        table = METADATA.tables["favourite_faces"]
        session.execute(table.insert(), [{"id": f"fav_{n:05d}", "owner_id": me, "code": "x"} for n in range(1234)])
    rows = json.loads(download(guest).read("data/favourite_faces.json"))
    assert [one["id"] for one in rows] == [f"fav_{n:05d}" for n in range(1234)]


def test_a_long_recording_never_lies_in_memory_whole(guest: Client, services: Services) -> None:
    if services.blobs.free_bytes() is None:
        pytest.skip("the tests' own S3 server would be measured too: it lies in this process")
    me = guest.get("/api/accounts/me").json()["id"]
    size = 64 * 2**20
    services.blobs.put(f"accounts/{me}/interviews/int_x/replay/0.webm", b"\1" * size)
    tracemalloc.start()
    total = sum(len(piece) for piece in stream_export(services.database, services.blobs, me))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > size
    assert peak < size / 4


def test_a_file_that_goes_meanwhile_is_named(guest: Client, services: Services) -> None:
    me = guest.get("/api/accounts/me").json()["id"]
    stream = stream_export(services.database, services.blobs, me, [f"accounts/{me}/gone.webm"])
    archive = zipfile.ZipFile(io.BytesIO(b"".join(stream)))
    assert archive.read("missing.txt").decode() == f"accounts/{me}/gone.webm"


def test_signing_in_comes_first(client: Client) -> None:
    assert client.get("/api/me/export").status_code == 401


def test_every_column_that_may_hold_a_secret_is_decided() -> None:
    """A new binary column must be marked as secret, or be written down here as one that isn't."""
    for table, _ in owned_tables("acc_x"):
        for column in table.c:
            if isinstance(column.type, LargeBinary):
                assert is_secret(column) or column.name in _NOT_SECRET, f"{table.name}.{column.name}"


def test_known_secrets_are_recognised(services: Services) -> None:
    found = {
        f"{table}.{column['name']}"
        for table in inspect(services.database.engine).get_table_names()
        if table in METADATA.tables
        for column in inspect(services.database.engine).get_columns(table)
        if is_secret(METADATA.tables[table].c[column["name"]])
    }
    assert found >= {
        "accounts.password_hash", "sign_ins.token_hash", "recovery_codes.code_hash", "invitations.token_hash",
        "reset_links.token_hash", "pairings.code_hash", "report_shares.token_hash", "report_shares.passphrase_hash",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_readme_tells_what_is_where(guest: Client, language: str) -> None:
    text = download(guest).read(f"README.{language}.txt").decode()
    assert "data/" in text
    assert "files/" in text
