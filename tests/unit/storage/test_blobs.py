from __future__ import annotations

from pathlib import Path

import pytest

from visavis.storage.blobs import BlobNotFound, Blobs, open_blobs


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return open_blobs(str(tmp_path / "blobs"))


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
