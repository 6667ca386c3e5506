"""Every blob from one store to another; what is there already is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from visavis.kit.errors import Failed
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs
from visavis.storage.moving.rows import Sum

_AT_ONCE = 8
Tell = Callable[[int, int], None]
"""Called with how many are done, and of how many."""


class BlobsDiffer(Failed):
    """A blob isn't in the target as it is in the source."""


def copy_blobs(source: Blobs, target: Blobs, there: Mapping[str, int], tell: Tell) -> None:
    """Send every blob of the source that isn't in ``there``, the target's keys and bytes, with the same size."""
    missing = [key for key, size in source.listed() if there.get(key) != size]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for done, _ in enumerate(threads.map(lambda key: target.put_from(source, key), missing), 1):
            tell(done, len(missing))


def check_blobs(source: Blobs, target: Blobs, tell: Tell) -> Sum:
    """Read every blob of both. Raises BlobsDiffer where the target lacks one, has another, or has one too many."""
    keys = sorted(key for key, _ in source.listed())
    total = 0
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for done, (key, digest) in enumerate(_digests(threads, source, target, keys), 1):
            total += int.from_bytes(hashlib.sha256(f"{key}\n{digest}".encode()).digest(), "big")
            tell(done, len(keys))
    more = {key for key, _ in target.listed()} - set(keys)
    if more:
        raise BlobsDiffer(_DIFFER.fill(k=sorted(more)[0]))
    return Sum(len(keys), f"{total % 2**256:064x}")


def _digests(threads: ThreadPoolExecutor, source: Blobs, target: Blobs, keys: list[str]) -> Iterator[tuple[str, str]]:
    def compare(key: str) -> tuple[str, str]:
        digest = _digest(source, key)
        if not target.exists(key) or _digest(target, key) != digest:
            target.delete(key)  # so that the next try sends it again
            raise BlobsDiffer(_DIFFER.fill(k=key))
        return key, digest

    return threads.map(compare, keys)


def _digest(blobs: Blobs, key: str) -> str:
    digest = hashlib.sha256()
    for chunk in blobs.stream(key):
        digest.update(chunk)
    return digest.hexdigest()


_DIFFER = Text(
    ko="'{k}' 파일이 두 저장소에서 다릅니다. 서버와 작업 프로세스를 모두 멈췄는지 확인하고 다시 실행해 주세요.",
    en="The file '{k}' differs between the stores. Check that every server and worker is stopped, and run it again.",
)
