"""Blobs as jobs write them: only where there is room, and nothing stays of what was deleted meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sqlalchemy.orm import Session

from visavis.jobs.fencing import require_own
from visavis.kit.errors import NotFound
from visavis.kit.text import Text
from visavis.storage.blobs import BlobNotFound, Blobs
from visavis.storage.database import Database


class Subjects(Protocol):
    """Knows to whom a blob belongs."""

    def check_room(self, session: Session, key: str, more_bytes: int) -> None:
        """Raises Refused or Unavailable when there is no room for so many bytes more."""
        ...

    def note_written(self, session: Session, key: str) -> bool:
        """Count what was written; False when its subject is gone, whose row stays locked until the transaction ends."""
        ...


class SubjectGone(NotFound):
    """What the job was about has been deleted while it ran."""


class JobBlobs(Blobs):
    """A store that asks before every put whether there is room, and after it whether its subject still lives.

    Whoever deletes takes the rows first, then the blobs, then commits. So a put before that is found by the deletion,
    and the look after a later one waits for the deletion's commit: between the two nothing is left.
    """

    def __init__(self, blobs: Blobs, database: Database, subjects: Subjects) -> None:
        super().__init__(blobs._store, blobs._folder)
        self._database = database
        self._subjects = subjects

    def put(self, key: str, data: bytes | Path) -> None:
        """See ``Blobs.put``. Raises SubjectGone, and what ``Subjects.check_room`` raises; then nothing is kept.

        A run that lost its job raises Stopped before it writes.
        """
        self._require_room(key, data.stat().st_size if isinstance(data, Path) else len(data))
        super().put(key, data)
        with self._database.transaction() as session:
            lives = self._subjects.note_written(session, key)
        if not lives:
            self.delete_all(key.rsplit("/", 1)[0])
            raise SubjectGone(
                Text(
                    ko="작업하는 동안 대상이 삭제되어 작업을 멈췄습니다.",
                    en="The work stopped, because what it was for has been deleted.",
                )
            )

    def _require_room(self, key: str, size_bytes: int) -> None:
        more_bytes = size_bytes - self._held(key)
        with self._database.reading() as session:
            require_own(session)
            if more_bytes > 0:
                self._subjects.check_room(session, key, more_bytes)

    def _held(self, key: str) -> int:
        """What is written over: a step that is done again needs no more room."""
        try:
            return self.info(key).size_bytes
        except BlobNotFound:
            return 0
