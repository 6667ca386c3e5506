"""``visavis makeup`` through the real command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.unit.studio.makeup.graphs import write_graph
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.makeup import NoSuchPhoto
from visavis.engines.imported import Library, use_library
from visavis.kit.errors import Invalid, Unavailable
from visavis.media.image import encode_jpeg, encode_png, load_image
from visavis.media.provenance import read_mark
from visavis.people.casting import cast
from visavis.people.exporting import WrongSuffix
from visavis.settings import Settings
from visavis.studio.makeup import MAKEUP, NoSuchMakeup, NotPaintable

runner = CliRunner()


@pytest.fixture(autouse=True)
def data_dir(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    return settings.data_dir


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    path.write_bytes(encode_png(cast()[0].portrait()))
    return path


def run(*words: str | Path) -> str:
    done = runner.invoke(program, ["makeup", *map(str, words)])
    if done.exception:
        raise done.exception
    return done.output


def test_a_photo_is_made_up_marked_and_not_labelled(photo: Path, tmp_path: Path) -> None:
    out = tmp_path / "made.png"
    assert "face 1 of 1" in run(photo, "--look", "autumn", "--lips", ".5", "--out", out)
    before, after = load_image(photo), load_image(out)
    changed = np.argwhere((before != after).any(axis=2))
    assert len(changed) > 500
    assert changed[:, 0].max() < 0.75 * len(before)
    mark = read_mark(out)
    assert mark is not None
    assert mark.source_type == "algorithmicallyEnhanced"


def test_a_made_up_virtual_person_stays_marked_as_one(tmp_path: Path) -> None:
    person, first, second = tmp_path / "p.png", tmp_path / "a.png", tmp_path / "b.png"
    made = runner.invoke(program, ["person", "new", "--seed", "7", "--out", str(person)])
    assert made.exit_code == 0
    run(person, "--look", "evening", "--out", first)
    run(person, "--like", first, "--out", second)
    mark = read_mark(second)
    assert mark is not None
    assert mark.source_type == "trainedAlgorithmicMedia"
    assert (load_image(second) != load_image(person)).any()


def test_a_set_gets_the_same_look_and_a_bad_photo_stops_nothing(tmp_path: Path) -> None:
    photos, out = tmp_path / "photos", tmp_path / "out"
    photos.mkdir()
    for number in (0, 1):
        (photos / f"{number}.jpg").write_bytes(encode_jpeg(cast()[number].portrait()))
    (photos / "wall.png").write_bytes(encode_png(np.full((200, 200, 3), 150, np.uint8)))
    assert "wall.png  No face was found" in run(photos, "--look", "office", "--out", out)
    assert sorted(path.name for path in out.iterdir()) == ["0.jpg", "1.jpg"]


def test_looks_are_listed_and_what_is_missing_is_told(photo: Path, tmp_path: Path) -> None:
    assert "autumn" in run("--lang", "en")
    for words, error in (
        ((photo, "--out", tmp_path / "a.png"), Invalid),
        ((photo, "--look", "autumn", "--like", photo, "--out", tmp_path / "a.png"), Invalid),
        ((photo, "--look", "autumn"), Invalid),
        ((photo, "--look", "clown", "--out", tmp_path / "a.png"), NoSuchMakeup),
        ((tmp_path / "no.png", "--look", "autumn", "--out", tmp_path / "a.png"), NoSuchPhoto),
        ((photo, "--like", tmp_path / "no.png", "--out", tmp_path / "a.png"), NoSuchPhoto),
        ((photo, "--look", "autumn", "--out", tmp_path / "a.gif"), WrongSuffix),
        ((tmp_path, "--look", "autumn", "--out", tmp_path), Invalid),
    ):
        with pytest.raises(error):
            run(*words)
    assert not (tmp_path / "a.png").exists()


def test_an_engine_is_named_and_never_replaced(photo: Path, tmp_path: Path, data_dir: Path) -> None:
    out, words = tmp_path / "made.png", (photo, "--engine", "beautygan", "--out", tmp_path / "made.png")
    with pytest.raises(Unavailable, match="visavis models card beautygan"):
        run(*words, "--like", photo)
    write_graph(data_dir / "models" / "beautygan" / "tiny", reddened=0.2)
    with pytest.raises(NotPaintable, match="works from a picture"):
        run(*words, "--look", "autumn")
    assert not out.exists()
    run(*words, "--like", photo)
    assert (load_image(out) != load_image(photo)).any()
    MAKEUP._loaded.pop("beautygan")
    use_library(Library())
