"""Sources: folders, zips, zips in folders; and archives that mean harm."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path

import pytest

from visavis.lab.datasets.reasons import REASONS, Rejected
from visavis.lab.datasets.tree import Reader, SourceDamaged, SourceNotFound, SourceUnusable, walk


def _zip(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def _refusals(source: Path) -> dict[str, str | None]:
    return {item.name: item.refusal for item in walk(source)}


def test_a_folder_and_its_zips_are_one_tree_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b/2.jpg", "a.jpg", "b/1.jpg", ".hidden", "b/Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    _zip(tmp_path / "c.zip", {"y.jpg": b"y", "x/z.jpg": b"z", "__MACOSX/x/._z.jpg": b"junk"})
    items = list(walk(tmp_path))
    assert [item.name for item in items] == ["a.jpg", "b/1.jpg", "b/2.jpg", "c.zip/y.jpg", "c.zip/x/z.jpg"]
    reader = Reader()
    assert [reader.read(item.path, item.entry) for item in items] == [b"a.jpg", b"b/1.jpg", b"b/2.jpg", b"y", b"z"]
    reader.close()


def test_names_that_lead_out_of_the_archive_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    names = ["../out.jpg", "/etc/out.jpg", "a/../../out.jpg", "..\\out.jpg", "C:\\out.jpg", "fine.jpg"]
    source = _zip(tmp_path / "evil.zip", dict.fromkeys(names, b"x"))
    found = _refusals(source)
    assert [found[name] for name in found] == ["unsafe_name"] * 5 + [None]
    assert [path.name for path in tmp_path.rglob("*")] == ["evil.zip"]


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    source = _zip(tmp_path / "bomb.zip", {"bomb.jpg": bytes(40 * 2**20), "small.jpg": bytes(1000)})
    assert _refusals(source) == {"bomb.jpg": "too_dense", "small.jpg": None}


def test_an_archive_that_is_far_larger_inside_is_refused_as_a_whole(tmp_path: Path) -> None:
    source = _zip(tmp_path / "a.zip", {f"{n}.jpg": os.urandom(300) for n in range(3)})
    data = bytearray(source.read_bytes())
    for at in [at for at in range(len(data)) if data[at : at + 4] == b"PK\x01\x02"]:
        data[at + 24 : at + 28] = (500 * 2**20).to_bytes(4, "little")  # each entry claims 500 MiB
    source.write_bytes(data)
    assert _refusals(source) == {"a.zip": "too_dense"}


def test_locked_nested_and_linked_files_are_refused(tmp_path: Path) -> None:
    source = _zip(tmp_path / "a.zip", {"locked.jpg": b"x", "inner.zip": b"x"})
    data = bytearray(source.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    source.write_bytes(data)
    (tmp_path / "passwords").symlink_to("/etc/passwd")
    assert _refusals(tmp_path) == {
        "a.zip/locked.jpg": "encrypted",
        "a.zip/inner.zip": "archive_in_archive",
        "passwords": "link",
    }


def test_a_link_in_an_archive_is_told_as_one(tmp_path: Path) -> None:
    link, plain = zipfile.ZipInfo("passwords"), zipfile.ZipInfo("plain.jpg")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    plain.create_system, plain.external_attr = 3, (stat.S_IFREG | 0o644) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr(plain, "x")
    assert _refusals(tmp_path / "a.zip") == {"passwords": "link", "plain.jpg": None}


def test_a_source_that_is_half_a_zip_is_called_damaged(tmp_path: Path) -> None:
    whole = _zip(tmp_path / "a.zip", {f"{n}.jpg": os.urandom(2000) for n in range(5)}).read_bytes()
    for name, data in (("half.zip", whole[:5000]), ("no suffix", whole[:-30]), ("empty.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(SourceDamaged, match="damaged zip"):
            list(walk(tmp_path / name))


def test_korean_names_of_windows_archives_are_read(tmp_path: Path) -> None:
    source = _zip(tmp_path / "a.zip", {"?????.jpg": b"x"})
    korean = "기쁨".encode("cp949")
    source.write_bytes(source.read_bytes().replace(b"?????.jpg", korean[:4] + b"1.jpg"))
    assert list(_refusals(source)) == ["기쁨"[:2] + "1.jpg"]


def test_a_damaged_archive_is_one_rejected_file_and_a_damaged_entry_one_entry(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")
    source = _zip(tmp_path / "entry.zip", {"a.jpg": os.urandom(1000)})
    data = bytearray(source.read_bytes())
    data[200] ^= 0xFF
    source.write_bytes(data)
    items = {item.name: item for item in walk(tmp_path)}
    assert items["broken.zip"].refusal == "broken_archive"
    with pytest.raises(Rejected, match="broken_archive"):
        Reader().read(items["entry.zip/a.jpg"].path, items["entry.zip/a.jpg"].entry)


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(bytes(5000))
    with pytest.raises(Rejected, match="file_too_large"):
        Reader().read(str(tmp_path / "a.jpg"), None, most_bytes=1000)
    with pytest.raises(Rejected, match="unreadable_file"):
        Reader().read(str(tmp_path / "gone.jpg"), None)


def test_a_source_that_isnt_there_or_is_no_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match="Check the path"):
        list(walk(tmp_path / "nowhere"))
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(SourceUnusable, match="neither a folder nor a zip"):
        list(walk(tmp_path / "a.txt"))


def test_every_refusal_has_a_sentence_that_needs_no_filling(tmp_path: Path) -> None:
    for code in ("link", "unsafe_name", "encrypted", "archive_in_archive", "broken_archive", "too_dense"):
        assert "{" not in REASONS[code].ko + REASONS[code].en
