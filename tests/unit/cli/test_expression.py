"""``visavis expression`` through the real command line, on people who don't exist."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.unit.observe.expression_classes.clips import write_clip
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.expression_files import CantOpen, NothingToRead
from visavis.cli.writing import CantWriteThere, WouldOverwrite
from visavis.kit.errors import Invalid, VisavisError
from visavis.media.decode import load_audio
from visavis.media.encode import write_wav
from visavis.media.errors import NoPicture
from visavis.media.image import NotAPicture, encode_jpeg, encode_png, load_image, resize
from visavis.media.values import RGB, Audio
from visavis.observe.expression_classes import MOST_FACES
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
    assert told["files"][3]["code"] == "neither_picture_nor_video"
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
    # all through the clip the corners are at what would be taken for their usual: there is nothing to compare with
    assert told["smiles"] is None
    assert "the face looks happy to the model" in told["smiles_not_measured"]
    assert "smiles throughout" not in told["smiles_not_measured"]


def test_the_map_is_laid_on_the_face_alone(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "map.png"
    done = runner.invoke(program, ["expression", str(folder / "a.jpg"), "--map", str(out), "--lang", "en"])
    assert re.search(
        r"#1  Wherever the patch lay, the probability of “happy” changed by at most \d+\.\d points", done.stderr
    )
    before, after = load_image(folder / "a.jpg"), load_image(out)
    changed = (before.astype(int) - after).any(axis=2)
    assert 0.02 < changed.mean() < 0.6
    assert not changed[:40].any()


def test_there_is_no_map_where_there_is_no_answer(folder: Path, smiling: RGB, tmp_path: Path) -> None:
    (folder / "upside.png").write_bytes(encode_png(np.ascontiguousarray(smiling[::-1])))
    out = tmp_path / "map.png"
    done = runner.invoke(program, ["expression", str(folder / "upside.png"), "--map", str(out), "--lang", "en"])
    assert "#1  No map: the model can't tell." in done.stderr
    assert np.array_equal(load_image(out), load_image(folder / "upside.png"))


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


def read_table(table: Path) -> list[dict[str, str]]:
    """With the check that every row has every column."""
    lines = list(csv.reader(table.read_text("utf-8-sig").splitlines()))
    assert {len(line) for line in lines} == {len(lines[0])}
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("link", ["none", "soft", "hard"])
def test_no_result_takes_the_place_of_what_is_read(folder: Path, clip: Path, tmp_path: Path, link: str) -> None:
    picture, video = folder / "a.jpg", tmp_path / "talk.wav"  # known as a video by what is in it
    video.write_bytes(clip.read_bytes())
    kept = {one: one.read_bytes() for one in (picture, video)}
    for option, source, where in (
        ("--csv", picture, picture),
        ("--csv", picture, folder),
        ("--map", picture, picture),
        ("--speak", video, video),
    ):
        out = tmp_path / f"out{source.suffix}"
        out.unlink(missing_ok=True)
        if link == "soft":
            out.symlink_to(source)
        elif link == "hard":
            out.hardlink_to(source)
        with pytest.raises(WouldOverwrite):
            run(where, option, source if link == "none" else out)
    assert {one: one.read_bytes() for one in kept} == kept


def test_two_results_in_one_file_are_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WouldOverwrite):
        run(folder / "a.jpg", "--csv", tmp_path / "x.png", "--map", tmp_path / "x.png")


def test_what_the_system_wont_let_us_read_stops_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "e.jpg").symlink_to("/proc/self/mem")  # opens, but reading its beginning is an error for anybody
    (folder / "f.jpg").write_bytes((folder / "a.jpg").read_bytes())
    table = tmp_path / "all.csv"
    done = runner.invoke(program, ["expression", str(folder), "--csv", str(table), "--lang", "en"])
    assert done.exception is None
    assert "can't be opened" in done.stdout
    rows = {Path(row["file"]).name: row for row in read_table(table)}
    assert (rows["e.jpg"]["kind"], rows["e.jpg"]["code"]) == ("unreadable", "cant_open")
    assert rows["f.jpg"]["answer"] == "happy"
    with pytest.raises(CantOpen):
        run(folder / "e.jpg")


def test_where_nothing_can_be_written_is_told_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    (folder / "a.jpg").write_bytes(b"no picture")
    with pytest.raises(CantWriteThere):
        run(folder / "a.jpg", "--csv", tmp_path / "folder.csv")


def test_a_file_that_cant_be_written_is_told(folder: Path) -> None:
    with pytest.raises(CantWriteThere):
        run(folder / "a.jpg", "--csv", "/proc/none.csv")


def test_a_table_is_written_whole_through_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "real.csv").write_text("old")
    (tmp_path / "all.csv").symlink_to(tmp_path / "there" / "real.csv")
    run(folder / "a.jpg", "--csv", tmp_path / "all.csv")
    assert (tmp_path / "all.csv").is_symlink()
    assert read_table(tmp_path / "there" / "real.csv")[0]["answer"] == "happy"
    assert [one.name for one in (tmp_path / "there").iterdir()] == ["real.csv"]


def test_names_that_arent_utf8_are_told_with_their_bytes(folder: Path, clip: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(b"bad\xff\xfe.jpg"))
    (folder / odd).write_bytes((folder / "a.jpg").read_bytes())
    (folder / odd).with_suffix(".mp4").write_bytes(clip.read_bytes())
    table = tmp_path / "all.csv"
    table.write_text("an older table")
    done = runner.invoke(program, ["expression", str(folder), "--csv", str(table), "--json", "--lang", "en"])
    assert done.exception is None
    told = {Path(one["file"]).name: one for one in json.loads(done.stdout_bytes.decode("utf-8"))["files"]}
    assert len(told[r"bad\xff\xfe.jpg"]["faces"]) == 1
    assert len(told[r"bad\xff\xfe.mp4"]["people"]) == 1
    rows = {Path(row["file"]).name: row for row in read_table(table)}
    assert rows[r"bad\xff\xfe.jpg"]["answer"] == "happy"
    plain = runner.invoke(program, ["expression", str(folder / odd), "--lang", "en"])
    assert r"bad\xff\xfe.jpg  #1  looks happy" in plain.stdout


def test_a_file_name_doesnt_run_as_a_formula(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "=cmd|calc.jpg").write_bytes((folder / "a.jpg").read_bytes())
    monkeypatch.chdir(tmp_path)
    run("=cmd|calc.jpg", "--csv", "all.csv")
    assert read_table(tmp_path / "all.csv")[0]["file"] == "'=cmd|calc.jpg"


def test_every_row_has_every_column_and_a_code_for_its_reason(folder: Path, smiling: RGB, tmp_path: Path) -> None:
    wall = np.full((128, 128, 3), 120, np.uint8)
    write_clip(folder / "e.mp4", [wall] * 25)
    small = np.full((768, 768, 3), 90, np.uint8)
    small[300:364, 300:364] = resize(smiling, 64, 64)
    (folder / "f.png").write_bytes(encode_png(small))
    table = tmp_path / "all.csv"
    run(folder, "--csv", table, "--lang", "en")
    rows = {Path(row["file"]).name: row for row in read_table(table)}
    columns = "file kind face answer code reason happy neutral other cant_tell nobody_seen left top width height"
    assert list(rows["a.jpg"]) == columns.split()
    assert (rows["a.jpg"]["code"], rows["a.jpg"]["cant_tell"]) == ("", "0")
    assert rows["c.png"]["code"] == "no_face"
    assert rows["d.jpg"]["code"] == "neither_picture_nor_video"
    assert (rows["e.mp4"]["kind"], rows["e.mp4"]["code"]) == ("clip", "no_face")
    # where the picture allows no answer, a probability would only look sure
    assert (rows["f.png"]["code"], rows["f.png"]["cant_tell"], rows["f.png"]["happy"]) == ("tiny", "1", "")
    [line] = run(folder / "f.png", "--lang", "en").splitlines()
    assert "too small" in line
    assert "%" not in line


def test_a_clips_shares_are_said_to_be_of_the_answered_looks(clip: Path, tmp_path: Path, smiling: RGB) -> None:
    face, wall = resize(smiling, 384, 384), np.full((384, 384, 3), 120, np.uint8)
    gone = write_clip(tmp_path / "gone.mp4", [face] * 50 + [wall] * 50)
    first = run(gone, "--lang", "en").splitlines()[0]
    silent = r"20 looks, nobody seen (\d\d) %, can't tell 0 % \(of the looks with a face\)\."
    matched = re.search(rf"{silent} Of those answered: happy 100 %", first)
    assert matched
    assert int(matched[1]) == pytest.approx(50, abs=10)
    table = tmp_path / "gone.csv"
    [person] = json.loads(run(gone, "--json", "--csv", table))["people"]
    assert person["cant_tell"] == 0
    assert round(100 * person["nobody_seen"]) == int(matched[1])
    [row] = read_table(table)
    assert (row["happy"], row["other"], row["cant_tell"]) == ("1", "0", "0")
    assert (float(row["cant_tell"]), float(row["nobody_seen"])) == (0, person["nobody_seen"])
    assert "아무도 보이지 않음" in run(gone).splitlines()[0]
    assert "웃는 표정 100 %" in run(gone).splitlines()[0]


def test_that_nobody_is_in_view_any_more_is_spoken_once(tmp_path: Path, smiling: RGB) -> None:
    face, wall = resize(smiling, 384, 384), np.full((384, 384, 3), 120, np.uint8)
    gone = write_clip(tmp_path / "gone.mp4", [face] * 100 + [wall] * 200)
    words = ["expression", str(gone), "--speak", str(tmp_path / "cues.wav"), "--every", "2", "--lang", "en"]
    told = [line for line in runner.invoke(program, words).stderr.splitlines() if re.match(r" +\d+\.\d s  ", line)]
    assert [line.split("s  ")[1] for line in told] == ["looks happy to the model", "nobody in view"]


def test_where_the_picture_allows_no_answer_no_probability_is_told(folder: Path, smiling: RGB) -> None:
    (folder / "upside.png").write_bytes(encode_png(np.ascontiguousarray(smiling[::-1])))
    for face in json.loads(run(folder / "upside.png", "--json"))["faces"]:
        assert face["cant_tell"]["reason"] != "unsure"
        assert (face["probabilities"], face["by_net"]) == (None, None)


def test_a_name_with_a_line_break_stays_on_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "two\nlines.jpg").write_bytes((folder / "a.jpg").read_bytes())
    [line] = run(tmp_path / "two\nlines.jpg", "--lang", "en").splitlines()
    assert line.startswith(r"two\nlines.jpg  #1")


def test_a_stretch_doesnt_outlast_its_clip(clip: Path) -> None:
    told = json.loads(run(clip, "--json"))
    assert told["people"][0]["spans"][-1]["end_s"] <= told["duration_s"] + 0.01


def test_a_clip_of_one_frame_is_answered(tmp_path: Path, smiling: RGB) -> None:
    told = run(write_clip(tmp_path / "one.mp4", [resize(smiling, 384, 384)]), "--lang", "en")
    assert "Of those answered: happy 100 %" in told
    assert "No face" not in told
    assert "said the same" not in told


def test_faces_that_werent_read_are_told(tmp_path: Path, smiling: RGB) -> None:
    sheet = np.tile(resize(smiling, 200, 200), (5, 6, 1))
    (tmp_path / "sheet.png").write_bytes(encode_png(sheet))
    table = tmp_path / "all.csv"
    told = json.loads(run(tmp_path / "sheet.png", "--json", "--csv", table, "--lang", "en"))
    assert len(told["faces"]) == MOST_FACES
    assert told["more_faces"] >= 1
    assert f"weren't read: {told['more_faces']}. Only {MOST_FACES} are read" in told["not_read"]
    assert read_table(table)[-1]["code"] == "more_faces"
    assert "weren't read" in run(tmp_path / "sheet.png", "--lang", "en")


def test_what_in_a_folder_isnt_looked_at_is_told(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    done = runner.invoke(program, ["expression", str(folder), "--json", "--lang", "en"])
    assert "Not looked at, 3: gone.jpg (a link that leads nowhere), notes.txt (no picture or video" in done.stderr
    assert "sub (a folder" in done.stderr
    skipped = {Path(one["file"]).name: one["reason"] for one in json.loads(done.stdout)["skipped"]}
    assert skipped == {"gone.jpg": "broken_link", "notes.txt": "other_type", "sub": "folder"}


def test_an_empty_folder_and_a_missing_path_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToRead, match=r"no picture or video in the folder"):
        run(tmp_path / "empty")
    (tmp_path / "empty" / "notes.txt").touch()
    with pytest.raises(NothingToRead, match=r"Not looked at, 1: notes\.txt"):
        run(tmp_path / "empty")
    with pytest.raises(NothingToRead, match=r"no file or folder"):
        run(tmp_path / "none.jpg")


def test_what_doesnt_fit_together_is_told_before_anything_is_read(clip: Path, folder: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(clip.read_bytes()[:64])  # known as a video; to read it would be another error
    cases: list[tuple[tuple[str | Path, ...], str]] = [
        ((broken, "--map", tmp_path / "x.png"), "goes with a picture"),
        ((broken, "--speak", tmp_path / "x.mp3"), r"end in \.wav"),
        ((broken, "--speak", tmp_path / "x.wav", "--voice", "nobody"), "nobody"),
        ((folder / "d.jpg", "--map", tmp_path / "x.gif"), r"end in \.png"),
        ((folder / "d.jpg", "--speak", tmp_path / "x.wav"), "one video"),
    ]
    for words, told in cases:
        with pytest.raises(Invalid, match=told):
            run(*words)


def test_what_is_neither_picture_nor_video_is_told_as_such(tmp_path: Path) -> None:
    noise, sound = tmp_path / "noise.mp4", tmp_path / "sound.wav"
    noise.write_bytes(np.random.default_rng(3).integers(32, 127, 3000, np.uint8).tobytes())
    write_wav(sound, Audio(np.zeros(16_000, np.float32), 16_000))
    with pytest.raises(NotAPicture, match=r"neither a picture nor a video.*MP4"):
        run(noise)
    with pytest.raises(NoPicture, match="no face to look at"):
        run(sound)
