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

from visavis.media.image import encode_jpeg, load_image, resize
from visavis.media.provenance import read_mark
from visavis.people.casting import cast
from visavis.shop.finishing import Finish
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
