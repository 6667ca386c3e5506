"""``visavis person``: from the first portrait to a deleted record, through the real command line."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from visavis.cli import program
from visavis.cli.models.errors import NotConfirmed
from visavis.cli.person import NoFolder, NoSuchAccount, OptionsConflict
from visavis.kit.errors import Invalid
from visavis.media.image import load_image
from visavis.media.provenance import read_mark
from visavis.people.exporting import TooSmallForLabel, WrongSuffix
from visavis.people.looks import NothingFits
from visavis.people.persons import PersonNotFound
from visavis.people.recipes import TooYoung
from visavis.settings import Settings

runner = CliRunner()


@pytest.fixture(autouse=True)
def data_dir(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VISAVIS_DATA_DIR", str(settings.data_dir))
    return settings.data_dir


def run(*words: str) -> str:
    done = runner.invoke(program, ["person", *words])
    if done.exception:
        raise done.exception
    return done.output


def test_a_portrait_is_made_with_its_code_and_made_again_alike(tmp_path: Path) -> None:
    told = run("new", "--kind", "male-white", "--seed", "3", "--keyword", "겨울", "--age", "40", "--size", "256",
               "--out", str(tmp_path / "a.png"))  # fmt: skip
    code = told.split()[-1]
    assert code == "eigen:3:male-white:warm:age=40"
    run("new", "--code", code, "--size", "256", "--out", str(tmp_path / "b.png"))
    first, second = load_image(tmp_path / "a.png"), load_image(tmp_path / "b.png")
    assert first.shape == (256, 256, 3)
    assert first.tobytes() == second.tobytes()
    assert read_mark(tmp_path / "a.png") is not None


def test_variants_lie_beside_the_portrait(tmp_path: Path) -> None:
    run("new", "--size", "128", "--variants", "--no-label", "--out", str(tmp_path / "p.jpg"))
    names = {one.name for one in tmp_path.glob("p*.jpg")}
    assert {"p.jpg", "p-smile.jpg", "p-left.jpg"} <= names


def test_a_person_is_kept_listed_shown_and_deleted(tmp_path: Path) -> None:
    out = str(tmp_path / "p.png")
    run("new", "--kind", "male-white", "--seed", "21", "--name", "민재", "--lang", "en", "--size", "160", "--out", out)
    person_id, name, code = run("list").strip().split("\t")
    assert (name, code) == ("민재", "eigen:21:male-white:natural")
    shown = run("show", person_id, "--out", str(tmp_path / "again.png"))
    assert "nobody" in shown
    assert "코드로 만든 인물 / made from a code" in shown
    assert "nterviewer" not in shown
    assert load_image(tmp_path / "again.png").shape == (512, 512, 3)
    with pytest.raises(NotConfirmed, match="--yes"):
        run("delete", person_id)
    told = run("delete", person_id, "--yes")
    assert person_id in told
    assert "민재" in told
    assert run("list") == ""
    for deed in ("show", "delete"):
        with pytest.raises(PersonNotFound, match="visavis person list"):
            run(deed, person_id)


def delete_at_a_terminal(person_id: str, answer: str) -> str:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "visavis.cli", "person", "delete", person_id]
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(words, stdin=theirs, capture_output=True, text=True, check=True)
    for end in (ours, theirs):
        os.close(end)
    return done.stdout.strip()


def test_a_person_is_deleted_only_when_the_user_says_so(tmp_path: Path) -> None:
    run("new", "--name", "민재", "--size", "160", "--out", str(tmp_path / "p.png"))
    person_id = run("list").split("\t")[0]
    assert delete_at_a_terminal(person_id, "n") == ""
    assert run("list").split("\t")[0] == person_id
    assert person_id in delete_at_a_terminal(person_id, "y")
    assert run("list") == ""


def test_look_and_sliders_win_over_those_of_a_code(tmp_path: Path) -> None:
    code = "eigen:3:male-white:warm:age=40,smile=0.5"
    told = run(
        "new", "--code", code, "--look", "strict", "--age", "50", "--size", "160", "--out", str(tmp_path / "p.png")
    )
    assert told.split()[-1] == "eigen:3:male-white:strict:age=50,smile=0.5"


def test_looks_kinds_and_sliders_are_listed() -> None:
    told = run("looks")
    assert all(word in told for word in ("청초한", "decadent", "female-east-asian", "--age"))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--age", "19"], TooYoung),
        (["--keyword", "xyzzy"], NothingFits),
        (["--smile", "7"], Invalid),
        (["--out", "p.gif"], WrongSuffix),
        (["--size", "159"], TooSmallForLabel),
        (["--code", "eigen:7:male-white", "--seed", "0"], OptionsConflict),
        (["--code", "eigen:7:male-white", "--kind", "male-black"], OptionsConflict),
        (["--look", "warm", "--keyword", "winter"], OptionsConflict),
        (["--account", "mina"], OptionsConflict),
        (["--account", "nobody", "--name", "민재"], NoSuchAccount),
        (["--out", "no/such/folder/p.png"], NoFolder),
    ],
)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    tmp_path: Path, words: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        run("new", "--out", str(tmp_path / "p.png"), *words)
    assert list(tmp_path.glob("p*")) == []
