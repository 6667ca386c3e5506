"""What comes in zips: names made safe, dangerous ones refused, a broken file alone left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from visavis.shop.arriving import LARGEST_PHOTO, NotAZip, ZipRefused, safe_name, unpack
from visavis.shop.places import free_name


def written(path: Path, names: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ("summer/shirt 1.jpg", "shirt 1.jpg"),
        ("C:\\photos\\셔츠.JPG", "셔츠.JPG"),
        ("../../etc/passwd", "passwd"),
        (".hidden", "hidden"),
        ('a<b>:"c|d?.png', "abcd.png"),
        ("", "photo"),
        ("\u1109\u1163\u110e\u3161.jpg", None),
    ],
)
def test_names_hold_nothing_that_leads_elsewhere(came: str, kept: str | None) -> None:
    name = safe_name(came)
    assert not {"/", "\\", '"'} & set(name)
    assert kept is None or name == kept


def test_long_names_keep_their_ending() -> None:
    assert safe_name("x" * 500 + ".jpeg") == "x" * 150 + ".jpeg"


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert free_name("a.jpg", set()) == "a.jpg"
    assert free_name("a.jpg", {"A.jpg"}) == "a (2).jpg"
    assert free_name("a.jpg", {"a.jpg", "a (2).jpg"}) == "a (3).jpg"
    assert free_name("plain", {"plain"}) == "plain (2)"


def test_korean_names_of_windows_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", {"PLACEHOLDE.jpg": b"x"})
    korean = "셔츠 사진1.jpg".encode("cp949")
    assert len(korean) == len("PLACEHOLDE.jpg")
    path.write_bytes(path.read_bytes().replace(b"PLACEHOLDE.jpg", korean))
    assert [one.name for one in unpack(path)] == ["셔츠 사진1.jpg"]


def test_a_file_that_is_damaged_in_the_zip_stops_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", {"a.jpg": b"a" * 50, "b.jpg": b"b" * 50})
    path.write_bytes(path.read_bytes().replace(b"a" * 50, b"a" * 49 + b"?"))
    assert [(one.name, one.data) for one in unpack(path)] == [("a.jpg", b""), ("b.jpg", b"b" * 50)]


def test_a_file_that_is_too_large_is_told_and_not_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.zip", {"large.tif": bytes(LARGEST_PHOTO + 1), "b.jpg": b"b"})
    assert [(one.name, one.data) for one in unpack(path)] == [("large.tif", None), ("b.jpg", b"b")]


@pytest.mark.parametrize("name", ["../evil.jpg", "/etc/evil.jpg", "a/../../evil.jpg", "C:\\evil.jpg", "..\\evil.jpg"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ZipRefused, match="lead out"):
        list(unpack(written(tmp_path / "a.zip", {"good.jpg": b"x", name: b"x"})))


def test_links_locks_bombs_and_crowds_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.jpg")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ZipRefused, match="links"):
        list(unpack(tmp_path / "link.zip"))

    bomb = written(tmp_path / "bomb.zip", {"bomb.png": bytes(30_000_000)}, zipfile.ZIP_DEFLATED)
    with pytest.raises(ZipRefused, match="too large"):
        list(unpack(bomb))

    crowd = written(tmp_path / "crowd.zip", {f"{n}.jpg": b"x" for n in range(6)})
    with pytest.raises(ZipRefused, match="6 files; there is room for 5"):
        list(unpack(crowd, room=5))

    locked = bytearray(written(tmp_path / "locked.zip", {"a.jpg": b"x"}).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    with pytest.raises(ZipRefused, match="password"):
        list(unpack(tmp_path / "locked.zip"))


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    whole = written(tmp_path / "a.zip", {"a.jpg": b"a" * 5000}).read_bytes()
    for data in (b"", b"\xff\xd8 a photo", whole[: len(whole) // 2], io.BytesIO(b"PK\x05\x06").getvalue()):
        (tmp_path / "a.zip").write_bytes(data)
        with pytest.raises(NotAZip):
            list(unpack(tmp_path / "a.zip"))
