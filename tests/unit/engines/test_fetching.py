"""Fetching weights from a real server that breaks off, changes its mind, or lies."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.engines.mirror import Mirror, serve_files

from visavis.engines.drafts import BeingMade, alone
from visavis.engines.fetching import (
    Damaged,
    Fetchable,
    NotThere,
    Unreachable,
    WantedFile,
    check_hashes,
    fetch,
    fetch_file,
)
from visavis.engines.imported import RECORD, find_imported

DATA = bytes(range(256)) * 8000  # 2 MB
MODEL = Fetchable(
    kind="whisper",
    name="whisper-tiny",
    address="http://127.0.0.1:9",
    files=(WantedFile("config.json"), WantedFile("model.bin")),
    licence="MIT",
    origin="somebody",
    megabytes=2,
)


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with serve_files({"config.json": b"{}", "model.bin": DATA}) as told:
        yield told


def test_a_model_comes_whole_with_its_record(mirror: Mirror, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    folder = fetch(MODEL, tmp_path, mirror.url, lambda *what: seen.append(what))
    assert (folder / "model.bin").read_bytes() == DATA
    assert seen[-1] == ("model.bin", len(DATA), len(DATA))
    held = find_imported(tmp_path, "whisper-tiny")
    assert (held.licence, held.record["fetched_from"]) == ("MIT", mirror.url)
    assert held.record["sha256"]["model.bin"] == hashlib.sha256(DATA).hexdigest()
    assert held.record["known_beforehand"] == []


def test_a_connection_that_breaks_is_gone_on_from(mirror: Mirror, tmp_path: Path) -> None:
    mirror.break_after = 600_000
    folder = fetch(MODEL, tmp_path, mirror.url)
    assert (folder / "model.bin").read_bytes() == DATA
    ranges = [wanted for name, wanted in mirror.asked if name == "model.bin"]
    assert ranges == [None, "bytes=600000-", "bytes=1200000-", "bytes=1800000-"]


def test_the_next_call_goes_on_where_the_last_one_gave_up(mirror: Mirror, tmp_path: Path) -> None:
    mirror.break_after = 200_000
    with pytest.raises(Unreachable, match="goes on from there"):
        fetch(MODEL, tmp_path, mirror.url)
    assert not (tmp_path / "whisper" / "whisper-tiny").exists()
    mirror.break_after = None
    before = len(mirror.asked)
    folder = fetch(MODEL, tmp_path, mirror.url)
    assert (folder / "model.bin").read_bytes() == DATA
    assert mirror.asked[before:] == [("model.bin", "bytes=1000000-")]
    assert {file.name for file in folder.iterdir()} == {"config.json", "model.bin", RECORD}


def test_a_file_that_changed_meanwhile_is_fetched_anew(mirror: Mirror, tmp_path: Path) -> None:
    mirror.break_after = 200_000
    with pytest.raises(Unreachable):
        fetch(MODEL, tmp_path, mirror.url)
    mirror.break_after, mirror.tag, mirror.files["model.bin"] = None, '"two"', DATA[::-1]
    assert (fetch(MODEL, tmp_path, mirror.url) / "model.bin").read_bytes() == DATA[::-1]


def test_a_server_without_ranges_starts_anew(mirror: Mirror, tmp_path: Path) -> None:
    mirror.break_after = 1_500_000
    mirror.ranges = False
    with pytest.raises(Unreachable):
        fetch(MODEL, tmp_path, mirror.url)
    mirror.break_after = None
    assert (fetch(MODEL, tmp_path, mirror.url) / "model.bin").read_bytes() == DATA


def test_a_known_hash_is_held_against_what_comes(mirror: Mirror, tmp_path: Path) -> None:
    wrong = replace(MODEL, files=(WantedFile("config.json"), WantedFile("model.bin", "0" * 64)))
    with pytest.raises(Damaged, match=r"model\.bin"):
        fetch(wrong, tmp_path, mirror.url)
    assert not (tmp_path / "whisper" / "whisper-tiny").exists()
    right = replace(wrong, files=(WantedFile("config.json"), WantedFile("model.bin", hashlib.sha256(DATA).hexdigest())))
    folder = fetch(right, tmp_path, mirror.url)
    assert json.loads((folder / RECORD).read_text())["known_beforehand"] == ["model.bin"]


def test_what_is_there_is_checked_and_not_fetched_again(mirror: Mirror, tmp_path: Path) -> None:
    folder = fetch(MODEL, tmp_path, mirror.url)
    count = len(mirror.asked)
    assert fetch(MODEL, tmp_path, mirror.url) == folder
    assert len(mirror.asked) == count
    (folder / "model.bin").write_bytes(DATA[:-1])
    with pytest.raises(Damaged, match="visavis models remove whisper/whisper-tiny"):
        check_hashes(folder)


def test_a_missing_file_and_a_silent_address_are_told_apart(mirror: Mirror, tmp_path: Path) -> None:
    del mirror.files["model.bin"]
    with pytest.raises(NotThere, match=r"model\.bin"):
        fetch(MODEL, tmp_path, mirror.url)
    with pytest.raises(Unreachable):
        fetch(MODEL, tmp_path / "other")


def test_a_folder_can_be_the_mirror(tmp_path: Path) -> None:
    source = tmp_path / "usb"
    source.mkdir()
    for name, data in (("config.json", b"{}"), ("model.bin", DATA)):
        (source / name).write_bytes(data)
    assert (fetch(MODEL, tmp_path / "models", str(source)) / "model.bin").read_bytes() == DATA
    with pytest.raises(NotThere):
        fetch(MODEL, tmp_path / "elsewhere", str(tmp_path / "nothing"))


def test_single_file_is_gone_on_from_and_held_against_its_hash(mirror: Mirror, tmp_path: Path) -> None:
    mirror.break_after = 300_000
    wanted = WantedFile("model.bin", hashlib.sha256(DATA).hexdigest())
    with pytest.raises(Unreachable):
        fetch_file(wanted, mirror.url, tmp_path)
    mirror.break_after = None
    assert fetch_file(wanted, mirror.url, tmp_path).read_bytes() == DATA
    assert mirror.asked[-1] == ("model.bin", "bytes=1500000-")
    assert {path.name for path in tmp_path.iterdir()} == {"model.bin"}
    with pytest.raises(Damaged):
        fetch_file(replace(wanted, sha256="0" * 64), mirror.url, tmp_path / "other")


def test_two_that_fetch_the_same_at_once_never_mix(mirror: Mirror, tmp_path: Path) -> None:
    with alone(tmp_path / "whisper" / "whisper-tiny"), pytest.raises(BeingMade, match="whisper-tiny"):
        fetch(MODEL, tmp_path, mirror.url)
    assert mirror.asked == []
    assert fetch(MODEL, tmp_path, mirror.url).is_dir()
