from __future__ import annotations

import socket
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner

from visavis.accounts.membership import join
from visavis.api.services import Services
from visavis.cli import program
from visavis.cli.address import note_address
from visavis.cli.serve import NotOnTheNetwork
from visavis.settings import NoDataFolder, Settings


@pytest.fixture
def environment(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))


def visavis(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "visavis.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("environment")
def test_admin_promotes_an_account_that_joined(services: Services) -> None:
    with services.database.transaction() as session:
        join(session, None, "mina", "correct horse battery", "Mina", "ko")
    run = partial(CliRunner().invoke, program)
    assert run(["admin", "Mina"]).output == "mina is an administrator now.\n"
    assert "mina\tadministrator" in run(["account", "list"]).output
    assert "/recover?token=" in run(["account", "reset", "mina"]).output


@pytest.mark.usefixtures("environment")
def test_an_error_of_ours_is_one_sentence_in_two_languages_without_a_trace() -> None:
    done = visavis("admin", "nobody")
    assert done.returncode == 1
    assert "No account has the login 'nobody'" in done.stderr
    assert "'nobody' 아이디를 쓰는 계정이 없습니다" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_says_what_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    web = tmp_path / "web"
    web.mkdir()
    monkeypatch.setenv("VISAVIS_WEB_DIR", str(web))
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "data"))
    unbuilt = visavis("doctor")
    assert (unbuilt.returncode, "✗ web app isn't built" in unbuilt.stdout) == (1, True)
    (web / "index.html").touch()
    ready = visavis("doctor")
    assert (ready.returncode, "✓ speak: espeak" in ready.stdout) == (0, True), ready.stdout + ready.stderr


def test_the_migrations_are_current() -> None:
    checked = CliRunner().invoke(program, ["migrations", "check"])
    assert checked.exit_code == 0, checked.output


def test_a_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = visavis("serve", "--port", str(taken.getsockname()[1]))
    assert (done.returncode, "--port" in done.stderr) == (1, True)


@pytest.mark.usefixtures("environment")
def test_a_reset_link_leads_to_where_the_server_was_started(services: Services, settings: Settings) -> None:
    with services.database.transaction() as session:
        join(session, None, "mina", "correct horse battery", "Mina", "ko")
    note_address(settings.data_dir, "https://192.0.2.7:9100")
    told = CliRunner().invoke(program, ["account", "reset", "mina"]).output
    assert told.startswith("https://192.0.2.7:9100/recover?token=")


@pytest.mark.parametrize("words", [("serve", "--port", "18931"), ("work",), ("doctor",), ("account", "list")])
def test_a_data_folder_that_cant_be_made_is_told(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "file" / "data"))
    done = visavis(*words)
    told = done.stdout + done.stderr
    assert (done.returncode, "Traceback" in told) == (1, False), told
    assert "VISAVIS_DATA_DIR" in told
    assert "can't be made or written" in told


def test_talk_tells_of_the_data_folder_before_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(tmp_path / "file"))
    arguments = ["talk", "nobody", "--text", "hello", "--out", str(tmp_path / "clip.mp4")]
    assert isinstance(CliRunner().invoke(program, arguments).exception, NoDataFolder)


def test_a_wrong_setting_is_named_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISAVIS_PORT", "abc")
    done = visavis("serve")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "VISAVIS_PORT=abc" in done.stderr
    assert "valid integer" in done.stderr


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_the_network_isnt_served_where_only_this_machine_reaches(host: str) -> None:
    done = CliRunner().invoke(program, ["serve", "--lan", "--host", host])
    assert isinstance(done.exception, NotOnTheNetwork)


def test_a_folder_in_place_of_a_video_is_told(tmp_path: Path) -> None:
    done = CliRunner().invoke(program, ["review", str(tmp_path), "--out", str(tmp_path / "out")])
    assert "is a folder" in str(done.exception)
