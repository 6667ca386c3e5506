"""Whole runs of the data line: what is published, and that it is the same however the run went."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.lab.datasets.pictures import NAMES, REJECTED, judge_or_die, portrait, write_mixed_folder

from visavis.kit.errors import VisavisError
from visavis.lab.datasets.crew import Crew
from visavis.lab.datasets.desk import Store
from visavis.lab.datasets.ingest import Order, OutInsideSource, Progress, WouldReplace, ingest
from visavis.lab.datasets.manifest import Terms
from visavis.lab.datasets.rules import Rules
from visavis.lab.datasets.scan import LabelUnknown, WrongFilter, parse_where
from visavis.lab.datasets.tree import Item, SourceNotFound
from visavis.lab.datasets.watch import watch
from visavis.lab.datasets.workshop import DatasetBusy, NoPlace
from visavis.media.image import encode_jpeg

TERMS = Terms("CC0-1.0", "https://example.org/faces")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    write_mixed_folder(folder)
    return folder


@pytest.fixture(scope="module")
def dataset(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "dataset"
    ingest(Order(source, out, Rules(sketch=True), TERMS, workers=2))
    return out


def published(out: Path) -> dict[str, str]:
    """Every file that others see, with its hash."""
    files = [path for path in out.rglob("*") if path.is_file() and ".ingest" not in path.parts]
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]


def rejected(out: Path) -> dict[str, dict[str, str]]:
    with (out / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_good_faces_are_published_with_where_they_come_from(dataset: Path, source: Path) -> None:
    found = rows(dataset)
    assert [row["source"]["name"] for row in found] == ["people/clara.jpg", "people/junho.png", "people/mikyung.jpg"]
    for row in found:
        assert (row["licence"], row["origin"], row["labels"]) == (TERMS.licence, TERMS.origin, {"folder": "people"})
        for file, digest in ((row["file"], row["sha256"]), (row["sketch"], row["sketch_sha256"])):
            assert hashlib.sha256((dataset / file).read_bytes()).hexdigest() == digest
        original = (source / row["source"]["name"]).read_bytes()
        assert row["source"]["sha256"] == hashlib.sha256(original).hexdigest()
    listed = {row["file"] for row in found} | {row["sketch"] for row in found}
    assert listed | {"manifest.json", "manifest.jsonl", "rejected.csv"} == set(published(dataset))


def test_every_other_file_is_listed_with_its_reason_in_both_languages(dataset: Path) -> None:
    told = rejected(dataset)
    assert {name: row["code"] for name, row in told.items()} == REJECTED
    assert all(row["reason_ko"] and row["reason_en"] and "{" not in row["reason_en"] for row in told.values())
    assert "people/clara.jpg" in told["more/clara again.jpg"]["reason_en"]


def test_the_head_counts_and_states_how_it_was_made(dataset: Path) -> None:
    head = json.loads((dataset / "manifest.json").read_text("utf-8"))
    assert (head["schema"], head["version"], head["layout"]) == (1, 1, "folder")
    assert head["parameters"]["sketch"] is True
    counts = head["counts"]
    assert (counts["files"], counts["kept"], counts["rejected"]) == (11, 3, 8)
    assert sum(counts["reasons"].values()) == 8
    assert counts["licences"] == {"CC0-1.0": 3}
    manifest = (dataset / "manifest.jsonl").read_bytes()
    assert head["content_sha256"] == hashlib.sha256(manifest).hexdigest()


def test_a_licence_once_stated_holds_for_its_source_until_it_is_taken_back(tmp_path: Path) -> None:
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "clara.jpg").write_bytes(encode_jpeg(portrait("clara")))
    out = tmp_path / "dataset"

    def told(source: str, terms: Terms) -> tuple[str | None, str | None]:
        ingest(Order(tmp_path / source, out, Rules(), terms, workers=1, replaces=True))
        (row,) = rows(out)
        return row["licence"], row["origin"]

    assert told("mine", TERMS) == (TERMS.licence, TERMS.origin)
    assert told("mine", Terms(None, None)) == (TERMS.licence, TERMS.origin)
    assert told("mine", Terms(None, "a friend")) == (TERMS.licence, "a friend")
    assert told("mine", Terms("", None)) == (None, "a friend")
    assert told("mine", TERMS) == (TERMS.licence, TERMS.origin)
    assert told("theirs", Terms(None, None)) == (None, None)


def test_a_zip_and_one_process_give_the_same_bytes(dataset: Path, source: Path, tmp_path: Path) -> None:
    files = sorted((path for path in source.rglob("*") if path.is_file()), reverse=True)
    with zipfile.ZipFile(tmp_path / "source.zip", "w") as archive:
        for path in files:
            archive.write(path, path.relative_to(source))
    out = tmp_path / "dataset"
    ingest(Order(tmp_path / "source.zip", out, Rules(sketch=True), TERMS, workers=1))
    assert published(out) == published(dataset)


def test_a_run_that_was_killed_goes_on_to_the_same_bytes(dataset: Path, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    words = ["--out", str(out), "--sketch", "--workers", "1", "--licence", "CC0-1.0", "--origin", str(TERMS.origin)]
    command = [sys.executable, "-m", "visavis.lab.datasets", "ingest", str(source), *words]
    killed = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    while killed.poll() is None and not list(out.glob(".ingest/*/crops/*/*.png")):
        time.sleep(0.02)
    os.killpg(killed.pid, signal.SIGKILL)
    assert killed.wait() == -signal.SIGKILL, "it ended before it could be killed"
    assert not (out / "manifest.json").exists()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "3 faces of 11 files" in done.stdout
    assert published(out) == published(dataset)


def test_what_was_judged_is_not_judged_again_and_news_make_a_new_version(source: Path, tmp_path: Path) -> None:
    copied, out = tmp_path / "source", tmp_path / "dataset"
    shutil.copytree(source / "people", copied)
    order = Order(copied, out, Rules(), TERMS, workers=1)
    judged: list[int] = []

    def note(progress: Progress) -> None:
        judged.append(progress.judged)

    assert ingest(order, note)["version"] == 1
    before = (out / "manifest.json").stat().st_mtime_ns
    assert ingest(order, note)["version"] == 1
    assert (out / "manifest.json").stat().st_mtime_ns == before
    (copied / "clara.jpg").unlink()
    (copied / "taesik.jpg").write_bytes(encode_jpeg(portrait("taesik")))
    head = ingest(order, note)
    assert (head["version"], head["counts"]["kept"], judged[-1]) == (2, 3, 1)
    names = [row["source"]["name"] for row in rows(out)]
    assert names == ["junho.png", "mikyung.jpg", "taesik.jpg"]
    assert len(list((out / "images").iterdir())) == 3
    older = (out / "versions" / "0001-manifest.jsonl").read_text("utf-8")
    assert "clara.jpg" in older


def test_labels_choose_and_a_label_that_nobody_has_is_told(tmp_path: Path) -> None:
    for number, name in enumerate(NAMES[:4]):
        for camera in (7, 8):
            path = tmp_path / "kface" / f"1906240{number}/S001/L1/E01/C{camera}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encode_jpeg(portrait(name)))
    order = Order(tmp_path / "kface", tmp_path / "out", Rules(), Terms(None, None), workers=1)
    where = parse_where(["camera=C7", "person=19062400,19062401"])
    head = ingest(Order(order.source, order.out, order.rules, order.terms, where=where, workers=1))
    assert (head["layout"], head["counts"]["kept"], head["counts"]["left_out_by_labels"]) == ("aihub-face", 2, 6)
    assert {row["labels"]["camera"] for row in rows(order.out)} == {"C7"}
    assert {row["licence"] for row in rows(order.out)} == {"AI-Hub terms of use"}
    with pytest.raises(LabelUnknown, match="Labels here: accessory, camera"):
        ingest(Order(order.source, order.out, order.rules, order.terms, where=parse_where(["job=IT"]), workers=1))


def test_of_byte_equal_copies_the_one_with_licence_and_labels_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "faces"
    folder.mkdir()
    for name in ("a bare copy.jpg", "b labelled.jpg", "c licensed.jpg", "d bare copy.jpg"):
        (folder / name).write_bytes(encode_jpeg(portrait("clara")))
    table = "file,licence,gender,age\nb labelled.jpg,,F,30\nc licensed.jpg,MIT,F,\n"
    (folder / "labels.csv").write_text(table, "utf-8")
    ingest(Order(folder, tmp_path / "out", Rules(), TERMS, workers=1))
    (row,) = rows(tmp_path / "out")
    assert (row["source"]["name"], row["licence"], row["labels"]) == ("c licensed.jpg", "MIT", {"gender": "F"})


def test_rows_that_name_no_picture_are_told_until_it_is_there(tmp_path: Path) -> None:
    folder, out = tmp_path / "faces", tmp_path / "out"
    (folder / "deep").mkdir(parents=True)
    (folder / "clara.jpg").write_bytes(encode_jpeg(portrait("clara")))
    (folder / "labels.csv").write_text("file,licence\nclara.jpg,MIT\nclaar.jpg,MIT\n", "utf-8")
    (folder / "deep" / "labels.csv").write_text("file,gender\njunho.jpg,M\n", "utf-8")
    order = Order(folder, out, Rules(), TERMS, workers=1)
    counts = ingest(order)["counts"]
    assert (counts["files"], counts["rejected"], counts["labels_without_file"]) == (1, 0, 2)
    told = rejected(out)
    assert {name: row["code"] for name, row in told.items()} == dict.fromkeys(
        ("claar.jpg", "deep/junho.jpg"), "no_such_file"
    )
    assert "'deep/labels.csv' has a row for it" in told["deep/junho.jpg"]["reason_en"]
    (folder / "deep" / "junho.jpg").write_bytes(encode_jpeg(portrait("junho")))
    (folder / "labels.csv").write_text("file,licence\nclara.jpg,MIT\n", "utf-8")
    assert ingest(order)["counts"]["labels_without_file"] == 0
    assert rejected(out) == {}


def test_a_run_that_judged_nothing_leaves_nothing(source: Path, tmp_path: Path) -> None:
    torn, unread = tmp_path / "torn.zip", tmp_path / "unread"
    torn.write_bytes(b"PK\x03\x04 and no more")
    unread.mkdir()
    (unread / "labels.csv").write_text("name\na.jpg\n", "utf-8")
    for number, place in enumerate((torn, unread, tmp_path / "nowhere")):
        with pytest.raises(VisavisError):
            ingest(Order(place, tmp_path / f"new{number}" / "out", Rules(), TERMS))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["torn.zip", "unread"]
    out = tmp_path / "out"
    ingest(Order(source / "people", out, Rules(), TERMS, workers=1))
    before = sorted(out.rglob("*"))
    with pytest.raises(VisavisError):
        ingest(Order(torn, out, Rules(), TERMS))
    assert sorted(out.rglob("*")) == before


def test_a_run_that_is_stopped_keeps_what_it_judged(source: Path, tmp_path: Path) -> None:
    order, judged = Order(source / "people", tmp_path / "out", Rules(), TERMS, workers=1), list[int]()

    def stop(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(order, stop)
    ingest(order, lambda progress: judged.append(progress.judged))
    assert judged[-1] < 3


@pytest.mark.parametrize("given", ["camera", "=C7", "camera=", "camera=,"])
def test_a_filter_that_says_nothing_is_told(given: str) -> None:
    with pytest.raises(WrongFilter, match="label=value"):
        parse_where([given])


def test_one_dataset_has_one_run_at_a_time_and_isnt_its_own_source(source: Path, tmp_path: Path) -> None:
    order = Order(source, tmp_path / "out", Rules(), TERMS)

    def again(_: Progress) -> None:
        with pytest.raises(DatasetBusy, match="Another run"):
            ingest(order)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(Order(source / "people", order.out, order.rules, order.terms, workers=1), again)
    with pytest.raises(OutInsideSource, match="inside its source"):
        ingest(Order(source, source / "out", Rules(), TERMS))


def test_a_picture_that_kills_its_process_is_rejected_and_the_rest_goes_on(tmp_path: Path) -> None:
    items = [Item(f"{kind}{n}", "1", "", None, 1) for n, kind in enumerate(["fine"] * 5 + ["deadly"] + ["fine"] * 5)]
    verdicts = list(Crew(Rules(), Store(tmp_path), 2, judge_or_die).judge(iter(items)))
    assert sorted(one.item.name for one in verdicts) == sorted(item.name for item in items)
    assert [one.item.name for one in verdicts if one.verdict == "breaks_decoder"] == ["deadly5"]


def test_a_watched_folder_is_followed_and_trouble_is_told(source: Path, tmp_path: Path) -> None:
    folder, away = tmp_path / "inbox", tmp_path / "away"
    shutil.copytree(source / "people", folder)

    def steps() -> Iterator[None]:
        (folder / "clara.jpg").unlink()
        yield
        yield  # a quiet time
        folder.rename(away)
        yield
        folder.mkdir()  # where a disk is mounted at other times
        yield
        folder.rmdir()
        away.rename(folder)
        (folder / "junho.png").unlink()
        yield

    days = steps()
    order = Order(folder, tmp_path / "out", Rules(), TERMS, workers=1, replaces=True)
    told = watch(order, 600, lambda _: next(days))
    assert "version 1: 3 faces" in next(told)
    assert "version 2: 2 faces" in next(told)
    assert "There is no folder" in next(told)  # the run in which nothing changed said nothing
    assert "was left as it is" in next(told)
    assert "version 3: 1 faces" in next(told)


def test_what_is_wrong_with_the_first_run_ends_the_watch(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound):
        next(watch(Order(tmp_path / "nosuch", tmp_path / "out", Rules(), TERMS), 600))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("others", [{}, {"notes.txt": b"The disk is away."}, {"labels.csv": b"file\nclara.jpg\n"}])
def test_a_source_without_faces_empties_no_dataset_unless_it_is_told_to(
    others: dict[str, bytes], source: Path, tmp_path: Path
) -> None:
    folder, out = tmp_path / "faces", tmp_path / "out"
    shutil.copytree(source / "people", folder)
    order = Order(folder, out, Rules(), TERMS, workers=1)
    ingest(order)
    before = published(out)
    shutil.rmtree(folder)
    folder.mkdir()
    for name, data in others.items():
        (folder / name).write_bytes(data)
    with pytest.raises(WouldReplace, match="mounted"):
        ingest(order)
    assert published(out) == before
    assert ingest(replace(order, replaces=True))["counts"]["kept"] == 0
    assert list((out / "images").iterdir()) == []


def test_another_source_takes_a_dataset_over_only_when_it_is_told_to(source: Path, tmp_path: Path) -> None:
    other, out = tmp_path / "other", tmp_path / "out"
    other.mkdir()
    (other / "taesik.jpg").write_bytes(encode_jpeg(portrait("taesik")))
    order = Order(source / "people", out, Rules(), TERMS, workers=1)
    ingest(order)
    before = published(out)
    with pytest.raises(WouldReplace, match="was made of") as refused:
        ingest(replace(order, source=other))
    assert "--replace" in refused.value.message.ko
    assert published(out) == before
    assert ingest(replace(order, source=other, replaces=True))["counts"]["kept"] == 1
    assert ingest(replace(order, source=other))["version"] == 2


def test_a_crop_that_was_deleted_is_made_again(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    order = Order(source / "people", out, Rules(), TERMS, workers=1)
    ingest(order)
    whole = published(out)
    shutil.rmtree(next(out.glob(".ingest/*/crops")))
    shutil.rmtree(out / "images")
    (out / ".ingest" / "published").unlink()
    ingest(order)
    assert published(out) == whole
    (ledger,) = out.glob(".ingest/*/ledger.db")
    with sqlite3.connect(ledger) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


@pytest.mark.shared
def test_nearly_all_real_portraits_pass_in_any_order(shared_data: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.zip"
    files = sorted((shared_data / "portraits").glob("*.jpg"), reverse=True)
    with zipfile.ZipFile(source, "w") as archive:
        for path in [*files, shared_data / "portraits" / "labels.csv"]:
            archive.write(path, path.name)
    one = ingest(Order(shared_data / "portraits", tmp_path / "one", Rules(), TERMS, workers=2))
    other = ingest(Order(source, tmp_path / "other", Rules(), TERMS, workers=1))
    assert one["counts"]["kept"] >= 0.95 * one["counts"]["files"]
    assert published(tmp_path / "one") == published(tmp_path / "other")
    assert other == one


def test_a_dataset_that_has_no_place_is_told(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(NoPlace, match="can't be made"):
        ingest(Order(source, tmp_path / "file", Rules(), TERMS))
