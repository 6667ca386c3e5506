"""``visavis expression`` through the real command line, on people who don't exist."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.observe.expression_classes.clips import write_clip
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.expression import NothingToRead
from visavis.kit.errors import Invalid, VisavisError
from visavis.media.decode import load_audio
from visavis.media.errors import NoPicture
from visavis.media.image import NotAPicture, encode_jpeg, encode_png, load_image, resize
from visavis.media.values import RGB
from visavis.people.casting import cast
from visavis.people.portraying import portray
from visavis.people.recipes import Recipe
from visavis.settings import Settings

runner = CliRunner()
CLASSES = ["happy", "neutral", "other"]


@pytest.fixture(autouse=True)
def data_dir(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    return settings.data_dir


@pytest.fixture(scope="module")
def smiling() -> RGB:
    return portray(Recipe.parse("eigen:2:female-east-asian:natural:smile=1"))


@pytest.fixture
def folder(tmp_path: Path, smiling: RGB) -> Path:
    """A smiling face, two faces, a wall, something that is no picture, and a note that isn't looked at."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "a.jpg").write_bytes(encode_jpeg(smiling))
    (pictures / "b.png").write_bytes(encode_png(np.hstack([one.portrait() for one in cast()[:2]])))
    (pictures / "c.png").write_bytes(encode_png(np.full((200, 200, 3), 150, np.uint8)))
    (pictures / "d.jpg").write_bytes(b"no picture")
    (pictures / "notes.txt").write_text("notes")
    return pictures


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory, smiling: RGB) -> Path:
    return write_clip(tmp_path_factory.mktemp("clip") / "smile.mp4", [resize(smiling, 384, 384)] * 75)


def run(*words: str | Path) -> str:
    done = runner.invoke(program, ["expression", *map(str, words)])
    if done.exception:
        raise done.exception
    return done.stdout


def test_a_smile_looks_happy_to_the_model_and_the_error_rate_stands_below(folder: Path) -> None:
    done = runner.invoke(program, ["expression", str(folder / "a.jpg"), "--lang", "en"])
    assert "looks happy to the model" in done.stdout
    assert "wrong in" in done.stderr
    assert "must not be used" in done.stderr


def test_json_of_a_picture_holds_every_face_and_what_each_net_said(folder: Path) -> None:
    told: dict[str, Any] = json.loads(run(folder / "b.png", "--json", "--lang", "en"))
    assert told["classes"] == CLASSES
    assert told["kind"] == "picture"
    assert 0 < told["reliability"]["accuracy"] < 1
    assert len(told["faces"]) == 2
    for face in told["faces"]:
        assert sum(face["probabilities"].values()) == pytest.approx(1, abs=0.01)
        assert {"vit", "mixer", "landmarks"} >= set(face["by_net"])
        assert (face["class"] is None) == (face["cant_tell"] is not None)


def test_a_folder_is_read_to_the_end_whatever_is_in_it(folder: Path, clip: Path, tmp_path: Path) -> None:
    (folder / "e.mp4").write_bytes(clip.read_bytes())
    table = tmp_path / "all.csv"
    told = json.loads(run(folder, "--json", "--csv", table, "--lang", "en"))
    assert [Path(one["file"]).name for one in told["files"]] == ["a.jpg", "b.png", "c.png", "d.jpg", "e.mp4"]
    assert [one["kind"] for one in told["files"]] == ["picture", "picture", "picture", "unreadable", "clip"]
    assert "No face" in told["files"][2]["message"]
    assert "damaged" in told["files"][3]["error"]
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines()))
    assert [Path(row["file"]).name for row in rows] == ["a.jpg", "b.png", "b.png", "c.png", "d.jpg", "e.mp4"]
    assert rows[0]["answer"] == "happy"
    assert float(rows[0]["happy"]) > 0.8
    assert rows[3]["reason"].startswith("No face")


def test_a_video_is_summed_up_over_time(clip: Path) -> None:
    told = json.loads(run(clip, "--json", "--lang", "en"))
    [person] = told["people"]
    assert told["duration_s"] == pytest.approx(3, abs=0.1)
    assert person["looks"] == len(person["times_s"]) == len(person["probabilities"]["happy"]) == 15
    assert person["shares"]["happy"] == 1
    assert person["spans"][0]["says"] == "looks happy to the model"
    # all through the clip the corners are at their own usual: the two measures differ, and it says why
    assert told["smiles"]["disagreements"][0]["kind"] == "model_only"
    assert "your own usual" in told["smiles"]["disagreements"][0]["why"]


def test_the_map_is_laid_on_the_face_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    run(folder / "a.jpg", "--map", out)
    before, after = load_image(folder / "a.jpg"), load_image(out)
    changed = (before.astype(int) - after).any(axis=2)
    assert 0.02 < changed.mean() < 0.6
    assert not changed[:40].any()


def test_cues_are_spoken_on_the_videos_clock(clip: Path, tmp_path: Path) -> None:
    out = tmp_path / "cues.wav"
    done = runner.invoke(program, ["expression", str(clip), "--speak", str(out), "--lang", "en"])
    assert "looks happy to the model" in done.stderr
    assert "Tell the other person first" in done.stderr
    sound = load_audio(out)
    assert sound.duration_s >= 2.9
    assert np.abs(sound.samples[: round(0.7 * 16_000)]).max() < 0.01
    assert np.abs(sound.samples).max() > 0.05


def test_what_cannot_be_done_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    silent = tmp_path / "silent.wav"
    silent.write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt ")
    cases: list[tuple[tuple[str | Path, ...], type[VisavisError]]] = [
        ((tmp_path / "none.jpg",), NothingToRead),
        ((tmp_path / "empty",), NothingToRead),
        ((folder / "d.jpg",), NotAPicture),
        ((folder / "a.jpg", "--lang", "fr"), Invalid),
        ((folder / "a.jpg", "--speak", tmp_path / "x.wav"), Invalid),
        ((folder, "--map", tmp_path / "x.png"), Invalid),
    ]
    for words, error in cases:
        with pytest.raises(error):
            run(*words)
    with pytest.raises((NoPicture, Invalid)):
        run(silent)
