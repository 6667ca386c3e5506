"""What must be so before requests are sent here, each part looked at by itself."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from visavis.api.services import Services
from visavis.kit.errors import VisavisError
from visavis.kit.ids import new_id
from visavis.kit.text import Text
from visavis.storage.migrations import state_of

log = logging.getLogger("visavis.api")
PROBE_EVERY_S = 60.0
"""How long an answer of the store is good for: each costs a write."""

UNREACHABLE = Text(
    ko="데이터베이스가 응답하지 않습니다. 실행 중인지, 주소가 맞는지 확인해 주세요.",
    en="The database doesn't answer. See that it runs and that its address is right.",
)
BEHIND = Text(
    ko="데이터베이스가 아직 이 버전으로 옮겨지지 않았습니다. 서버나 작업 프로세스를 다시 시작하면 옮깁니다.",
    en="The database isn't migrated to this version yet; a server or worker that starts does that.",
)
UNWRITABLE = Text(
    ko="저장소에 쓸 수 없습니다. 권한과 남은 공간, 주소를 확인해 주세요.",
    en="The store can't be written. See to its permissions, its room and its address.",
)
FULL = Text(
    ko="디스크에 남은 공간이 {f} MB뿐입니다({l} MB 이상 필요). 자리를 만들어 주세요.",
    en="Only {f} MB are free on the disk, {l} MB are needed. Make room.",
)


@dataclass(frozen=True)
class Part:
    """``why``: what is wrong with it; None when it is ready."""

    name: Literal["database", "store", "disk"]
    why: Text | None


class Readiness:
    """``clock`` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._probed: tuple[float, Services, Text | None] | None = None

    def look(self, services: Services) -> list[Part]:
        """Every part; what one costs is bounded however often this is asked."""
        return [
            Part("database", _database(services)),
            Part("store", self._store(services)),
            Part("disk", _disk(services)),
        ]

    def _store(self, services: Services) -> Text | None:
        with self._lock:
            at = self._clock()
            last = self._probed
            if last is None or last[1] is not services or at - last[0] >= PROBE_EVERY_S:
                last = self._probed = (at, services, _probe(services))
            return last[2]


def _database(services: Services) -> Text | None:
    try:
        state = state_of(services.database)
    except SQLAlchemyError as error:
        log.warning("the database doesn't answer: %s", type(error).__name__)
        return UNREACHABLE
    # A later version's database serves this one too, while servers are replaced one by one; one that starts refuses it.
    return BEHIND if state == "behind" else None


def _probe(services: Services) -> Text | None:
    key = f"probes/{new_id('probe')}"  # its own, because several servers may look at one store at once
    try:
        services.blobs.put(key, b"ready")
        services.blobs.delete(key)
    except Exception as error:  # each kind of store has errors of its own, and none of them may end this answer
        log.warning("the store can't be written: %s", type(error).__name__)
        return error.message if isinstance(error, VisavisError) else UNWRITABLE
    return None


def _disk(services: Services) -> Text | None:
    """The data folder's disk, and that of a store in a folder."""
    least = services.options.room.free_bytes
    free = min(_free_bytes(services))
    if free >= least:
        return None
    return FULL.fill(f=free // 1_000_000, l=least // 1_000_000)


def _free_bytes(services: Services) -> Iterator[int]:
    yield shutil.disk_usage(services.options.data_dir).free
    stores = services.blobs.free_bytes()
    if stores is not None:
        yield stores
