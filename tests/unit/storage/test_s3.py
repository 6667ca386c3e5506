from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.stores import BUCKET, KEYS

from visavis.storage.blobs import open_blobs
from visavis.storage.s3 import BucketMissing, NotAStore, StoreUnreachable, open_store


def test_a_bucket_that_isnt_there_is_named(s3: str) -> None:
    with pytest.raises(BucketMissing, match="'nowhere-at-all'"):
        open_blobs("s3://nowhere-at-all/x").check()
    open_blobs(s3).check()


def test_a_store_that_doesnt_answer_is_told(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr("visavis.storage.s3._RETRY", {"max_retries": 0})
    blobs = open_blobs(s3)
    with pytest.raises(StoreUnreachable, match="doesn't answer"):
        blobs.check()
    with pytest.raises(StoreUnreachable):
        blobs.put("x", b"x")


@pytest.mark.parametrize("endpoint", ["http://store.example.org", "http://10.0.0.7:9000", "ftp://127.0.0.1"])
def test_recordings_dont_cross_the_network_unencrypted_unasked(endpoint: str) -> None:
    asked = KEYS | {"AWS_ENDPOINT_URL": endpoint}
    if "127" not in endpoint:
        with pytest.raises(NotAStore, match="AWS_ALLOW_HTTP"):
            open_store("s3://bucket/x", asked)
        open_store("s3://bucket/x", asked | {"AWS_ALLOW_HTTP": "true"})
    open_store("s3://bucket/x", KEYS | {"AWS_ENDPOINT_URL": "https://store.example.org"})


@pytest.mark.parametrize("address", ["gs://bucket", "s3://", "http://store/bucket"])
def test_an_address_of_no_store_is_told(address: str) -> None:
    with pytest.raises(NotAStore, match="s3://bucket/prefix"):
        open_blobs(address)


def test_two_prefixes_of_one_bucket_dont_see_each_other(s3: str) -> None:
    one, other = open_blobs(f"{s3}/ab"), open_blobs(f"{s3}/abc")
    other.put("x", b"1")
    assert list(one.listed()) == []
    assert list(other.listed()) == [("x", 1)]
    assert open_blobs(f"s3://{BUCKET}").exists(f"{s3.removeprefix(f's3://{BUCKET}/')}/abc/x")


_SENDS = """
import resource, sys
from pathlib import Path
from visavis.storage.blobs import open_blobs
blobs = open_blobs(sys.argv[1])
blobs.put("warm", b"x")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
blobs.put("x", Path(sys.argv[2]))
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_a_large_file_is_sent_without_being_held_in_memory(s3: str, tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(120 * 2**20)
    sent = subprocess.run([sys.executable, "-c", _SENDS, s3, str(large)], capture_output=True, text=True, check=True)
    assert int(sent.stdout) < 60
    assert open_blobs(s3).info("x").size_bytes == 120 * 2**20
