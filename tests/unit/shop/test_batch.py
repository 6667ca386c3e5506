"""A folder of photos: each once, a bad one stops nothing, a stopped run goes on."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.unit.studio.swap.tiny_networks import put_all

from visavis.media.image import Still, encode_jpeg, encode_png, load_image, resize
from visavis.media.provenance import read_mark, signing_identity
from visavis.people.casting import cast
from visavis.shop.batch import Order, run
from visavis.shop.delivering import Packing
from visavis.shop.finishing import Finish
from visavis.shop.opening import open_photo
from visavis.shop.replacing import NoFaceThere, read_model, replace_in
from visavis.studio.makeup import NoSuchMakeup
from visavis.studio.swap import Wishes

COUNT = 5
MODEL = "eigen:17:male-white"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = tmp_path / "photos"
    photos.mkdir()
    for number in range(COUNT):
        (photos / f"shirt {number}.jpg").write_bytes(encode_jpeg(resize(cast()[number].portrait(), 512, 512)))
    (photos / "broken.jpg").write_bytes(b"no picture")
    (photos / "wall.png").write_bytes(encode_jpeg(np.full((200, 300, 3), 180, np.uint8)))
    (photos / "notes.txt").write_text("not a photo")
    return photos


def command(folder: Path, out: Path) -> list[str]:
    words = ["shop", "batch", str(folder), "--person", MODEL, "--out", str(out), "--adults", "--lang", "en"]
    return [sys.executable, "-m", "visavis.cli", *words]


def environment(tmp_path: Path) -> dict[str, str]:
    return os.environ | {"VISAVIS_DATA_DIR": str(tmp_path / "data")}


def report(out: Path) -> dict[str, dict[str, str]]:
    with (out / "report.csv").open(encoding="utf-8-sig", newline="") as table:
        return {row["photo"]: row for row in csv.DictReader(table)}


def test_every_photo_is_done_or_told_why_not(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = subprocess.run(command(folder, out), env=environment(tmp_path), capture_output=True, text=True, check=True)
    rows = report(out)
    assert len(rows) == COUNT + 2
    assert "not a picture" in rows["broken.jpg"]["why"]
    assert "No face" in rows["wall.png"]["why"]
    assert f"{COUNT} of {COUNT + 2} replaced" in told.stdout
    assert "consistency 0." in told.stdout
    assert rows["wall.png"]["like_others"] == ""
    for number in range(COUNT):
        name = f"shirt {number}.jpg"
        assert rows[name]["why"] == ""
        assert float(rows[name]["like_others"]) > 0.4
        assert float(rows[name]["like_model"]) > 0.4
        assert load_image(out / name).shape == (512, 512, 3)
        mark = read_mark(out / name)
        assert mark is not None


def test_a_killed_run_goes_on_and_does_no_photo_twice(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(command(folder, out), env=environment(tmp_path), stdout=subprocess.DEVNULL)
    ends = time.monotonic() + 120
    while len(list(out.glob("shirt *.jpg"))) < 2 and time.monotonic() < ends and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    first = {path.name: path.stat().st_mtime_ns for path in out.glob("shirt *.jpg")}
    assert len(first) >= 2
    subprocess.run(command(folder, out), env=environment(tmp_path), check=True, capture_output=True)
    rows = report(out)
    assert len(rows) == COUNT + 2
    assert all(float(rows[f"shirt {number}.jpg"]["like_others"]) > 0.4 for number in range(COUNT))
    again = {path.name: path.stat().st_mtime_ns for path in out.glob("shirt *.jpg")}
    assert len(again) == COUNT
    # the one that was in hand when the end came may have been written and not yet noted
    assert sum(again[name] != at for name, at in first.items()) <= 1
    assert not list(out.glob(".visavis-*/"))


def test_a_batch_in_a_marketplaces_size_keeps_photos_of_one_name_apart(folder: Path, tmp_path: Path) -> None:
    (folder / "shirt 0.png").write_bytes((folder / "shirt 0.jpg").read_bytes())
    out = tmp_path / "out"
    sized = [*command(folder, out), "--market", "coupang", "--cut"]
    subprocess.run(sized, env=environment(tmp_path), check=True, capture_output=True)
    rows = report(out)
    assert (rows["shirt 0.jpg"]["made"], rows["shirt 0.png"]["made"]) == ("shirt 0.jpg", "shirt 0 (2).jpg")
    assert "wasn't enlarged" in rows["shirt 1.jpg"]["note"]
    for name in ("shirt 0.jpg", "shirt 0 (2).jpg"):
        assert load_image(out / name).shape == (1000, 1000, 3)


def test_the_largest_face_is_replaced_wherever_it_stands() -> None:
    small, large = (resize(cast()[row].portrait(), side, side) for row, side in ((0, 400), (1, 640)))
    pair = np.full((640, 1040, 3), 200, np.uint8)
    pair[:400, :400], pair[:, 400:] = small, large
    done = replace_in(pair, read_model(cast()[3].portrait()), Wishes(hands=False))
    assert (done.faces, done.number) == (2, 2)
    assert (done.replaced.image[:, :400] == pair[:, :400]).all()


def test_other_wishes_and_other_photos_are_done_anew_in_the_same_folder(tmp_path: Path) -> None:
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    (photos / "a.jpg").write_bytes(encode_jpeg(resize(cast()[0].portrait(), 400, 400)))
    (photos / "b.jpg").write_bytes(b"no picture")
    model = tmp_path / "model.png"
    model.write_bytes(encode_png(cast()[3].portrait()))
    identity, told = signing_identity(tmp_path), list[str]()

    def order(strength: float) -> Order:
        return Order(model, out, Wishes(strength=strength, hands=False), Packing(identity, "en"))

    def done(strength: float) -> int:
        told.clear()
        run(sorted(photos.iterdir()), order(strength), 1, told.append)
        return len(told)

    assert [done(0.6), done(0.6)] == [2, 0]
    first = (out / "a.jpg").read_bytes()
    assert done(0.1) == 2
    assert (out / "a.jpg").read_bytes() != first
    (photos / "b.jpg").write_bytes((photos / "a.jpg").read_bytes())
    assert done(0.1) == 1
    assert report(out)["b.jpg"]["made"] == "b.jpg"


def test_what_nobody_foresaw_in_one_photo_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(encode_jpeg(resize(cast()[0].portrait(), 400, 400)))
    model = tmp_path / "model.png"
    model.write_bytes(encode_png(cast()[3].portrait()))

    def open_or_break(data: bytes) -> Still:
        if not broken:
            broken.append(data)
            raise RuntimeError("nobody foresaw this")
        return open_photo(data)

    broken: list[bytes] = []
    monkeypatch.setattr("visavis.shop.batch.open_photo", open_or_break)
    order = Order(model, tmp_path / "out", Wishes(hands=False), Packing(signing_identity(tmp_path), "en"))
    first, second = run([tmp_path / "a.jpg", tmp_path / "b.jpg"], order, 1, lambda line: None)
    assert "couldn't be worked on" in first.why
    assert second.made == "b.jpg"


def test_workers_end_when_their_batch_is_killed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = subprocess.Popen(
        [*command(folder, out), "--workers", "2"], env=environment(tmp_path), stdout=subprocess.DEVNULL
    )
    ends = time.monotonic() + 120
    while not list(out.glob("shirt *.jpg")) and time.monotonic() < ends and process.poll() is None:
        time.sleep(0.02)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert children
    while any(_is_running(child) for child in children) and time.monotonic() < ends:
        time.sleep(0.1)
    assert not any(_is_running(child) for child in children)


def _is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] not in "ZX"
    except FileNotFoundError:
        return False


def test_the_wanted_one_of_several_faces_is_replaced() -> None:
    pair = np.hstack([cast()[0].portrait(), cast()[1].portrait()])
    model = read_model(cast()[3].portrait())
    half = pair.shape[1] // 2
    for number, changed in ((1, 0), (2, 1)):
        done = replace_in(pair, model, Wishes(hands=False), number)
        sides = done.replaced.image[:, :half], done.replaced.image[:, half:]
        untouched = pair[:, :half], pair[:, half:]
        assert (done.faces, done.number) == (2, number)
        assert (sides[changed] != untouched[changed]).any()
        assert (sides[1 - changed] == untouched[1 - changed]).all()
    with pytest.raises(NoFaceThere, match="one of 1–2"):
        replace_in(pair, model, Wishes(), 3)


def test_the_new_face_is_made_up_and_nothing_else() -> None:
    photo, model = cast()[0].portrait(), read_model(cast()[3].portrait())
    plain, made = (
        replace_in(photo, model, Wishes(hands=False), wanted=Finish(makeup)).replaced for makeup in ("none", "evening")
    )
    assert (made.image != plain.image).any()
    assert (made.image[made.mask == 0] == photo[made.mask == 0]).all()
    assert Finish("가을").makeup == "autumn"
    with pytest.raises(NoSuchMakeup):
        Finish("clown")


def test_named_engine_serves_in_workers_too_and_the_report_tells_which_and_with_what(tmp_path: Path) -> None:
    put_all(tmp_path / "data" / "models")
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "shirt.jpg").write_bytes(encode_jpeg(resize(cast()[0].portrait(), 512, 512)))
    for out, more in (("one", ["--engine", "ghost"]), ("two", ["--engine", "ghost", "--workers", "2"]), ("three", [])):
        words = [*command(photos, tmp_path / out), *more]
        subprocess.run(words, env=environment(tmp_path), capture_output=True, text=True, check=True)
    rows = [report(tmp_path / out)["shirt.jpg"] for out in ("one", "two", "three")]
    assert [(row["engine"], row["weights_sha256"]) for row in rows] == [*2 * [("ghost", "ab" * 32)], ("mesh", "")]


def test_engine_that_cannot_serve_is_told_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    words = [*command(folder, tmp_path / "out"), "--engine", "ghost"]
    told = subprocess.run(words, env=environment(tmp_path), capture_output=True, text=True, check=False)
    assert told.returncode != 0
    assert "models card ghost" in told.stderr
    assert not (tmp_path / "out").exists()
