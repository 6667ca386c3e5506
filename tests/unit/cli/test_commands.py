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
from visavis.settings import Settings


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
