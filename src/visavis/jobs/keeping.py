"""Blobs as jobs write them: what a job made of something that was deleted meanwhile doesn't stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.storage.blobs import Blobs
from visavis.storage.database import Database

Lives = Callable[[Session, str], bool]
"""Whether that which a blob key belongs to is still there; locks its row until the transaction ends."""


class SubjectGone(NotFound):
    """What the job was about has been deleted while it ran."""


class JobBlobs(Blobs):
    """A store that looks after every put whether its subject still lives.

    Whoever deletes takes the rows first, then the blobs, then commits. So a put before that is found by the deletion,
    and the look after a later one waits for the deletion's commit: between the two nothing is left.
    """

    def __init__(self, blobs: Blobs, database: Database, lives: Lives) -> None:
        super().__init__(blobs._store, blobs._folder)
        self._database = database
        self._lives = lives

    def put(self, key: str, data: bytes | Path) -> None:
        """See ``Blobs.put``. Raises SubjectGone, and then the blob isn't kept."""
        super().put(key, data)
        with self._database.transaction() as session:
            lives = self._lives(session, key)
        if not lives:
            self.delete_all(key.rsplit("/", 1)[0])
            raise SubjectGone(
                Text(
                    ko="작업하는 동안 대상이 삭제되어 작업을 멈췄습니다.",
                    en="The work stopped, because what it was for has been deleted.",
                )
            )
