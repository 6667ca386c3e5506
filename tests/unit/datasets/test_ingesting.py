"""The job behind the upload page and the watched folder, run by the real line in a real process."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest

from visavis.api.services import Services
from visavis.app import schedule
from visavis.datasets.ingesting import LineRefused, NothingWatched, Places, enqueue_when_due, ingest, last_run, run_line
from visavis.datasets.pictures import Terms, add_picture, list_pictures, look_at, remove_picture
from visavis.datasets.results import read_result, result_key
from visavis.jobs.kinds import Stopped
from visavis.kit.clock import now
from visavis.kit.text import Text
from visavis.media.image import encode_jpeg
from visavis.people.casting import cast
from visavis.settings import Settings

T = TypeVar("T")


class PlainRun:
    """A run whose steps are done at once; notes what was reported."""

    job_id = "job_test"
    owner_id: str | None = None

    def __init__(self, source: str) -> None:
        self.args: dict[str, Any] = {"source": source}
        self.reported: list[float] = []

    def step(self, name: str, title: Text, work: Callable[[Callable[[float], None]], T], until: float) -> T:
        return work(self.reported.append)


def bring(services: Services, name: str, data: bytes) -> None:
    with services.database.transaction() as session:
        terms = Terms("CC0-1.0", "made by hand", "synthetic", attested=True)
        add_picture(session, services.blobs, "acc_test", name, data, look_at(data), terms, "en")


def test_what_was_brought_becomes_a_dataset_and_what_is_taken_back_leaves_it(
    services: Services, tmp_path: Path
) -> None:
    places = Places(tmp_path / "datasets")
    bring(services, "clara.jpg", encode_jpeg(cast()[0].portrait()))
    bring(services, "wall.jpg", encode_jpeg(np.full((300, 300, 3), 200, np.uint8)))
    run = PlainRun("uploads")
    ingest(run, services.database, services.blobs, places)
    result = read_result(services.blobs, "uploads", most=10)
    assert result is not None
    assert (result.version, result.counts["kept"], result.counts["reasons"]) == (1, 1, {"no_face": 1})
    (row,) = services.blobs.get(result_key("uploads", "manifest.jsonl")).splitlines()
    told = json.loads(row)
    assert (told["licence"], told["origin"], told["labels"]["name"]) == ("CC0-1.0", "made by hand", "clara.jpg")
    assert 1.0 in run.reported

    with services.database.transaction() as session:
        for picture in list_pictures(session, None, 10)[0]:
            remove_picture(session, services.blobs, picture)
    ingest(PlainRun("uploads"), services.database, services.blobs, places)
    emptied = read_result(services.blobs, "uploads", most=10)
    assert emptied is not None
    assert (emptied.version, emptied.counts["files"]) == (2, 0)
    assert list((tmp_path / "datasets").rglob("*.png")) == list((tmp_path / "datasets").rglob("*.jpg")) == []


def test_what_is_brought_while_the_line_runs_is_taken_in_too(services: Services, tmp_path: Path) -> None:
    class BusyRun(PlainRun):
        def step(self, name: str, title: Text, work: Callable[[Callable[[float], None]], T], until: float) -> T:
            if name == "line-1":
                bring(services, "late.jpg", encode_jpeg(cast()[1].portrait()))
            return super().step(name, title, work, until)

    bring(services, "early.jpg", encode_jpeg(cast()[0].portrait()))
    ingest(BusyRun("uploads"), services.database, services.blobs, Places(tmp_path))
    result = read_result(services.blobs, "uploads", most=10)
    assert result is not None
    assert (result.version, result.counts["kept"]) == (2, 2)


def test_a_stopped_job_stops_the_line(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / f"{number}.jpg").write_bytes(encode_jpeg(cast()[0].portrait(), 60 + number))

    def stop(_: float) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        run_line(tmp_path / "source", tmp_path / "out", stop)
    run_line(tmp_path / "source", tmp_path / "out", lambda _: None)  # nothing holds the dataset any more
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["counts"]["kept"] == 1


def test_what_the_line_refuses_is_told_in_its_own_words(services: Services, tmp_path: Path) -> None:
    with pytest.raises(LineRefused, match="There is no folder or file") as refused:
        ingest(PlainRun("watched"), services.database, services.blobs, Places(tmp_path, tmp_path / "nowhere"))
    assert "없습니다" in refused.value.message.ko
    with pytest.raises(NothingWatched, match="VISAVIS_WATCH_DIR"):
        ingest(PlainRun("watched"), services.database, services.blobs, Places(tmp_path))


def test_the_watched_folder_is_due_once_in_a_while_and_not_twice(services: Services) -> None:
    every = timedelta(minutes=10)

    def look() -> str:
        with services.database.transaction() as session:
            enqueue_when_due(session, services.jobs, every)
            job = last_run(session, "watched")
            assert job is not None
            return job.id

    first = look()
    assert look() == first  # it waits
    with services.database.transaction() as session:
        job = last_run(session, "watched")
        assert job is not None
        job.state = "done"
    assert look() == first  # it has just been
    with services.database.transaction() as session:
        job = last_run(session, "watched")
        assert job is not None
        job.created_at = now() - every
    assert look() != first


def test_nothing_is_scheduled_without_a_watched_folder(services: Services, settings: Settings, tmp_path: Path) -> None:
    def queued() -> bool:
        with services.database.reading() as session:
            return last_run(session, "watched") is not None

    schedule(settings, services)
    assert not queued()
    schedule(settings.model_copy(update={"watch_dir": tmp_path}), services)
    assert queued()
