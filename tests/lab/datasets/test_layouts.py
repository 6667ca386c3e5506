"""What names and label files say: AI-Hub's two face data sets and plain folders with labels.csv."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from visavis.lab.datasets.aihub_emotion import AihubEmotionLayout, read_name
from visavis.lab.datasets.aihub_face import read_path
from visavis.lab.datasets.folder import FolderLayout, LabelsUnreadable
from visavis.lab.datasets.layouts import About, Layout
from visavis.lab.datasets.table import guess_layout
from visavis.lab.datasets.tree import Item

HASH = "0cb3d5e25825f2908769e75f7f14dbc587423fcb6e5f50a0ff5a60078bb03df1"
FILE = f"{HASH}_여_20_기쁨_숙박 및 거주공간_20210126165538-010-011.jpg"


def item(name: str) -> Item:
    return Item(name, "1", name, None, 1)


def describe(layout: Layout, picture: str, label_files: dict[str, bytes]) -> About:
    labels: dict[str, dict[str, str]] = {}
    for name, data in label_files.items():
        assert layout.is_label_file(item(name))
        labels.update(layout.read_labels(item(name), data))
    assert not layout.is_label_file(item(picture))
    return layout.describe(item(picture), labels.get)


@pytest.mark.parametrize(
    "name",
    ["19062421/S001/L1/E01/C7.jpg", "a/Middle_Resolution/19062421/S001/L1/E01/C7.jpg", "x/19062421_S001_L1_E01_C7.png"],
)
def test_a_kface_path_tells_person_accessory_light_expression_and_camera(name: str) -> None:
    labels = read_path(name)
    assert labels is not None
    assert {key: labels[key] for key in ("person", "accessory", "light", "expression", "camera")} == {
        "person": "19062421",
        "accessory": "S001",
        "light": "L1",
        "expression": "E01",
        "camera": "C7",
    }
    assert labels.get("resolution") == ("middle" if "Middle" in name else None)


@pytest.mark.parametrize(
    "name",
    [
        "19062421/S007/L1/E01/C7.jpg",
        "19062421/S001/L31/E01/C7.jpg",
        "19062421/S001/L0/E01/C7.jpg",
        "19062421/S001/L1/E04/C7.jpg",
        "19062421/S001/L1/E01/C21.jpg",
        "1906242/S001/L1/E01/C7.jpg",
        "S001/L1/E01/C7.jpg",
    ],
)
def test_a_path_out_of_kfaces_ranges_is_none_of_its(name: str) -> None:
    assert read_path(name) is None


def record(**changes: Any) -> dict[str, Any]:
    def annotation(emotion: str, x: float) -> dict[str, Any]:
        return {"boxes": {"minX": x, "minY": 20.0, "maxX": x + 100, "maxY": 140.0}, "faceExp": emotion, "bg": "실내"}

    return {
        "filename": FILE,
        "gender": "여",
        "age": 20,
        "isProf": "전문인",
        "faceExp_uploader": "기쁨",
        "bg_uploader": "숙박 및 거주공간",
        "annot_A": annotation("기쁨", 10),
        "annot_B": annotation("중립", 12),
        "annot_C": annotation("기쁨", 30),
    } | changes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_emotion_records_tell_who_is_seen_and_what_three_people_agreed_on(encoding: str) -> None:
    data = json.dumps([record()], ensure_ascii=False).encode(encoding)
    about = describe(AihubEmotionLayout(), f"원천/기쁨/{FILE}", {"라벨/기쁨.json": data})
    assert about.labels == {
        "person": HASH,
        "gender": "female",
        "age": "20",
        "job": "전문인",
        "emotion": "기쁨",
        "emotion_agreed": "기쁨",
        "background": "숙박 및 거주공간",
        "box": "12,20,112,140",
    }


def test_annotators_who_disagree_agree_on_nothing_and_the_documented_names_are_read_too() -> None:
    views = {f"annot_{who}": {"faceExp": seen} for who, seen in zip("ABC", ("기쁨", "중립", "상처"), strict=True)}
    told = dict(AihubEmotionLayout().read_labels(item("a.json"), json.dumps({"data": [record(**views)]}).encode()))
    assert "emotion_agreed" not in told[FILE]
    documented = {"filename": FILE, "faceBB_A": {"boxes": {"label": "당황"}}, "faceBB_B": {"boxes": {"label": "당황"}}}
    told = dict(AihubEmotionLayout().read_labels(item("a.json"), json.dumps(documented).encode()))
    assert told[FILE] == {"emotion_agreed": "당황"}


def test_without_a_record_the_file_name_speaks() -> None:
    assert describe(AihubEmotionLayout(), FILE, {}).labels["background"] == "숙박 및 거주공간"
    assert read_name("holiday.jpg") is None


@pytest.mark.parametrize("data", [b"[{", b"\xff\xfe\x00", b"[" * 100_000])
def test_a_broken_label_file_is_named(data: bytes) -> None:
    with pytest.raises(LabelsUnreadable, match=r"'a/labels\.json' can't be read"):
        AihubEmotionLayout().read_labels(item("a/labels.json"), data)


def test_labels_csv_speaks_of_the_files_below_it_and_the_nearest_wins() -> None:
    outer = b"file,licence,source,gender\n0001.jpg,MIT,somewhere,F\nb/0002.jpg,,,M\n"
    inner = "\ufefffile,gender\n0001.jpg,X\n".encode()
    files = {"labels.csv": outer, "near/labels.csv": inner}
    layout = FolderLayout()
    assert describe(layout, "a/0001.jpg", files) == About({"gender": "F"}, "MIT", "somewhere")
    assert describe(layout, "b/0002.jpg", files) == About({"gender": "M"})
    assert describe(layout, "near/0001.jpg", files) == About({"gender": "X"})
    assert describe(layout, "c/0003.jpg", files) == About({"folder": "c"})
    assert describe(layout, "0004.jpg", files) == About()


@pytest.mark.parametrize("data", [b"name,sex\na,F\n", b"\xff\xff", b'file,a\n"x', b""])
def test_a_labels_csv_that_cant_be_read_stops_the_run(data: bytes) -> None:
    with pytest.raises(LabelsUnreadable, match=r"labels\.csv"):
        list(FolderLayout().read_labels(item("a/labels.csv"), data))


def test_the_layout_is_told_from_the_names(tmp_path: Path) -> None:
    assert guess_layout(tmp_path) == "folder"
    for folder, name, layout in (
        ("one", "19062421/S001/L1/E01/C7.jpg", "aihub-face"),
        ("two", f"기쁨/{FILE}", "aihub-emotion"),
        ("three", "holiday.jpg", "folder"),
    ):
        path = tmp_path / folder / name
        path.parent.mkdir(parents=True)
        path.touch()
        assert guess_layout(tmp_path / folder) == layout
