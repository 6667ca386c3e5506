from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from visavis.media.image import encode_jpeg
from visavis.people.casting import cast


def visavis(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "visavis.cli", "lab", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_ingest_makes_a_dataset_and_says_what_came_of_it(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.jpg").write_bytes(encode_jpeg(cast()[0].portrait()))
    (tmp_path / "source" / "b.txt").write_text("no picture")
    (tmp_path / "source" / "labels.csv").write_text("file,age\na.jpg,30\nmisspelt.jpg,30\n")
    done = visavis("ingest", str(tmp_path / "source"), "--out", str(tmp_path / "out"), "--size", "128", "--sketch")
    assert done.returncode == 0, done.stderr
    assert "version 1, 1 faces of 2 files" in done.stdout
    assert "1 not_a_picture" in done.stdout
    assert "a minute" in done.stdout
    assert "no stated licence" in done.stdout
    assert "rows of label files that name no picture: 1" in done.stdout
    assert len(list((tmp_path / "out" / "sketches").iterdir())) == 1


def test_ctrl_c_is_answered_with_how_to_go_on(tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    for member in cast():
        for quality in range(80, 90):  # so many that the run is still under way when it is stopped
            (source / f"{member.id}-{quality}.jpg").write_bytes(encode_jpeg(member.portrait(), quality))
    command = [sys.executable, "-m", "visavis.cli", "lab", "ingest", str(source), "--out", str(out), "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not list(out.glob(".ingest/*/ledger.db")) and running.poll() is None:
            time.sleep(0.02)
        os.killpg(running.pid, signal.SIGINT)
        told = running.communicate()[1]
    assert running.returncode == 130
    assert "The same command goes on from there" in told


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_watch_that_is_stopped_ends_with_all_its_processes(number: signal.Signals, tmp_path: Path) -> None:
    source, out = tmp_path / "source", tmp_path / "out"
    source.mkdir()
    (source / "a.jpg").write_bytes(encode_jpeg(cast()[0].portrait()))
    command = [sys.executable, "-m", "visavis.cli", "lab", "watch", str(source), "--out", str(out), "--every", "1d"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert "version 1: 1 faces" in running.stdout.readline()
        (child,) = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text().split()
        running.send_signal(number)
        told = running.communicate()[1]
    assert running.returncode == 130
    assert "The same command goes on from there" in told
    assert "Traceback" not in told
    assert not Path(f"/proc/{child}").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ingest", "/nowhere", "--out"), "There is no folder or file '/nowhere'"),
        (("ingest", ".", "--where", "camera", "--out"), "label=value"),
        (("ingest", ".", "--layout", "tree", "--out"), "invalid choice"),
        (("watch", "/nowhere", "--every", "1d", "--out"), "There is no folder or file '/nowhere'"),
        (("watch", ".", "--every", "soon", "--out"), "write 30s, 10m, 2h or 1d"),
    ],
)
def test_what_cant_be_done_is_told_without_a_trace(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = visavis(*words, str(tmp_path / "out"))
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr
