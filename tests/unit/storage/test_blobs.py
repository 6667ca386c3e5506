from __future__ import annotations

from pathlib import Path

import pytest

from visavis.storage.blobs import BlobChanged, BlobNotFound, Blobs, open_blobs


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    return open_blobs(str(tmp_path / "blobs") if request.param == "folder" else request.getfixturevalue("s3"))


def test_a_blob_comes_back_whole_and_in_parts(blobs: Blobs) -> None:
    data = bytes(range(256)) * 10_000
    blobs.put("accounts/a/x.bin", data)
    assert blobs.get("accounts/a/x.bin") == data
    assert blobs.info("accounts/a/x.bin").size_bytes == len(data)
    assert b"".join(blobs.stream("accounts/a/x.bin", 100, 2_000_000)) == data[100:2_000_000]


def test_a_file_is_put_and_copied_back(blobs: Blobs, tmp_path: Path) -> None:
    source, copy = tmp_path / "in", tmp_path / "out"
    source.write_bytes(b"media" * 1000)
    blobs.put("x", source)
    blobs.copy_to("x", copy)
    assert copy.read_bytes() == source.read_bytes()


def test_deleting_a_prefix_leaves_its_neighbours(blobs: Blobs) -> None:
    for key in ("accounts/a/1", "accounts/a/b/2", "accounts/ab/3"):
        blobs.put(key, b".")
    assert blobs.delete_all("accounts/a") == 2
    assert blobs.keys("accounts") == ["accounts/ab/3"]
    assert (blobs.size_of("accounts/a"), blobs.size_of("accounts/ab")) == (0, 1)
    assert (blobs.keys("accounts/a"), blobs.keys("acc")) == ([], [])


def test_more_blobs_than_one_request_deletes_all_go(blobs: Blobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visavis.storage.blobs._AT_ONCE", 3)
    for number in range(7):
        blobs.put(f"accounts/a/{number}", b"")
    assert blobs.delete_all("accounts/a") == 7
    assert list(blobs.listed()) == []


def test_a_blob_that_is_written_anew_while_it_is_read_doesnt_come_out_mixed(blobs: Blobs) -> None:
    blobs.put("x", b"a" * 2**21)
    chunks = blobs.stream("x")
    first = next(chunks)
    blobs.put("x", b"b" * (2**21 + 1))
    with pytest.raises(BlobChanged):
        next(chunks)
    assert first == b"a" * 2**20


def test_a_blob_that_is_deleted_while_it_is_read_is_told(blobs: Blobs) -> None:
    blobs.put("x", b"a" * 2**21)
    chunks = blobs.stream("x")
    next(chunks)
    blobs.delete("x")
    with pytest.raises(BlobNotFound):
        next(chunks)


def test_a_range_beyond_the_end_stops_there(blobs: Blobs) -> None:
    blobs.put("x", b"0123456789")
    assert b"".join(blobs.stream("x", 7, 99)) == b"789"
    assert b"".join(blobs.stream("x", 10, 99)) == b""


def test_a_large_blob_of_another_store_comes_in_parts(blobs: Blobs, tmp_path: Path) -> None:
    other = open_blobs(str(tmp_path / "other"))
    data = bytes(range(256)) * 40_000
    other.put("a/large", data)
    other.put("a/empty", b"")
    for key in ("a/large", "a/empty"):
        blobs.put_from(other, key)
    assert blobs.get("a/large") == data
    assert blobs.get("a/empty") == b""


@pytest.mark.parametrize("key", ["../secret", "a/../../b", "/etc/passwd", "a//b", "", "a\x00b", "가"])
def test_keys_that_could_leave_the_store_find_nothing(blobs: Blobs, key: str) -> None:
    with pytest.raises(BlobNotFound):
        blobs.get(key)
    with pytest.raises(BlobNotFound):
        blobs.put(key, b"x")


def test_a_missing_blob_is_not_found_and_deleting_it_is_no_error(blobs: Blobs) -> None:
    with pytest.raises(BlobNotFound):
        blobs.stream("nowhere")
    blobs.delete("nowhere")
    assert not blobs.exists("nowhere")
