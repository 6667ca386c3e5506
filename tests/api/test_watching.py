"""What whoever runs this sees: health, readiness, request ids and metrics; and nothing of anybody in them."""

from __future__ import annotations

import logging
import shutil
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import Client
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from starlette.datastructures import Headers

from visavis.api.metrics_door import MetricsDoor
from visavis.api.readiness import Part, Readiness
from visavis.api.services import Services
from visavis.api.stock import stored_bytes
from visavis.interview.recording import Room
from visavis.jobs import Job
from visavis.settings import Settings, WrongSetting

HEAD = b"\x1a\x45\xdf\xa3"


def scrape(client: Client) -> dict[tuple[str, ...], float]:
    """Every sample: its name and its labels' values, and what it is now."""
    answer = client.get("/api/metrics")
    assert answer.status_code == 200, answer.text
    families = text_string_to_metric_families(answer.text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


def begin_take(guest: Client) -> tuple[str, str]:
    """An interview with a take that waits for its pieces: the ids of both."""
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["왜 지원했나요?"]}
    interview: str = guest.post("/api/interviews", json=plan).json()["id"]
    take = guest.post(f"/api/interviews/{interview}/questions/0/takes", json={"mime": "video/webm"})
    return interview, take.json()["take_id"]


def why(services: Services) -> dict[str, str]:
    return {part.name: part.why.en for part in Readiness().look(services) if part.why}


def test_a_stranger_may_ask_whether_it_is_well(client: Client) -> None:
    assert client.get("/api/health").json() == {"status": "ok"}
    answer = client.get("/api/ready")
    parts = [{"part": name, "ready": True} for name in ("database", "store", "disk")]
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "parts": parts})


def test_a_database_that_isnt_migrated_is_not_ready_and_says_why(client: Client, services: Services) -> None:
    with services.database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = client.get("/api/ready")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    assert "isn't migrated" in answer.json()["parts"][0]["why"]
    with services.database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert why(services) == {}, "servers are replaced one by one"
    assert client.get("/api/health").status_code == 200


def test_a_store_that_cant_be_written_and_a_full_disk_are_told(services: Services, settings: Settings) -> None:
    assert why(services) == {}
    full = replace(services, options=replace(services.options, room=Room(free_bytes=10**18)))
    assert "1000000000000 MB are needed" in why(full)["disk"]
    folder = Path(settings.blob_place())
    shutil.rmtree(folder)
    folder.touch()
    assert "can't be read or written" in why(services)["store"]
    assert str(settings.data_dir) not in str(why(services))


def test_the_store_is_tried_once_a_minute_and_nothing_stays_there(services: Services, settings: Settings) -> None:
    at = [0.0]
    readiness = Readiness(lambda: at[0])
    ready = Part("store", None)
    assert ready in readiness.look(services)
    folder = Path(settings.blob_place())
    assert [file for file in folder.rglob("*") if file.is_file()] == []
    shutil.rmtree(folder)
    folder.touch()
    at[0] = 59.0
    assert ready in readiness.look(services)
    at[0] = 60.0
    assert ready not in readiness.look(services)


def test_every_answer_tells_its_request(client: Client) -> None:
    assert (
        client.get("/api/meta", headers={"X-Request-Id": "web-0123456789"}).headers["X-Request-Id"] == "web-0123456789"
    )
    for odd in ("short", "with spaces in it", "x" * 65, "<script>alert(1)</script>", "x.y/../z"):
        told = client.get("/api/meta", headers={"X-Request-Id": odd}).headers["X-Request-Id"]
        assert told.startswith("req_")
    refused = client.post("/api/accounts/guest", headers={"Origin": "https://elsewhere.example"})
    assert refused.status_code == 403
    assert refused.json()["request_id"] == refused.headers["X-Request-Id"]


def test_what_breaks_is_answered_with_its_request_and_all_headers(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> list[Part]:
        raise ZeroDivisionError

    monkeypatch.setattr(Readiness, "look", break_down)
    answer = client.get("/api/ready", headers={"X-Request-Id": "broken-request"})
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"] == "broken-request"
    assert "Content-Security-Policy" in answer.headers
    assert [one.exc_info[0] for one in caplog.records if one.exc_info] == [ZeroDivisionError]


def test_the_log_tells_routes_and_no_paths(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "visavis.requests")
    client.get("/api/jobs/job_of_somebody?name=Mina")
    client.get("/no/such/page/Mina")
    client.get("/api/Mina")
    client.get("/api/health")
    told = [record.facts for record in caplog.records if record.name == "visavis.requests"]  # type: ignore[attr-defined]
    assert [(one["method"], one["route"], one["status"]) for one in told] == [
        ("GET", "/api/jobs/{job_id}", 401),
        ("GET", "/{path:path}", told[1]["status"]),
        ("GET", "unmatched", 404),
    ]
    assert "Mina" not in caplog.text


def test_a_caller_who_goes_away_in_the_midst_is_no_error(
    guest: Client, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "visavis.requests")
    _, take = begin_take(guest)
    cookie = "; ".join(f"{name}={value}" for name, value in guest.cookies.items())
    asked = (
        f"PUT /api/takes/{take}/pieces/0 HTTP/1.1",
        f"Host: {address[7:]}",
        f"Cookie: {cookie}",
        "Content-Length: 999",
    )
    host, port = address[7:].split(":")
    with socket.create_connection((host, int(port))) as line:
        line.sendall("\r\n".join([*asked, "", ""]).encode() + HEAD)
    ends = time.monotonic() + 20
    while not (told := [one for one in caplog.records if "/pieces/" in one.getMessage()]):
        assert time.monotonic() < ends, "the request was never told"
        time.sleep(0.02)
    assert told[0].facts["status"] == 499  # type: ignore[attr-defined]
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def test_a_job_knows_which_request_had_it_made(guest: Client, services: Services) -> None:
    interviewer = guest.get("/api/interviewers").json()[0]["id"]
    plan = {"interviewer_id": interviewer, "own_questions": ["왜 지원했나요?"]}
    guest.post("/api/interviews", json=plan, headers={"X-Request-Id": "makes-an-interview"}).raise_for_status()
    with services.database.reading() as session:
        assert {job.request_id for job in session.query(Job)} == {"makes-an-interview"}
    told = scrape(guest)
    assert told["visavis_jobs", "prepare_interview", "live", "waiting"] == 1
    assert told["visavis_workers_alive",] == 0


def test_metrics_count_by_route_and_tell_of_nobody(guest: Client, services: Services) -> None:
    before = scrape(guest)
    interview, take = begin_take(guest)
    guest.put(f"/api/takes/{take}/pieces/0", content=HEAD + bytes(1000)).raise_for_status()
    guest.post("/api/accounts/login", json={"login": "nobody", "password": "wrong, and long enough"})
    after = scrape(guest)

    def more(*sample: str) -> float:
        return after[sample] - before.get(sample, 0.0)

    put = ("PUT", "/api/takes/{take_id}/pieces/{number}", "200")
    assert more("visavis_request_seconds_count", *put) == 1
    assert more("visavis_pieces_uploaded_total") == 1
    assert more("visavis_piece_bytes_total") == 1004
    assert more("visavis_sign_ins_refused_total", "wrong") == 1
    with services.database.reading() as session:
        assert stored_bytes(session)["recordings"] == 1004
    assert after["visavis_database_up",] == 1
    labels = {value for sample in after for value in sample[1:]}
    assert not {value for value in labels if interview in value or take in value or "nobody" in value}


def test_metrics_go_on_without_a_database(client: Client, services: Services) -> None:
    with services.database.transaction() as session:
        session.execute(text("DROP TABLE job_counts"))
    told = scrape(client)
    assert told["visavis_database_up",] == 0
    assert ("visavis_pieces_uploaded_total",) in told


def test_only_this_machine_may_read_metrics_and_no_proxy(client: Client) -> None:
    assert client.get("/api/metrics").status_code == 200
    for headers in ({"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}, {"Host": "rebound.example"}):
        assert client.get("/api/metrics", headers=headers).status_code == 404


def test_a_token_opens_metrics_to_whoever_knows_it(
    client: Client, served: tuple[FastAPI, str], services: Services
) -> None:
    def with_door(door: MetricsDoor) -> None:
        served[0].state.services = replace(services, options=replace(services.options, metrics=door))

    with_door(MetricsDoor("token", "0123456789abcdef"))
    assert client.get("/api/metrics").status_code == 404
    assert client.get("/api/metrics", headers={"Authorization": "Bearer 0123456789abcdeF"}).status_code == 404
    assert client.get("/api/metrics", headers={"Authorization": "Bearer 0123456789abcdef"}).status_code == 200
    with_door(MetricsDoor("off"))
    assert client.get("/api/metrics").status_code == 404


@pytest.mark.parametrize(
    ("address", "host", "let_in"),
    [
        ("127.0.0.1", "localhost:8000", True),
        ("::1", "[::1]:8000", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("192.168.0.7", "localhost:8000", False),
        ("127.0.0.1", "interview.example.org", False),
        ("unknown", "localhost", False),
    ],
)
def test_this_machine_is_told_by_address_and_name(address: str, host: str, let_in: bool) -> None:
    assert MetricsDoor("loopback").lets_in(address, Headers({"host": host})) is let_in


def test_a_token_for_metrics_comes_from_a_file_or_the_environment_and_is_long(
    settings: Settings, tmp_path: Path
) -> None:
    def token(**told: object) -> str:
        return Settings.model_validate({"data_dir": settings.data_dir, "metrics": "token", **told}).token_for_metrics()

    file = tmp_path / "token"
    file.write_text("from-a-file-0123456789\n")
    assert token(metrics_token_file=file) == "from-a-file-0123456789"
    assert token(metrics_token="from-the-environment") == "from-the-environment"
    for wrong in ({}, {"metrics_token": "short"}, {"metrics_token_file": tmp_path / "none"}):
        with pytest.raises(WrongSetting, match="VISAVIS_METRICS_TOKEN"):
            token(**wrong)
    assert settings.token_for_metrics() == ""
